#include "search/text/utf8.hpp"

namespace mallctl::search {

namespace {

// How many bytes follow a first byte; 0 for ASCII, -1 for what begins nothing.
int following(unsigned char first) {
    if (first < 0x80) return 0;
    if (first < 0xc2) return -1;
    if (first < 0xe0) return 1;
    if (first < 0xf0) return 2;
    return first < 0xf5 ? 3 : -1;
}

}  // namespace

Decoded decode_utf8(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const int more = following(byte(at));
    if (more == 0) return {byte(at), 1};
    if (more < 0 || text.size() - at <= static_cast<std::size_t>(more)) return {};
    char32_t letter = byte(at) & (0x3fU >> more);
    for (std::size_t i = at + 1; i <= at + static_cast<std::size_t>(more); ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        letter = letter << 6 | (byte(i) & 0x3fU);
    }
    const bool overlong = (more == 2 && letter < 0x800) || (more == 3 && letter < 0x10000);
    const bool surrogate = letter >= 0xd800 && letter < 0xe000;
    if (overlong || surrogate || letter > 0x10ffff) return {};
    return {letter, static_cast<std::size_t>(more) + 1};
}

std::string to_utf8(std::u32string_view letters) {
    std::string text;
    const auto follow = [&](char32_t bits) { text += static_cast<char>(0x80 | (bits & 0x3f)); };
    for (const char32_t letter : letters) {
        if (letter < 0x80) {
            text += static_cast<char>(letter);
        } else if (letter < 0x800) {
            text += static_cast<char>(0xc0 | letter >> 6);
            follow(letter);
        } else if (letter < 0x10000) {
            text += static_cast<char>(0xe0 | letter >> 12);
            follow(letter >> 6);
            follow(letter);
        } else {
            text += static_cast<char>(0xf0 | letter >> 18);
            follow(letter >> 12);
            follow(letter >> 6);
            follow(letter);
        }
    }
    return text;
}

}  // namespace mallctl::search
