#include "core/glob.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

using mallctl::core::glob_matches;

namespace {

// The definition, written as a recursion: exponential, for short ASCII only.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*') {
        return matches_by_definition(pattern.substr(1), text) ||
               (!text.empty() && matches_by_definition(pattern, text.substr(1)));
    }
    return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
           matches_by_definition(pattern.substr(1), text.substr(1));
}

std::string random_word(std::mt19937& generator, std::string_view alphabet, std::size_t max_length) {
    std::string word(std::uniform_int_distribution<std::size_t>(0, max_length)(generator), ' ');
    std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
    for (char& c : word) c = alphabet[pick(generator)];
    return word;
}

}  // namespace

TEST_CASE("a glob matches layer names in either case") {
    CHECK(glob_matches("A-AMEN-*", "a-amen-wc"));
    CHECK(glob_matches("a-amen-*", "A-AMEN-"));
    CHECK_FALSE(glob_matches("A-AMEN-*", "A-AMEN"));
    CHECK(glob_matches("*$A-WALL", "xref-Bishop-Overland-08$0$A-WALL"));
    CHECK(glob_matches("plan/*.dxf", "plan/sub/G.DXF"));
    CHECK_FALSE(glob_matches("A-WALL", "A-WALL-EXT"));
    CHECK(glob_matches("", ""));
    CHECK_FALSE(glob_matches("", "x"));
    CHECK(glob_matches("***", ""));
}

TEST_CASE("a question mark is one character of UTF-8, not one byte") {
    CHECK(glob_matches("T?r", "T\xC3\xBCr"));
    CHECK_FALSE(glob_matches("T??r", "T\xC3\xBCr"));
    CHECK(glob_matches("?", "\xF0\x9F\x9A\xAA"));
    CHECK(glob_matches("*r", "T\xC3\xBCr"));
}

TEST_CASE("a glob agrees with its definition on ten thousand random pairs") {
    std::mt19937 generator(20240817);
    int matched = 0;
    for (int i = 0; i < 10000; ++i) {
        const std::string pattern = random_word(generator, "ab*?", 6);
        const std::string text = random_word(generator, "ab", 8);
        INFO(pattern << " against " << text);
        const bool expected = matches_by_definition(pattern, text);
        CHECK(glob_matches(pattern, text) == expected);
        matched += expected ? 1 : 0;
    }
    CHECK(matched > 500);
}

TEST_CASE("many stars against a long text stay quick") {
    std::string pattern;
    for (int i = 0; i < 200; ++i) pattern += "*a";
    CHECK_FALSE(glob_matches(pattern + "b", std::string(20000, 'a')));
}
