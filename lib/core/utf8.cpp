#include "core/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace mallctl::core {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

bool is_control(char c) {
    const unsigned byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

bool are_ascii(const char* eight) {
    std::uint64_t letters = 0;
    std::memcpy(&letters, eight, sizeof letters);
    return (letters & 0x8080808080808080U) == 0;
}

// The length of the well-formed sequence at `i` after Unicode 15, table 3-7, or 0.
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const unsigned lead = byte_at(text, i);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) return 0;
    const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte_at(text, i + 1) < lowest || byte_at(text, i + 1) > highest) return 0;
    for (std::size_t k = 2; k < length; ++k) {
        if ((byte_at(text, i + k) & 0xC0U) != 0x80U) return 0;
    }
    return length;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        // Most texts are ASCII: eight letters at a time.
        if (i + 8 <= text.size() && are_ascii(text.data() + i)) {
            i += 8;
            continue;
        }
        const std::size_t length = sequence_length(text, i);
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

bool is_utf8(std::string_view text) {
    return find_invalid_utf8(text) == std::string_view::npos;
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_control);
}

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (!is_control(c) && c != ' ') {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

void append_utf8(std::string& text, char32_t character) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    const auto put_tail = [&](int shift) { put(0x80 | ((character >> shift) & 0x3F)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | (character >> 6));
        put_tail(0);
    } else if (character < 0x10000) {
        put(0xE0 | (character >> 12));
        put_tail(6);
        put_tail(0);
    } else {
        put(0xF0 | (character >> 18));
        put_tail(12);
        put_tail(6);
        put_tail(0);
    }
}

std::string utf8_of_latin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
    return text;
}

}  // namespace mallctl::core
