// What the targets share. A target is LLVMFuzzerTestOneInput in a file of its own: libFuzzer's contract, see
// https://llvm.org/docs/LibFuzzer.html. It fails by ending the process: a broken claim, an exception that is
// not the documented one, a sanitizer's report, or an input that takes too long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace mallctl::fuzz {

// Ends the process with abort() when `holds` is false; `claim` is printed.
void require(bool holds, std::string_view claim);

// What the claims say of every core::Error: a message and, of a kind that `allowed` names, nothing else.
void require_fault(const core::Error& error, std::initializer_list<core::Fault> allowed);

std::string to_text(const std::uint8_t* data, std::size_t size);

// What `job` returns; nothing when it threw a core::Error of an allowed kind. Any other exception passes
// through and ends the process, as does an error in claims about the result, which stand outside of `job`.
template <typename Job>
auto attempt(const Job& job, std::initializer_list<core::Fault> allowed = {core::Fault::rejected})
    -> std::optional<decltype(job())> {
    try {
        return job();
    } catch (const core::Error& error) {
        require_fault(error, allowed);
        return std::nullopt;
    }
}

}  // namespace mallctl::fuzz
