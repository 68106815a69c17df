// Words of a query that are several terms written together ("redbull").
#pragma once

#include <vector>

#include "search/dictionary/dictionary.hpp"
#include "search/match/pieces.hpp"
#include "search/match/similar_terms.hpp"

namespace mallctl::search {

// One way to read a piece as terms, one after another.
struct Split {
    struct Term {
        std::vector<SimilarRange> ranges;
    };
    std::vector<Term> terms;
    unsigned edits = 0;
};

// The ways to read a piece of at least four letters as two or three terms of at least two letters each, with
// `edits` (0 or 1) in all, in one of the terms; the last may go on where the piece may. With an edit as two
// terms only, and at most `most_tries` of each side are looked for, those with the longest exact term first.
// Gives the number of nodes visited.
inline constexpr std::size_t most_tries = 4;
std::size_t find_splits(const Dictionary& dictionary, const Piece& piece, unsigned edits,
                        std::vector<Split>& splits);

}  // namespace mallctl::search
