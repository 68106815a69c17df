// What may be kept as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::core {

// The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, up
// to U+10FFFF), or npos. O(n).
std::size_t find_invalid_utf8(std::string_view text);

bool is_utf8(std::string_view text);

// Appends the character in UTF-8 (RFC 3629). `character` is at most U+10FFFF and no surrogate.
void append_utf8(std::string& text, char32_t character);

// ISO 8859-1, where each byte is the character of its number, as UTF-8.
std::string utf8_of_latin1(std::string_view bytes);

// True when there is a control character (below U+0020, or U+007F) in the text; NUL cannot be stored and the
// others never belong in a name.
bool has_control_character(std::string_view text);

// The text with runs of control characters and spaces as one space, and none at the ends.
std::string one_line(std::string_view text);

}  // namespace mallctl::core
