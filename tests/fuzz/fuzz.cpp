#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace mallctl::fuzz {

void require(bool holds, std::string_view claim) {
    if (holds) return;
    std::fprintf(stderr, "fuzz: this does not hold: %.*s\n", static_cast<int>(claim.size()), claim.data());
    std::abort();
}

void require_fault(const core::Error& error, std::initializer_list<core::Fault> allowed) {
    const bool known = std::find(allowed.begin(), allowed.end(), error.fault()) != allowed.end();
    require(known, std::string("the fault is of a documented kind: ") + error.what());
    require(error.what()[0] != '\0', "an error has a message");
}

std::string to_text(const std::uint8_t* data, std::size_t size) {
    return {data, data + size};
}

}  // namespace mallctl::fuzz
