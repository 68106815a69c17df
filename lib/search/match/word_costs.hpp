// What it costs that a word typed stands for a term, kept while one query is compared with many texts.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/edit_cost.hpp"
#include "search/match/phrase.hpp"

namespace mallctl::search {

struct WordCost {
    std::uint16_t cost = no_cost;
    bool prefix = false;   // the term goes on where the typed letters end
    bool synonym = false;  // they are like another term of that meaning
    static constexpr std::uint16_t no_cost = 0xffff;
};

inline constexpr std::size_t most_joined = 4;  // words written as one

class WordCosts {
  public:
    // Forgets all and is ready for another query. `index` and `query` must outlive the last call of cost().
    void begin(const IndexView& index, const Phrase& query);

    // Of words [first, end) of the query, at most most_joined, written together for `term`. The last word of
    // the query may be unfinished.
    WordCost cost(std::size_t first, std::size_t end, TermId term);
    // The same, or for another term of its meaning where that is cheaper.
    WordCost cost_of_meaning(std::size_t first, std::size_t end, TermId term);
    // Whether a word of the query stands for the term at no more than `limit`, which is not kept; quicker
    // than `cost` where `limit` is little.
    bool is_within(std::size_t word, TermId term, int limit);
    // Words [first, end), at most most_joined of them, made ready once for a query.
    struct Typed {
        EditWord word;
        LetterPattern pattern;
        std::uint64_t round = 0;
    };
    const Typed& typed(std::size_t first, std::size_t end);

    // The words of the query, a bit each, whose first letter is like that of the term: the same, one that
    // sounds alike, or swapped with the second. Of words of categories, which are many, others are not
    // looked at.
    std::uint32_t words_begun_like(TermId term) const {
        const auto letters = index_->dictionary().letters_of(term);
        return letters.empty() ? 0 : begun_[letters[0]];
    }
    // The same of terms that begin with a letter.
    std::uint32_t words_begun_like_letter(Code letter) const { return begun_[letter]; }

  private:
    struct Entry {
        std::uint64_t key = 0;  // 0: empty
        WordCost cost;
    };

    Entry& entry_of(std::uint64_t key);
    std::uint64_t key_of(bool meaning, std::size_t first, std::size_t end, std::uint32_t what) const;
    void find_beginnings();
    void add_beginning(std::size_t word, char32_t letter);
    void read_term(TermId term);
    bool may_be_alike(std::size_t letters, TermId term, bool open) const;
    WordCost compare(std::size_t first, std::size_t end, TermId term, int limit);
    WordCost compare_all(std::size_t first, std::size_t end, std::span<const TermId> terms);

    const IndexView* index_ = nullptr;
    const Phrase* query_ = nullptr;
    // By the first of the words and how many more there are; made ready where its round is `round_`.
    std::array<std::array<Typed, most_joined>, most_words> typed_;
    std::vector<std::uint32_t> begun_;  // by code: words_begun_like
    std::vector<Code> begun_codes_;     // those that are not 0
    std::size_t compared_ = 0;          // pairs of words
    // The last term that was compared, as it is often the next one too.
    TermId term_ = 0;
    bool term_known_ = false;
    bool term_ready_ = false;
    std::u32string term_letters_;
    EditWord term_word_;
    // Open addressing; of a key whose place is taken too often the entry before is forgotten.
    std::vector<Entry> entries_;
    std::uint64_t round_ = 0;  // part of the key, so that nothing need be cleared between queries
};

}  // namespace mallctl::search
