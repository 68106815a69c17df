// The terms of a dictionary that are spelt like a piece of a query.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/dictionary/dictionary.hpp"

namespace mallctl::search {

inline constexpr unsigned most_edits = 3;
inline constexpr std::size_t longest_piece = 63;  // letters: their states and the one before fill a word

// Terms that follow each other in the dictionary and are like the piece in the same way.
struct SimilarRange {
    TermRange terms;
    std::uint8_t edits = 0;
    bool prefix = false;  // the piece is like a beginning of these terms, not like the whole of them
};

// The terms within `edits` (0 to 3; more is taken for 3) of the piece, by optimal string alignment: a
// substitution, an insertion, a deletion and a transposition of neighbours are 1 each, and no substring is
// edited twice.
//
// `prefix`: terms of which a beginning is within `edits` count too, with the edits of that of its beginnings
// (from no letter to all of them) that takes the fewest. Where the whole term takes no more than that, it is
// named as a whole.
//
// A piece of more than 63 letters is taken for its first 63 and is looked for as a beginning.
//
// `ranges` becomes exactly those terms, each once, ascending; neighbours that are alike in edits and prefix
// are one entry, so that a beginning reached is one entry for all terms that go on from it and costs no walk
// through them. Tests compare with a scan of all terms.
//
// Bit-parallel: the automaton of Wu and Manber (1992) with the transpositions of Hyyro (2003), one word for a
// number of edits, taken down the trie, so that terms share the work for what they share. O(edits) for a node
// visited; gives the number of those, counting a letter of a term's rest as one.
std::size_t similar_terms(const Dictionary& dictionary, std::span<const Code> piece, unsigned edits,
                          bool prefix, std::vector<SimilarRange>& ranges);

}  // namespace mallctl::search
