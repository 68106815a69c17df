// The order of hits: which of two documents answers a query better.
#pragma once

#include <optional>

#include "search/query.hpp"

namespace mallctl::search {

// What a rank needs beside the match.
struct RankFacts {
    int pin = 0;                       // its place among the pins of this query, from 1; 0: none
    std::optional<double> distance_m;  // walking; nothing where nobody asked from anywhere
};

// A pinned document is ranked as if it answered every word exactly, so that its pin decides; other documents
// by their match alone. Nothing here depends on what else is in the index but `popularity`.
Rank rank_of(const IndexView& index, const QueryText& query, DocumentId document,
             const Matcher::DocumentMatch& match, const RankFacts& facts);

// A pinned document that does not match at all.
Rank rank_of_pin(const IndexView& index, const QueryText& query, DocumentId document, const RankFacts& facts);

// Whether (a, document_a) comes before (b, document_b): by cost bucket, words matched (more), pin, field,
// distance (none last), exactness, popularity (more), cost, document. A strict total order of different
// documents.
bool ranks_before(const Rank& a, DocumentId document_a, const Rank& b, DocumentId document_b);

// The most that a match may cost which comes before or with one of this cost: others come after it, whatever
// else they have, unless they are pinned.
int most_beside(int cost);

// 1 for an exact answer, falling to 0 with the cost of the match for each letter typed. Of two hits the
// better ranked never has the lower cost bucket's score: equal buckets of one query have equal scores.
double score_of(const Rank& rank, const QueryText& query);

}  // namespace mallctl::search
