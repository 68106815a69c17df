#include "access/one_time_code.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <span>

#include "access/random.hpp"
#include "core/hex.hpp"

namespace mallctl::access {

std::string make_one_time_code() {
    constexpr std::uint32_t codes = 1'000'000;
    constexpr std::uint32_t fair = UINT32_MAX - UINT32_MAX % codes;
    while (true) {
        std::uint32_t drawn = 0;
        for (const char byte : random_bytes(sizeof drawn))
            drawn = drawn << 8 | static_cast<std::uint8_t>(byte);
        if (drawn < fair) return fmt::format("{:06}", drawn % codes);
    }
}

std::string one_time_code_mac(std::string_view token, std::string_view code) {
    const std::string mac = hmac_sha256(token, "a code by SMS: " + std::string(code));
    return core::to_hex(std::as_bytes(std::span(mac)));
}

}  // namespace mallctl::access
