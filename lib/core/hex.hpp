// Hexadecimal digits (RFC 4648 section 8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mallctl::core {

inline constexpr std::string_view lower_hex_digits = "0123456789abcdef";
inline constexpr std::string_view upper_hex_digits = "0123456789ABCDEF";

// 0 to 15 of a digit in either case; -1 of any other character.
constexpr int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Two digits a byte.
std::string to_hex(std::span<const std::byte> bytes, std::string_view digits = lower_hex_digits);

// Fills `bytes` with what `text` says. False, and bytes that mean nothing, unless it is two digits a byte.
bool from_hex(std::string_view text, std::span<std::byte> bytes);

}  // namespace mallctl::core
