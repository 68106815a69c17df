#include "search/match/similar_terms.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>

using namespace mallctl;

namespace {

struct Script {
    const char* name;
    std::u32string letters;
};

const std::vector<Script> scripts = {
    {"Latin", U"aebdst"},
    {"Cyrillic", U"аебдст"},
    {"Arabic", U"ابتسلم"},
    {"Han and kana", U"店本日あかン"},
    {"hangul jamo and Thai", U"\u1100\u1102\u1161\u1169\u11ab\u0e01\u0e32"},
};

std::u32string random_word(std::mt19937& random, const std::u32string& letters, std::size_t longest) {
    std::u32string word(1 + random() % longest, U' ');
    for (char32_t& letter : word) letter = letters[random() % letters.size()];
    return word;
}

// Words of every length, half of them near another, so that all numbers of edits are met.
std::set<std::u32string> random_words(std::mt19937& random, const std::u32string& letters, int count) {
    std::set<std::u32string> words;
    for (int i = 0; i < count; ++i) {
        auto word = random_word(random, letters, 9);
        words.insert(word);
        std::swap(word[random() % word.size()], word[random() % word.size()]);
        words.insert(word + random_word(random, letters, 4));
    }
    return words;
}

// Optimal string alignment (Damerau 1964, restricted), the whole table: the last row has the edits of every
// beginning of `term`.
std::vector<unsigned> edits_of_beginnings(std::u32string_view piece, std::u32string_view term) {
    std::vector<std::vector<unsigned>> table(piece.size() + 1, std::vector<unsigned>(term.size() + 1));
    for (std::size_t i = 0; i <= piece.size(); ++i) {
        for (std::size_t j = 0; j <= term.size(); ++j) {
            auto& cell = table[i][j];
            if (i == 0 || j == 0) {
                cell = static_cast<unsigned>(i + j);
                continue;
            }
            cell = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1,
                             table[i - 1][j - 1] + (piece[i - 1] == term[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && piece[i - 1] == term[j - 2] && piece[i - 2] == term[j - 1]) {
                cell = std::min(cell, table[i - 2][j - 2] + 1);
            }
        }
    }
    return table.back();
}

struct Found {
    search::TermId term;
    unsigned edits;
    bool prefix;
    bool operator==(const Found&) const = default;
};

std::vector<Found> scan(const std::vector<std::u32string_view>& terms, std::u32string_view piece,
                        unsigned edits, bool prefix) {
    std::vector<Found> found;
    for (search::TermId term = 0; term < terms.size(); ++term) {
        const auto row = edits_of_beginnings(piece, terms[term]);
        const unsigned beginning = *std::min_element(row.begin(), row.end());
        const bool as_beginning = prefix && beginning < row.back();
        const unsigned least = as_beginning ? beginning : row.back();
        if (least <= edits) found.push_back({term, least, as_beginning});
    }
    return found;
}

std::vector<search::Code> codes_of(const search::Dictionary& dictionary, std::u32string_view letters) {
    std::vector<search::Code> codes;
    for (const char32_t letter : letters) codes.push_back(dictionary.code_of(letter));
    return codes;
}

std::vector<Found> walk(const search::Dictionary& dictionary, std::u32string_view piece, unsigned edits,
                        bool prefix) {
    std::vector<search::SimilarRange> ranges;
    search::similar_terms(dictionary, codes_of(dictionary, piece), edits, prefix, ranges);
    std::vector<Found> found;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const auto& range = ranges[i];
        CHECK_FALSE(range.terms.empty());
        if (i > 0 && ranges[i - 1].terms.end == range.terms.first) {
            CHECK((ranges[i - 1].edits != range.edits || ranges[i - 1].prefix != range.prefix));
        }
        for (auto term = range.terms.first; term < range.terms.end; ++term) {
            found.push_back({term, range.edits, range.prefix});
        }
    }
    return found;
}

}  // namespace

