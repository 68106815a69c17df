// How unlike a typed word is to a term, weighted by how people mistype: a letter doubled or not, a neighbour
// on the keyboard, a vowel for another, letters that sound alike, neighbours swapped, a letter with its
// accent written out (ae for ä, folded to a). 100 is a letter taken for one that nothing suggests.
#pragma once

#include <cstdint>
#include <string_view>

namespace mallctl::search {

inline constexpr int no_match = 1 << 20;

enum class Tail : std::uint8_t {
    whole,  // the typed letters are all of the word
    open,   // the word may go on: letters missing at its end cost little
};

// The least cost of edits that make `typed` of `term`, or no_match beyond `limit`. The first letter is
// mistyped rarely and costs more. Symmetric in nothing. O(typed * band) with the band that `limit` leaves; at
// most 64 letters of each are looked at.
int edit_cost(std::u32string_view typed, std::u32string_view term, Tail tail, int limit);

}  // namespace mallctl::search
