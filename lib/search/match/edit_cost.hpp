// How unlike a typed word is to a term, weighted by how people mistype: a letter doubled or not, a neighbour
// on the keyboard, a vowel for another, letters that sound alike, neighbours swapped, a letter with its
// accent written out (ae for ä, folded to a). 100 is a letter taken for one that nothing suggests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mallctl::search {

inline constexpr int no_match = 1 << 20;

enum class Tail : std::uint8_t {
    whole,  // the typed letters are all of the word
    open,   // the word may go on: letters missing at its end cost little
};

inline constexpr std::size_t most_edit_letters = 64;  // of a word that are looked at

// A word made ready to be compared with many.
class EditWord {
  public:
    enum class Role : std::uint8_t { typed, term };
    void read(std::u32string_view letters, Role role);
    std::size_t size() const { return size_; }

  private:
    friend int edit_cost(const EditWord& typed, const EditWord& term, Tail tail, int limit);
    void weigh_gap(std::size_t i, Role role);
    int silent_cost(std::size_t i) const;

    std::size_t size_ = 0;
    int first_gap_ = 0;  // of the first letter
    // Not initialized: read() fills the first size_ of each.
    std::array<char32_t, most_edit_letters> letters_;
    std::array<std::uint8_t, most_edit_letters> kinds_;
    std::array<std::uint8_t, most_edit_letters> pairs_;  // of the letter before and this one
    std::array<std::uint8_t, most_edit_letters> gaps_;   // to add the letter, or to leave it out
};

// The least cost of edits that make `typed` of `term`, or no_match beyond `limit`. The first letter is
// mistyped rarely and costs more. Symmetric in nothing. O(typed * band) with the band that `limit` leaves.
int edit_cost(const EditWord& typed, const EditWord& term, Tail tail, int limit);

// The same of words not yet made ready.
int edit_cost(std::u32string_view typed, std::u32string_view term, Tail tail, int limit);

}  // namespace mallctl::search