TEST_CASE("the terms within 0, 1, 2 and 3 edits are those that a scan finds, in five scripts") {
    std::mt19937 random(6);
    for (const auto& script : scripts) {
        INFO(script.name);
        const auto words = random_words(random, script.letters, 150);
        const std::vector<std::u32string_view> terms(words.begin(), words.end());
        const auto data = search::build_dictionary(terms);
        // A letter that no term has is one more that a query may hold.
        const auto typed = script.letters + U'?';
        for (int i = 0; i < 60; ++i) {
            auto piece = random_word(random, typed, 10);
            if (i % 2 == 0) {
                piece = std::u32string(terms[random() % terms.size()]);
                piece[random() % piece.size()] = typed[random() % typed.size()];
            }
            for (const unsigned edits : {0U, 1U, 2U, 3U}) {
                for (const bool prefix : {false, true}) {
                    INFO("piece " << i << ", edits " << edits << ", prefix " << prefix);
                    REQUIRE((walk(data.view(), piece, edits, prefix) == scan(terms, piece, edits, prefix)));
                }
            }
        }
    }
}

TEST_CASE("no letters at all are the beginning of every term, and like those of as many letters as edits") {
    const std::vector<std::u32string_view> terms = {U"a", U"ab", U"abc", U"b"};
    const auto data = search::build_dictionary(terms);
    CHECK(walk(data.view(), U"", 0, false).empty());
    CHECK((walk(data.view(), U"", 1, false) == std::vector<Found>{{0, 1, false}, {3, 1, false}}));
    CHECK((walk(data.view(), U"", 2, true) ==
           std::vector<Found>{{0, 0, true}, {1, 0, true}, {2, 0, true}, {3, 0, true}}));
    CHECK(walk(search::build_dictionary({}).view(), U"a", 2, true).empty());
}

TEST_CASE("a beginning that is reached is one range of terms, however many go on from it") {
    std::set<std::u32string> words = {U"star", U"stare"};
    for (char32_t first = U'a'; first <= U'z'; ++first) {
        for (char32_t second = U'a'; second <= U'z'; ++second) words.insert({U's', U't', first, second});
    }
    const std::vector<std::u32string_view> terms(words.begin(), words.end());
    const auto data = search::build_dictionary(terms);
    std::vector<search::SimilarRange> ranges;
    const auto codes = codes_of(data.view(), U"st");
    CHECK(search::similar_terms(data.view(), codes, 2, true, ranges) < 100);
    REQUIRE(ranges.size() == 1);
    CHECK(ranges[0].terms.size() == terms.size());
    CHECK(ranges[0].prefix);
    CHECK(ranges[0].edits == 0);
}

TEST_CASE("a piece longer than 63 letters is found by its first 63, and long terms by all of their letters") {
    const std::u32string longest(160, U'a');
    const std::u32string same = std::u32string(63, U'a');
    const std::u32string other = std::u32string(62, U'a') + U"bb";
    const std::vector<std::u32string_view> terms = {same, longest, other};
    const auto data = search::build_dictionary(terms);
    CHECK((walk(data.view(), std::u32string(500, U'a'), 0, false) ==
           std::vector<Found>{{0, 0, false}, {1, 0, true}}));
    CHECK((walk(data.view(), std::u32string(62, U'a'), 2, false) ==
           std::vector<Found>{{0, 1, false}, {2, 2, false}}));
    CHECK((walk(data.view(), longest, 2, false) ==
           std::vector<Found>{{0, 0, false}, {1, 0, true}, {2, 1, true}}));
}

TEST_CASE("terms of one letter repeated are walked once, not once for every way to edit them") {
    std::vector<std::u32string> words;
    for (std::size_t length = 1; length <= 160; ++length) words.emplace_back(length, U'a');
    const std::vector<std::u32string_view> terms(words.begin(), words.end());
    const auto data = search::build_dictionary(terms);
    std::vector<search::SimilarRange> ranges;
    const auto codes = codes_of(data.view(), std::u32string(40, U'a'));
    CHECK(search::similar_terms(data.view(), codes, 2, false, ranges) < 64);
    CHECK(ranges.size() == 5);
}
