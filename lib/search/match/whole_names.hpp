// Names that are just the words typed.
#pragma once

#include <span>

#include "search/match/gathering.hpp"

namespace mallctl::search {

// Adds the surfaces of `words` words that have each of the terms as often as `exact` names it: where some
// terms are frequent such a name may be far down, and is found wherever it is. `exact`: a term for each part
// of the query, not empty. O(postings of the rarest term), of which 65,536 are read, up to 64 names.
void add_whole_names(const IndexView& index, std::span<const TermAnswer> exact, std::size_t words,
                     Gathering& gathering);

// Tells of terms that answer several parts: in "Pizza Hut" one word would stand for both of "pizza pizza".
void tell_repeated(std::span<const TermAnswer> exact, Gathering& gathering);

}  // namespace mallctl::search
