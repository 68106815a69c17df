#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "search/synonyms/shipped.hpp"
#include "search/text/fold.hpp"

using namespace mallctl;
using search::shipped_for;

namespace {

const search::FoldTable& table() {
    static const std::vector<std::byte> bytes = search::make_fold_table();
    static const search::FoldTable made(bytes);
    return made;
}

// The letters with a gap between words, so that "fast food" and "fastfood" are two.
std::u32string folded(std::string_view word) {
    const auto text = table().fold(word);
    std::u32string letters;
    for (const auto& part : text.words) {
        if (!letters.empty()) letters += U' ';
        letters += text.letters.substr(part.first, part.end - part.first);
    }
    return letters;
}

std::string_view slug_for(std::string_view category) {
    const auto* set = shipped_for(category);
    return set == nullptr ? std::string_view() : set->slug;
}

bool has(std::string_view slug, std::string_view word) {
    for (const auto& set : search::shipped_synonyms()) {
        if (set.slug != slug) continue;
        for (const auto& words : set.words) {
            if (std::find(words.begin(), words.end(), word) != words.end()) return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("every shipped set has words in all languages, and each folds to something") {
    const auto sets = search::shipped_synonyms();
    CHECK(sets.size() >= 60);
    for (const auto& set : sets) {
        INFO(set.slug);
        CHECK_FALSE(set.segments.empty());
        for (std::size_t i = 0; i < search::shipped_languages.size(); ++i) {
            INFO(search::shipped_languages[i]);
            CHECK_FALSE(set.words[i].empty());
            for (const auto word : set.words[i]) {
                if (folded(word).empty()) FAIL_CHECK("'" << word << "' folds to nothing");
                if (table().fold(word).words.size() > 7) FAIL_CHECK("'" << word << "' is a sentence");
            }
        }
    }
}

TEST_CASE("no two shipped sets share a word, a segment or a slug") {
    std::map<std::u32string, std::string_view> words;
    std::map<std::string_view, std::string_view> segments;
    std::map<std::string_view, int> slugs;
    for (const auto& set : search::shipped_synonyms()) {
        CHECK(++slugs[set.slug] == 1);
        for (const auto& language : set.words) {
            for (const auto word : language) {
                const auto [other, added] = words.emplace(folded(word), set.slug);
                if (!added && other->second != set.slug) {
                    FAIL_CHECK("'" << word << "' is in " << other->second << " and " << set.slug);
                }
            }
        }
        for (const auto segment : set.segments) {
            INFO(segment);
            CHECK(segments.emplace(segment, set.slug).second);
            CHECK(slug_for(segment) == set.slug);
        }
    }
}

TEST_CASE("within a language no shipped word is written twice") {
    for (const auto& set : search::shipped_synonyms()) {
        for (const auto& language : set.words) {
            std::map<std::u32string, int> seen;
            for (const auto word : language) {
                if (++seen[folded(word)] > 1) FAIL_CHECK("'" << word << "' of " << set.slug);
            }
        }
    }
}

TEST_CASE("a category is named by its last part, however that is written") {
    CHECK(slug_for("food.cafe") == "cafe");
    CHECK(slug_for("food") == "food");
    CHECK(slug_for("cafe") == "cafe");
    CHECK(slug_for("amenity.fast_food") == "fast_food");
    CHECK(slug_for("Food.Fast-Food") == "fast_food");
    CHECK(slug_for("food.fastfood") == "fast_food");
    CHECK(slug_for("fashion.shoe") == "shoes");
    CHECK(slug_for("shop.doityourself") == "diy");
    CHECK(slug_for("restroom") == "toilets");
    CHECK(slug_for("restroom.female") == "toilets_women");
    CHECK(slug_for("restroom.female.wheelchair") == "toilets_accessible");
    CHECK(slug_for("elevator") == "elevator");
    for (const char* none : {"", ".", "..", "food.", "female", "no.such.thing", "xcafe"}) {
        INFO(none);
        CHECK(slug_for(none).empty());
    }
}

TEST_CASE("coffee is one thing in all languages, and so are restrooms") {
    for (const char* word : {"coffee", "Kaffee", "café", "caffè", "cafetería", "咖啡", "قهوة"}) {
        INFO(word);
        CHECK(has("cafe", word));
    }
    for (const char* word : {"bathroom", "WC", "Klo", "baños", "banheiro", "bagno", "厕所", "حمام"}) {
        INFO(word);
        CHECK(has("toilets", word));
    }
}
