// The parts of a query that terms are looked up for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/match/query_text.hpp"

namespace mallctl::search {

// What is to be answered: a word, or one of the terms that a word of a script without spaces is made of.
struct Part {
    std::uint32_t first = 0;  // letters of the query
    std::uint32_t end = 0;
    int missing = 0;  // what it costs where nothing answers it
    std::uint32_t letters() const { return end - first; }
};

// One part, or neighbours written together.
struct Piece {
    std::uint8_t first = 0;  // parts [first, end)
    std::uint8_t end = 0;
    bool open = false;            // may go on: the last word of a text that does not end with a gap
    std::uint8_t most_edits = 0;  // more would make anything of so few letters
    std::span<const Code> codes;
    std::u32string_view letters;  // the same
};

struct Pieces {
    std::vector<Part> parts;    // at most most_words
    std::vector<Piece> pieces;  // a piece for each part, in their order; then those of several
    std::vector<Code> codes;    // of the pieces that are made of several
    std::u32string letters;     // the same

    bool is_joined(const Piece& piece) const { return piece.end - piece.first > 1; }
};

// Pieces are made of a part, of two and three neighbours, of all parts of a word that was cut, and of all
// that there are. Connectors are left out, unless there is nothing else. O(letters * log letters of the
// index).
void make_pieces(const Dictionary& dictionary, const QueryText& query, Pieces& result);

}  // namespace mallctl::search
