// What it costs that words are left out, are too many, are joined or mean something only beside the name; in
// the units of edit_cost.
//
// The reasons: who types a name leaves out words at its end most often, because he is not done or because
// they say little ("Douglas" for "Douglas Parfumerie"), those before more rarely, and long ones no more often
// than short ones; he hardly ever types a word that belongs to nothing.
#pragma once

#include <algorithm>
#include <cstddef>

namespace mallctl::search::weights {

inline constexpr int connector = 3;  // "&" left out, added, or another in its place
inline constexpr int joined = 8;     // for each gap between words that was left out or put in
inline constexpr int joined_most = 16;
inline constexpr int same_meaning = 24;  // another word of one meaning
inline constexpr int beside = 28;        // a word that is not in the name but is its category or a tag
inline constexpr int brand_beside = 14;  // a word that is not in the name but is its brand
inline constexpr int no_name = 40;       // all words are the category's or a tag's
inline constexpr int other_name = 4;     // an alias, not the name
inline constexpr int brand = 6;
inline constexpr int reading = 14;

// A query of more words is a text: neighbours in it are not tried together, nor are words beside names.
inline constexpr std::size_t most_words_of_a_name = 12;

// Of words of so many letters.
constexpr int superfluous(std::size_t letters) {
    return 90 + 18 * static_cast<int>(std::min<std::size_t>(letters, 32));
}
constexpr int missing(std::size_t letters) {
    return 26 + 3 * static_cast<int>(std::min<std::size_t>(letters, 32));
}
constexpr int unfinished(std::size_t letters) {
    return std::min(60, 10 + 2 * static_cast<int>(std::min<std::size_t>(letters, 32)));
}

// A text that costs more than this for so many typed letters is no answer.
constexpr int hopeless(std::size_t letters) {
    return 60 + 24 * static_cast<int>(letters);
}

// The most that a pair of words may cost to be looked at, of so many typed letters.
constexpr int worst_pair(std::size_t letters) {
    return std::min(400, 60 + 20 * static_cast<int>(std::min<std::size_t>(letters, 32)));
}
constexpr int worst_join(std::size_t letters) {
    return std::min(400, 60 + 20 * static_cast<int>(std::min<std::size_t>(letters, 32)));
}

// A word of which more letters differ is another word.
constexpr int most_edits(std::size_t letters) {
    return 1 + static_cast<int>(letters) * 2 / 5;
}

// The same as worst_pair where a word of the same meaning stands for it: far misspellings of it are none.
constexpr int worst_meaning(std::size_t letters) {
    return std::min(160, 14 * static_cast<int>(std::min<std::size_t>(letters, 32)));
}

}  // namespace mallctl::search::weights
