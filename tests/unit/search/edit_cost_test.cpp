#include "search/match/edit_cost.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace {

using mallctl::search::edit_cost;
using mallctl::search::no_match;
using mallctl::search::Tail;

int whole(std::u32string_view typed, std::u32string_view term) {
    return edit_cost(typed, term, Tail::whole, no_match);
}

int open(std::u32string_view typed, std::u32string_view term) {
    return edit_cost(typed, term, Tail::open, no_match);
}

// Words over few letters, so that words are often alike, of several scripts.
std::u32string random_word(std::mt19937& random, std::size_t longest) {
    static const std::u32string letters = U"aekchstoиошщд09κא한京";
    std::u32string word(1 + random() % longest, U'a');
    for (char32_t& letter : word) letter = letters[random() % letters.size()];
    return word;
}

}  // namespace

TEST_CASE("a word costs nothing only where it is the same") {
    std::mt19937 random(7);
    CHECK(whole(U"", U"") == 0);
    for (int i = 0; i < 20'000; ++i) {
        const std::u32string a = random_word(random, 5);
        const std::u32string b = random_word(random, 5);
        REQUIRE((whole(a, b) == 0) == (a == b));
        REQUIRE((open(a, b) == 0) == (a == b));
    }
}

TEST_CASE("slips cost the less the more people make them") {
    const int doubled = whole(U"adiddas", U"adidas");
    const int vowel = whole(U"adudas", U"adidas");
    const int swapped = whole(U"aiddas", U"adidas");
    const int neighbour = whole(U"adisas", U"adidas");
    const int dropped = whole(U"adias", U"adidas");
    const int unlike = whole(U"adimas", U"adidas");
    CHECK(doubled < vowel);
    CHECK(vowel < swapped);
    CHECK(swapped < neighbour);
    CHECK(neighbour < dropped);
    CHECK(dropped < unlike);
    CHECK(whole(U"pasta", U"basta") > whole(U"bapta", U"babta"));
    CHECK(whole(U"xtarbucks", U"starbucks") > whole(U"starbucxs", U"starbucks"));
}

TEST_CASE("letters that sound alike in some language are near") {
    const std::pair<std::u32string_view, std::u32string_view> pairs[] = {
        {U"mueller", U"muller"},
        {U"starbuks", U"starbucks"},
        {U"fotografik", U"photografik"},
        {U"nyke", U"nike"},
        {U"cwik", U"kwik"},
        {U"shwarzkopf", U"schwarzkopf"},
        {U"aiger", U"eiger"},
        {U"centre", U"center"},
        {U"tomson", U"thomson"},
        {U"taksi", U"taxi"},
        {U"dij", U"dy"},
        {U"магозин", U"магазин"},
        {U"pitza", U"pizza"},
        {U"аптека", U"оптека"},
        {U"kafe", U"cafe"},
    };
    for (const auto& [typed, term] : pairs) {
        CAPTURE(std::string(typed.begin(), typed.end()));
        CHECK(whole(typed, term) > 0);
        CHECK(whole(typed, term) <= 64);
        CHECK(whole(term, typed) <= 64);
    }
}

TEST_CASE("a beginning costs little, and the less the more is typed") {
    CHECK(open(U"starb", U"starbucks") < 40);
    CHECK(open(U"starbu", U"starbucks") < open(U"starb", U"starbucks"));
    CHECK(open(U"satrb", U"starbucks") < 110);
    CHECK(open(U"starbucks", U"starbucks") == 0);
    CHECK(whole(U"starb", U"starbucks") > 200);
    CHECK(open(U"bucks", U"starbucks") > 200);
}

TEST_CASE("a limit changes no cost up to it, and nothing beyond it has one") {
    std::mt19937 random(11);
    for (int i = 0; i < 30'000; ++i) {
        const std::u32string a = random_word(random, 9);
        const std::u32string b = random_word(random, 9);
        const int limit = static_cast<int>(random() % 400);
        const Tail tail = random() % 2 == 0 ? Tail::whole : Tail::open;
        const int cost = edit_cost(a, b, tail, no_match);
        const int limited = edit_cost(a, b, tail, limit);
        REQUIRE(limited == (cost <= limit ? cost : no_match));
    }
}

TEST_CASE("an open end never costs more than a whole word") {
    std::mt19937 random(13);
    for (int i = 0; i < 20'000; ++i) {
        const std::u32string a = random_word(random, 8);
        const std::u32string b = random_word(random, 8);
        REQUIRE(open(a, b) <= whole(a, b));
        REQUIRE(whole(a, b) <= no_match);
    }
}

TEST_CASE("words of any length are looked at up to 64 letters") {
    const std::u32string longest(10'000, U'a');
    CHECK(whole(longest, longest + U"b") == 0);
    CHECK(whole(longest, U"a") > 1000);
    CHECK(edit_cost(longest, std::u32string(10'000, U'b'), Tail::open, 100) == no_match);
    CHECK(whole(U"", longest) < no_match);
    CHECK(whole(longest, U"") < no_match);
    CHECK(edit_cost(U"", U"ab", Tail::open, 0) == no_match);
}
