#include "core/escape.hpp"

#include <algorithm>

#include "core/hex.hpp"

namespace mallctl::core {

std::string escape_markup(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

void append_json_string(std::string& json, std::string_view text) {
    const auto is_plain = [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
    };
    json += '"';
    while (!text.empty()) {
        // Nearly all texts are plain from end to end.
        const auto special = std::find_if_not(text.begin(), text.end(), is_plain);
        const auto plain = static_cast<std::size_t>(special - text.begin());
        json += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const auto code = static_cast<unsigned char>(text.front());
        if (code < 0x20) {
            json += "\\u00";
            json += lower_hex_digits[code >> 4];
            json += lower_hex_digits[code & 0x0F];
        } else {
            json += '\\';
            json += text.front();
        }
        text.remove_prefix(1);
    }
    json += '"';
}

std::string percent_encode(std::string_view text, std::string_view kept) {
    constexpr std::string_view unreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (unreserved.find(c) != std::string_view::npos || kept.find(c) != std::string_view::npos) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += upper_hex_digits[byte >> 4];
        encoded += upper_hex_digits[byte & 0x0F];
    }
    return encoded;
}

}  // namespace mallctl::core
