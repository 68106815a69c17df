// UTF-8 (RFC 3629), one code point at a time, for text that may be anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::search {

inline constexpr char32_t not_utf8 = 0xffffffff;

struct Decoded {
    char32_t letter = not_utf8;  // not_utf8 where no code point is encoded: no surrogates, no overlong forms
    std::size_t bytes = 1;       // at least 1, so that a reader goes on
};

// The code point that begins at `at`, which is less than text.size(). O(1).
Decoded decode_utf8(std::string_view text, std::size_t at);

// `letters` are code points and no surrogates.
std::string to_utf8(std::u32string_view letters);

}  // namespace mallctl::search
