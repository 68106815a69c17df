// The surfaces of categories that have a word near to one of the query's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/phrase.hpp"
#include "search/match/word_costs.hpp"

namespace mallctl::search {

// Its memory is kept from one query to the next.
class NearSurfaces {
  public:
    // Those, ascending, of which a word begins like one typed and costs no more than `for_letter` for each of
    // its letters, or has the meaning of a term that does so, or begins with all of it, or is a beginning of
    // it, as where words are written together. Most terms are told by their first letter: O(words of
    // categories and related terms) in all, with a comparison of letters for some.
    const std::vector<SurfaceId>& find(const IndexView& index, const Phrase& query, WordCosts& costs,
                                       std::size_t for_letter);

  private:
    // Of terms, a bit each.
    struct TermSet {
        std::vector<std::uint64_t> bits;
        void clear(std::size_t terms) { bits.assign(terms / 64 + 1, 0); }
        bool has(TermId term) const { return ((bits[term / 64] >> (term % 64)) & 1) != 0; }
        void add(TermId term) { bits[term / 64] |= std::uint64_t{1} << (term % 64); }
        void add(TermRange terms);
        void remove(TermId term) { bits[term / 64] &= ~(std::uint64_t{1} << (term % 64)); }
    };

    void find_begun();
    void find_meant();
    bool is_near(TermId term) { return near_.has(term) || (begun_.has(term) && is_like(term)); }
    bool is_like(TermId term);
    bool is_like(std::size_t word, TermId term);
    bool is_part(std::size_t word, TermId term) const;

    const IndexView* index_ = nullptr;
    const Phrase* query_ = nullptr;
    WordCosts* costs_ = nullptr;
    std::size_t for_letter_ = 0;
    TermSet begun_;  // that begin like a word of the query and were not yet compared with it
    TermSet near_;   // that are like a word of the query, or mean the same as one that is
    std::vector<SurfaceId> surfaces_;
};

}  // namespace mallctl::search
