// The cheapest way in which a query can mean one text.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "search/match/assignment.hpp"
#include "search/match/phrase.hpp"
#include "search/match/word_costs.hpp"

namespace mallctl::search {

// What each word of a query costs that the text does not answer.
using Superfluous = std::array<int, most_words>;

struct PhraseMatch {
    int cost = 0;
    bool exact = false;             // the same words
    std::vector<Pairing> pairings;  // that were chosen, ascending by query words
};

class PhraseCost {
  public:
    // `query`, `index` and what `words` was begun with must outlive the last call of match().
    void begin(const IndexView& index, const Phrase& query);

    // The least of an assignment of words, which may be joined or split, and of all letters in a row.
    void match(std::span<const U24> text, const Superfluous& superfluous, PhraseMatch& result);

    WordCosts& words() { return words_; }

  private:
    void weigh_missing();
    void pair_words(std::span<const U24> text, const Superfluous& superfluous);
    void pair_joined_text(std::size_t word, const Superfluous& superfluous);
    void pair_joined_query(std::size_t word, std::span<const U24> text, const Superfluous& superfluous);
    void match_letters(PhraseMatch& result);
    void try_letters(std::u32string_view typed, std::u32string_view text, int more, PhraseMatch& result);
    bool is_open(std::size_t end) const { return end == query_->size() && query_->ends_open(); }

    const IndexView* index_ = nullptr;
    const Phrase* query_ = nullptr;
    WordCosts words_;
    Phrase text_;
    std::array<int, most_words> missing_{};
    std::array<int, most_words> unfinished_{};
    std::vector<Pairing> pairings_;
    Assignment assignment_;
    std::u32string spoken_;
};

}  // namespace mallctl::search
