// Sets of words and phrases of the same meaning, in the words of a build.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/digest.hpp"
#include "search/build/text_reader.hpp"
#include "search/document.hpp"

namespace mallctl::search {

class SynonymSets {
  public:
    // The sets of a mall, whatever their order, and those that ship.
    SynonymSets(const std::vector<Synonyms>& synonyms, TextReader& reader);

    struct Phrase {
        std::string text;
        std::vector<WordId> words;
        std::uint32_t set = 0;
    };
    const std::vector<Phrase>& phrases() const { return phrases_; }

    // Whether the mall has the set of its own.
    bool is_own(std::uint32_t set) const { return set < own_sets_; }
    // The set that ships for a category or tag, if any does.
    std::optional<std::uint32_t> shipped_for(std::string_view group) const;
    // Of all that the sets say: equal for equal sets.
    const core::Sha256& digest() const { return digest_; }

    // Numbers of the phrases that stand in these words, by where they begin. O(words), and what is found.
    void find_in(std::span<const WordId> words, std::vector<std::uint32_t>& found) const;
    // The phrases of a set: numbers from, to.
    std::pair<std::uint32_t, std::uint32_t> phrases_of(std::uint32_t set) const;

    // The single words of each set of which at least one is used.
    std::vector<std::vector<WordId>> related(const std::vector<std::uint8_t>& used) const;

  private:
    void add_set(std::span<const std::string> words, TextReader& reader);

    std::vector<Phrase> phrases_;
    std::size_t own_sets_ = 0;
    core::Sha256 digest_;
    std::vector<std::uint32_t> set_starts_{0};
    // Phrases by their first word.
    std::vector<std::uint32_t> first_word_starts_;
    std::vector<std::uint32_t> by_first_word_;
};

}  // namespace mallctl::search
