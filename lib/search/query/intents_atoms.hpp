// The words of a query as intents see them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "search/text/fold.hpp"

namespace mallctl::search {

// A word; of scripts written without spaces, a letter.
struct Atom {
    std::u32string_view letters;
    std::uint32_t first = 0;  // bytes of the text
    std::uint32_t end = 0;
    bool minus = false;  // a minus stands before it, and no letter or digit before that
};

// Views of `folded`, which is of `text`. O(letters).
std::vector<Atom> atoms_of(std::string_view text, const Folded& folded);

// Words of a table, apart as atoms are: at spaces, and Han letter by letter.
std::vector<std::u32string_view> parts_of(std::u32string_view phrase);

enum class Slips : std::uint8_t { none, one };

// Whether a word is what was typed, or but for one slip would be: not at the first letter, and only in words
// of `shortest` letters and more. O(letters).
bool is_word(std::u32string_view typed, std::u32string_view word, Slips slips, std::size_t shortest = 4);

// How many atoms from `at` on are the parts of a phrase: all, or 0. One part needs eight letters for a slip.
std::size_t match_phrase(const std::vector<Atom>& atoms, std::size_t at,
                         const std::vector<std::u32string_view>& parts);

}  // namespace mallctl::search
