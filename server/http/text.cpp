#include "server/http/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/escape.hpp"
#include "core/hex.hpp"
#include "core/utf8.hpp"

namespace mallctl::server::http {

std::optional<std::string> percent_decode(std::string_view text) {
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '%'; });
    if (plain) return std::string(text);
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = core::hex_value(text[i + 1]);
            const int low = core::hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
        decoded += c;
    }
    if (!core::is_utf8(decoded)) return std::nullopt;
    return decoded;
}

std::string percent_encode(std::string_view text) {
    return core::percent_encode(text, ":@,");
}

std::string base64_of_hex(std::string_view hex) {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string encoded;
    const std::size_t bytes = hex.size() / 2;
    for (std::size_t i = 0; i < bytes; i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = i; k < i + 3; ++k) {
            const int byte =
                k < bytes ? core::hex_value(hex[2 * k]) * 16 + core::hex_value(hex[2 * k + 1]) : 0;
            group = group << 8U | static_cast<std::uint32_t>(byte);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padding = i + k > bytes;
            encoded += padding ? '=' : alphabet[group >> (18 - 6 * k) & 0x3FU];
        }
    }
    return encoded;
}

std::string_view without_ows(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace mallctl::server::http
