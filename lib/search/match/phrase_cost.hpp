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

    // The least of an assignment of words, which may be joined or split, and of all letters in a row. False
    // where that is more than `worst`; `result` is not to be used then.
    bool match(std::span<const U24> text, const Superfluous& superfluous, int worst, PhraseMatch& result);

    WordCosts& words() { return words_; }

  private:
    void weigh_missing();
    void pair_words(std::span<const U24> text, const Superfluous& superfluous);
    WordCost pair_cost(std::size_t word, std::size_t text_word, TermId term);
    void pair_joined_text(std::size_t word, const Superfluous& superfluous);
    void pair_joined_query(std::size_t word, std::span<const U24> text, const Superfluous& superfluous);
    void match_letters(int worst, PhraseMatch& result);
    void try_letters(std::u32string_view text, int more, int worst, PhraseMatch& result);
    bool is_open(std::size_t end) const { return end == query_->size() && query_->ends_open(); }

    const IndexView* index_ = nullptr;
    const Phrase* query_ = nullptr;
    WordCosts words_;
    LetterPattern pattern_;  // of all letters typed
    EditWord typed_word_;
    EditWord text_word_;
    Phrase text_;
    std::array<int, most_words> missing_{};
    std::array<int, most_words> unfinished_{};
    std::vector<Pairing> pairings_;
    Assignment assignment_;
    std::u32string spoken_;
};

}  // namespace mallctl::search
