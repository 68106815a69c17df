// The terms of a dictionary that are spelt like a piece of a query.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/dictionary/dictionary.hpp"

namespace mallctl::search {

struct SimilarTerm {
    TermId term = 0;
    std::uint8_t edits = 0;
    bool prefix = false;  // the piece is like a beginning of the term, not like the whole of it
};

// Which terms count: those within `edits` (0 to 2) of the piece by optimal string alignment (substitution,
// insertion, deletion, transposition of neighbours, each 1; no substring is edited twice), and with `prefix`
// those of which a beginning is. A term is named once, as a whole where both hold with as many edits. Exactly
// those, in ascending order: tests compare with a scan of all terms.
//
// Bit-parallel (Hyyro 2003, Damerau extension) down the trie, O(nodes visited) of at most 64 letters; longer
// pieces are cut and found by their beginning. `most`: stops after so many ranges of terms, the nearest
// first. A range under one node (a prefix reached) is one entry of `ranges`, so that a short prefix costs no
// walk.
struct SimilarRange {
    TermRange terms;
    std::uint8_t edits = 0;
    bool prefix = false;
};
void similar_terms(const Dictionary& dictionary, std::span<const Code> piece, unsigned edits, bool prefix,
                   std::vector<SimilarRange>& ranges);

}  // namespace mallctl::search
