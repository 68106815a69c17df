// Whether what was meant is in this mall at all.
#pragma once

#include "search/query.hpp"

namespace mallctl::search {

// How sure it is that a document is what a query means, 0 to 1: from the cost of the match against the
// letters typed. Found from `found_at` on.
inline constexpr double found_at = 0.5;
double confidence_of(const QueryText& query, const Matcher::DocumentMatch& match);

// Of the first hit's match; null where there is no hit. Where it is not found, `category` is that whose words
// are nearest to a word of the query, if one is near (then O(categories)).
Verdict verdict_of(const IndexView& index, const QueryText& query, Matcher& matcher,
                   const Matcher::DocumentMatch* first);

}  // namespace mallctl::search
