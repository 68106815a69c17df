// The surfaces of categories that have a word near to one of the query's.
#pragma once

#include <cstddef>
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
    bool has_near(std::span<const U24> words, std::size_t for_letter);
    bool is_like(TermId term, std::size_t for_letter);
    bool is_part(std::size_t word, TermId term) const;
    void find_meant(std::size_t for_letter);

    const IndexView* index_ = nullptr;
    const Phrase* query_ = nullptr;
    WordCosts* costs_ = nullptr;
    std::vector<TermId> meant_;  // that mean the same as one that is like a word of the query; ascending
    std::vector<SurfaceId> surfaces_;
};

}  // namespace mallctl::search
