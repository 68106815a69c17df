// The exit codes of every verb (design section 4, mallctl(1) EXIT STATUS).
#pragma once

#include "core/error.hpp"

namespace mallctl::cli {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_rejected = 3;
inline constexpr int exit_unreachable = 4;
inline constexpr int exit_conflict = 5;
inline constexpr int exit_differences = 6;
inline constexpr int exit_interrupted = 130;

constexpr int exit_code(core::Fault fault) {
    switch (fault) {
        case core::Fault::failed:
            return exit_failed;
        case core::Fault::usage:
            return exit_usage;
        case core::Fault::rejected:
            return exit_rejected;
        case core::Fault::unreachable:
            return exit_unreachable;
        case core::Fault::conflict:
            return exit_conflict;
        case core::Fault::interrupted:
            return exit_interrupted;
    }
    return exit_failed;
}

}  // namespace mallctl::cli
