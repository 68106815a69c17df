// The sets as they are written down, one file a domain.
//
// How to write one: words that a visitor would type for the kind of shop or for what it sells, not for single
// goods; both forms where the plural is no longer form of the singular ("Buch, Bücher"); no word that means
// other things in another language here, and none that is in another set. A test checks the latter.
#pragma once

#include <span>
#include <string_view>

namespace mallctl::search {

// Lists are separated by commas.
struct WrittenSynonyms {
    std::string_view slug;
    std::string_view segments;
    std::string_view en, de, fr, es, pt, it, zh, ar;
};

std::span<const WrittenSynonyms> food_synonyms();
std::span<const WrittenSynonyms> grocery_synonyms();
std::span<const WrittenSynonyms> fashion_synonyms();
std::span<const WrittenSynonyms> home_synonyms();
std::span<const WrittenSynonyms> technology_synonyms();
std::span<const WrittenSynonyms> leisure_synonyms();
std::span<const WrittenSynonyms> beauty_synonyms();
std::span<const WrittenSynonyms> service_synonyms();
std::span<const WrittenSynonyms> amenity_synonyms();

}  // namespace mallctl::search
