// The failure of a file that is not read.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "core/error.hpp"

namespace mallctl::importers {

// `origin` is how the file, its layer or its part is called in messages.
inline core::Error refused(std::string_view origin, std::string_view why, std::string advice) {
    return {core::Fault::rejected, fmt::format("{}: {}", origin, why), std::move(advice)};
}

}  // namespace mallctl::importers
