// Which words of a query stand for which words of a text, at the least cost in all.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "search/text/fold.hpp"

namespace mallctl::search {

// One way to take words [query_first, query_end) for words [text_first, text_end).
struct Pairing {
    std::uint8_t query_first = 0;
    std::uint8_t query_end = 0;
    std::uint8_t text_first = 0;
    std::uint8_t text_end = 0;
    std::uint16_t cost = 0;
    bool prefix = false;   // the typed letters are the beginning only
    bool synonym = false;  // by a word of the same meaning
};

// What it costs that words stand for none. `superfluous`: for each word of the query; `missing`: for each
// word of the text that has a word after it which is meant; `unfinished`: for each after the last that is.
struct Unpaired {
    std::span<const int> superfluous;
    std::span<const int> missing;
    std::span<const int> unfinished;
};

inline constexpr int out_of_order =
    14;  // each time that a word stands for one before that of the word before

struct Assignment {
    int cost = 0;
    std::vector<std::uint16_t> chosen;  // indices of pairings, ascending by query words
};

// The least of: costs of the pairings chosen, which share no word, and of the words in none, and
// `out_of_order`. `pairings` ascend by query_first. Exact as long as no more than `most_states` sets of text
// words are in question at once, which queries of up to five words and most of any length are; beyond, the
// dearest are let go. At most most_words on either side; O(query words * most_states * pairings of a word).
inline constexpr std::size_t most_states = 96;
void assign(std::span<const Pairing> pairings, const Unpaired& unpaired, Assignment& result);

}  // namespace mallctl::search
