#include "core/closest.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <random>

using namespace mallctl::core;

namespace {

// The textbook recursion, as the oracle of the tabled version.
std::size_t slow_distance(std::string_view a, std::string_view b) {
    if (a.empty()) return b.size();
    if (b.empty()) return a.size();
    const auto drop = [](std::string_view text, std::size_t n) { return text.substr(0, text.size() - n); };
    std::size_t best = std::min(slow_distance(drop(a, 1), b), slow_distance(a, drop(b, 1))) + 1;
    best = std::min(best, slow_distance(drop(a, 1), drop(b, 1)) + (a.back() == b.back() ? 0 : 1));
    if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back()) {
        best = std::min(best, slow_distance(drop(a, 2), drop(b, 2)) + 1);
    }
    return best;
}

}  // namespace

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps") {
    CHECK(edit_distance("", "", 3) == 0);
    CHECK(edit_distance("store", "store", 3) == 0);
    CHECK(edit_distance("stroe", "store", 3) == 1);
    CHECK(edit_distance("stre", "store", 3) == 1);
    CHECK(edit_distance("stoore", "store", 3) == 1);
    CHECK(edit_distance("kitten", "sitting", 9) == 3);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("a", "abcdef", 2) == 3);
}

TEST_CASE("the edit distance agrees with the textbook recursion on random words") {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> letter('a', 'c');
    std::uniform_int_distribution<std::size_t> length(0, 6);
    for (int round = 0; round < 300; ++round) {
        std::string a(length(random), ' ');
        std::string b(length(random), ' ');
        for (char& c : a) c = static_cast<char>(letter(random));
        for (char& c : b) c = static_cast<char>(letter(random));
        INFO(a << " " << b);
        CHECK(edit_distance(a, b, 10) == slow_distance(a, b));
        CHECK(edit_distance(a, b, 1) == std::min<std::size_t>(slow_distance(a, b), 2));
    }
}

TEST_CASE("the closest word is offered only when it is close") {
    const std::vector<std::string> kinds = {"mall", "location", "tenant", "store", "lease"};
    CHECK(closest("stor", kinds) == "store");
    CHECK(closest("STORES", kinds) == "store");
    CHECK(closest("tennant", kinds) == "tenant");
    CHECK_FALSE(closest("xyzzy", kinds));
    CHECK_FALSE(closest(std::string(1'000'000, 's'), kinds));
    CHECK_FALSE(closest("store", {}));
    CHECK(did_you_mean("leese", kinds) == "did you mean \"lease\"?");
    CHECK(did_you_mean("xyzzy", kinds).empty());
}
