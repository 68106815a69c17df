#include "importers/drawing/text.hpp"

#include <charconv>
#include <cstdint>

#include "core/utf8.hpp"

namespace mallctl::importers::drawing {

namespace {

constexpr std::size_t escape_length = 7;  // \U+XXXX

void append(std::string& text, std::uint32_t character) {
    const auto byte = [&text](std::uint32_t value) { text += static_cast<char>(value); };
    if (character < 0x80) return byte(character);
    if (character < 0x800) {
        byte(0xC0 | (character >> 6));
    } else {
        if (character < 0x10000) {
            byte(0xE0 | (character >> 12));
        } else {
            byte(0xF0 | (character >> 18));
            byte(0x80 | ((character >> 12) & 0x3F));
        }
        byte(0x80 | ((character >> 6) & 0x3F));
    }
    byte(0x80 | (character & 0x3F));
}

std::string from_latin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) append(text, static_cast<unsigned char>(c));
    return text;
}

// The UTF-16 unit of the escape at the beginning of `text`, 0 where there is none.
std::uint32_t escape_at(std::string_view text) {
    if (text.size() < escape_length || !text.starts_with("\\U+")) return 0;
    std::uint32_t unit = 0;
    const char* end = text.data() + escape_length;
    const auto [stop, error] = std::from_chars(text.data() + 3, end, unit, 16);
    return error == std::errc{} && stop == end ? unit : 0;
}

bool is_high_surrogate(std::uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(std::uint32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

}  // namespace

std::string decode_text(std::string_view bytes) {
    const std::string raw = core::is_utf8(bytes) ? std::string(bytes) : from_latin1(bytes);
    std::string text;
    for (std::size_t i = 0; i < raw.size();) {
        const std::string_view rest = std::string_view(raw).substr(i);
        const std::uint32_t unit = escape_at(rest);
        const std::uint32_t next = is_high_surrogate(unit) ? escape_at(rest.substr(escape_length)) : 0;
        if (unit != 0 && !is_high_surrogate(unit) && !is_low_surrogate(unit)) {
            append(text, unit);
            i += escape_length;
        } else if (is_low_surrogate(next)) {
            append(text, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
            i += 2 * escape_length;
        } else {
            text += raw[i++];
        }
    }
    return text;
}

}  // namespace mallctl::importers::drawing
