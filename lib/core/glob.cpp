#include "core/glob.hpp"

#include <cstddef>

namespace mallctl::core {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The first byte after the character that starts at `i`.
std::size_t after_character(std::string_view text, std::size_t i) {
    ++i;
    while (i < text.size() && continues_character(text[i])) ++i;
    return i;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    // Where to go on after a mismatch: the newest star takes one character more. Older stars need no
    // second try, since the newest one can take whatever they would have taken.
    std::size_t star = std::string_view::npos;
    std::size_t star_text = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_text = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            t = after_character(text, t);
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            star_text = after_character(text, star_text);
            t = star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::string_view star_of(std::string_view pattern, std::string_view text) {
    const std::size_t before = pattern.find('*');
    if (before == std::string_view::npos || text.size() + 1 < pattern.size()) return {};
    return text.substr(before, text.size() + 1 - pattern.size());
}

}  // namespace mallctl::core
