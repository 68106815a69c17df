// Words for kinds of shops and amenities that every mall is searched by: "Kaffee" finds a café, "bathroom"
// the restrooms.
//
// How an index uses them:
// - The words of shipped_for(group) are further texts that the group of a category is found by: "food.cafe"
//   by all words of the set "cafe". Of its prefix "food", a group of its own, the words are those of "food".
// - Words of one set mean the same, in all languages: each is a synonym of the others wherever it stands in a
//   name ("Caffè Nero" for "coffee nero"), as are those of a mall's own Synonyms. A word may be several
//   ("ice cream"), which then follow one another.
// Words are as people write them: fold them. No two sets share a word once folded.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace mallctl::search {

inline constexpr std::array<std::string_view, 8> shipped_languages = {"en", "de", "fr", "es",
                                                                      "pt", "it", "zh", "ar"};

struct ShippedSynonyms {
    std::string_view slug;
    // The parts of categories that it names: our own, those of IMDF and values of OpenStreetMap keys.
    std::vector<std::string_view> segments;
    // One for one with shipped_languages; none is empty.
    std::array<std::vector<std::string_view>, shipped_languages.size()> words;
};

// All of them, always in the same order; made on the first call. Safe to call from many threads.
std::span<const ShippedSynonyms> shipped_synonyms();

// The set that names a category, by its last part ("cafe" of "food.cafe"), or its last two where a set names
// two ("restroom.female"), without regard to case, '_', '-', spaces and a final 's'; null where there is
// none. O(log segments).
const ShippedSynonyms* shipped_for(std::string_view category);

}  // namespace mallctl::search
