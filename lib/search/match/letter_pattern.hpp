// How many letters at least differ between a typed word and many others: a quick look before edit_cost.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mallctl::search {

// Letters fall into 64 classes; two of one class are taken for the same, so that edits may be counted short
// but never over.
constexpr unsigned letter_class(char32_t letter) {
    return static_cast<std::uint32_t>(letter * std::uint32_t{0x9E3779B1}) >> 26;
}

class LetterPattern {
  public:
    // Of at most 64 letters; more are not looked at.
    void read(std::u32string_view letters);

    // No more than the insertions, deletions and substitutions that make the letters of `text`, or, with
    // `open`, of the beginning of it that takes the fewest. Bit-parallel (Myers 1999, Hyyro 2003),
    // O(text).
    int edits(std::u32string_view text, bool open) const;

  private:
    std::array<std::uint64_t, 64> places_{};  // by class: a bit for each place in the word
    std::size_t size_ = 0;
};

}  // namespace mallctl::search
