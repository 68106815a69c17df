// The different words of a build, numbered as they come.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/dictionary/dictionary.hpp"

namespace mallctl::search {

// A number of a word while an index is built; terms have others.
using WordId = std::uint32_t;

class Vocabulary {
  public:
    // The terms of the dictionary `before` have the numbers they have there; it must outlive this.
    explicit Vocabulary(const Dictionary& before);

    // The word's number, new or known. Amortised O(letters), and once a word O(letters * log terms) more for
    // looking it up in the dictionary before.
    WordId id_of(std::u32string_view word);

    // The dictionary whose terms are the first words.
    const Dictionary& before() const { return before_; }

    std::size_t size() const { return before_.term_count() + starts_.size() - 1; }

    // The words that are used, by word (not 0), sorted by code point. O(words), and sorting of the new ones.
    std::vector<WordId> sorted(const std::vector<std::uint8_t>& used) const;

    // A word as a dictionary built on the one before takes it; good until the next word.
    TermSource source_of(WordId word) const;

  private:
    std::u32string_view new_word(std::size_t number) const;
    WordId look_up(std::u32string_view word);
    void grow();

    const Dictionary& before_;
    std::u32string letters_;  // of new words, one after another
    std::vector<std::uint32_t> starts_{0};
    // The words asked for, by open addressing.
    struct Slot {
        std::uint32_t hash = 0;
        WordId word = 0;
        std::uint32_t first_letter = 0;  // in asked_
        std::uint32_t size = 0;          // 0: the slot is free
    };
    std::vector<Slot> slots_;
    std::size_t taken_ = 0;
    std::u32string asked_;
};

}  // namespace mallctl::search
