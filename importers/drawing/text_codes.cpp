#include "importers/drawing/text_codes.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include "core/utf8.hpp"

namespace mallctl::importers::drawing {

namespace {

constexpr std::size_t code_length = 7;  // "\U+XXXX"

// The UTF-16 unit whose code begins the text.
std::optional<std::uint32_t> unit_at(std::string_view text) {
    if (text.size() < code_length || !(text.starts_with("\\U+") || text.starts_with("\\u+")))
        return std::nullopt;
    std::uint32_t unit = 0;
    const char* const end = text.data() + code_length;
    const auto [stopped, failure] = std::from_chars(text.data() + 3, end, unit, 16);
    if (failure != std::errc{} || stopped != end || unit == 0) return std::nullopt;
    return unit;
}

bool is_high_surrogate(std::uint32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low_surrogate(std::uint32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

}  // namespace

std::string decode_text_codes(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    while (!text.empty()) {
        const auto unit = unit_at(text);
        if (unit && !is_high_surrogate(*unit) && !is_low_surrogate(*unit)) {
            core::append_utf8(decoded, *unit);
            text.remove_prefix(code_length);
            continue;
        }
        const auto next = unit && is_high_surrogate(*unit) ? unit_at(text.substr(code_length)) : std::nullopt;
        if (next && is_low_surrogate(*next)) {
            core::append_utf8(decoded, 0x10000 + ((*unit - 0xD800) << 10) + (*next - 0xDC00));
            text.remove_prefix(2 * code_length);
            continue;
        }
        decoded += text.front();
        text.remove_prefix(1);
    }
    return decoded;
}

}  // namespace mallctl::importers::drawing
