#include "access/base64url.hpp"

#include <cstdint>

namespace mallctl::access {

namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string encode(std::string_view bytes, std::string_view digits, unsigned bits) {
    std::string text;
    text.reserve((bytes.size() * 8 + bits - 1) / bits);
    std::uint32_t held = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        held = (held << 8) | static_cast<unsigned char>(byte);
        for (count += 8; count >= bits; count -= bits)
            text += digits[(held >> (count - bits)) & (digits.size() - 1)];
    }
    if (count > 0) text += digits[(held << (bits - count)) & (digits.size() - 1)];
    return text;
}

std::optional<std::string> decode(std::string_view text, std::string_view digits, unsigned bits) {
    std::string bytes;
    bytes.reserve(text.size() * bits / 8);
    std::uint32_t held = 0;
    unsigned count = 0;
    for (const char c : text) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        held = (held << bits) | static_cast<std::uint32_t>(digit);
        count += bits;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((held >> count) & 0xFFU);
    }
    // What is left over is less than a digit, and nothing.
    if (count >= bits || (held & ((1U << count) - 1)) != 0) return std::nullopt;
    return bytes;
}

}  // namespace

std::string to_base64url(std::string_view bytes) {
    return encode(bytes, base64_digits, 6);
}

std::optional<std::string> from_base64url(std::string_view text) {
    return decode(text, base64_digits, 6);
}

std::string to_base32(std::string_view bytes) {
    return encode(bytes, base32_digits, 5);
}

std::optional<std::string> from_base32(std::string_view text) {
    return decode(text, base32_digits, 5);
}

}  // namespace mallctl::access
