// Words one after another, of a query or of a surface, as the matcher compares them.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "search/artifact/index_view.hpp"
#include "search/match/letter_pattern.hpp"
#include "search/text/fold.hpp"

namespace mallctl::search {

// Which letters there are, a bit each for 64 classes of letters.
struct LetterSet {
    std::uint64_t bits = 0;

    void add(char32_t letter) { bits |= std::uint64_t{1} << letter_class(letter); }
    // At least so many different letters are not in `other`.
    int count_without(LetterSet other) const { return std::popcount(bits & ~other.bits); }
    LetterSet operator|(LetterSet other) const { return {bits | other.bits}; }
};

// The letters of all words but connectors lie one after another, so that words written together are a part of
// them.
class Phrase {
  public:
    // Both reuse memory. What is beyond most_words and most_letters is left out.
    void read(const Folded& folded);
    void read(const IndexView& index, std::span<const U24> words);

    std::size_t size() const { return size_; }
    // Words that are no connectors.
    std::size_t plain_size() const { return size_ - static_cast<std::size_t>(std::popcount(connectors_)); }
    // Of words [first, end), without connectors.
    std::u32string_view letters(std::size_t first, std::size_t end) const {
        return std::u32string_view(letters_).substr(starts_[first], starts_[end] - starts_[first]);
    }
    std::u32string_view letters() const { return letters_; }
    // One word, a connector too.
    std::u32string_view word(std::size_t i) const {
        return std::u32string_view(all_letters_).substr(all_starts_[i], all_starts_[i + 1] - all_starts_[i]);
    }
    LetterSet letter_set(std::size_t first, std::size_t end) const;
    LetterSet letter_set() const { return letter_set(0, size_); }
    bool is_connector(std::size_t word) const { return ((connectors_ >> word) & 1) != 0; }
    bool has_connectors() const { return connectors_ != 0; }
    bool ends_open() const { return ends_open_; }
    // All letters, with `spoken` in place of each connector.
    void write_spoken(std::u32string_view spoken, std::u32string& letters) const;
    // The same words in the same order.
    bool operator==(const Phrase& other) const;

  private:
    void clear();
    void add_word(std::u32string_view letters, bool connector);

    std::u32string letters_;
    std::u32string all_letters_;
    std::array<std::uint32_t, most_words + 1> starts_{};
    std::array<std::uint32_t, most_words + 1> all_starts_{};
    std::array<LetterSet, most_words> sets_{};
    std::size_t size_ = 0;
    std::uint32_t connectors_ = 0;
    bool ends_open_ = false;
};

}  // namespace mallctl::search
