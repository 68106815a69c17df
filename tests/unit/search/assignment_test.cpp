#include "search/match/assignment.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <random>

namespace {

using namespace mallctl::search;

struct Case {
    std::vector<Pairing> pairings;
    std::vector<int> superfluous;
    std::vector<int> missing;
    std::vector<int> unfinished;

    Unpaired unpaired() const { return {superfluous, missing, unfinished}; }
};

// What a choice of pairings costs, or nothing where two share a word.
std::optional<int> cost_of(const Case& of, unsigned chosen) {
    unsigned query = 0;
    unsigned text = 0;
    int cost = 0;
    int last_end = 0;
    for (std::size_t i = 0; i < of.pairings.size(); ++i) {
        if (((chosen >> i) & 1) == 0) continue;
        const Pairing& pairing = of.pairings[i];
        const unsigned query_bits = (1U << pairing.query_end) - (1U << pairing.query_first);
        const unsigned text_bits = (1U << pairing.text_end) - (1U << pairing.text_first);
        if ((query & query_bits) != 0 || (text & text_bits) != 0) return std::nullopt;
        query |= query_bits;
        text |= text_bits;
        cost += pairing.cost + (pairing.text_first < last_end ? out_of_order : 0);
        last_end = pairing.text_end;
    }
    for (std::size_t i = 0; i < of.superfluous.size(); ++i) {
        if (((query >> i) & 1) == 0) cost += of.superfluous[i];
    }
    for (std::size_t i = 0; i < of.missing.size(); ++i) {
        if (((text >> i) & 1) != 0) continue;
        cost += (text >> i) == 0 ? of.unfinished[i] : of.missing[i];
    }
    return cost;
}

int cheapest(const Case& of) {
    int least = *cost_of(of, 0);
    for (unsigned chosen = 1; chosen < (1U << of.pairings.size()); ++chosen) {
        if (const auto cost = cost_of(of, chosen)) least = std::min(least, *cost);
    }
    return least;
}

Case random_case(std::mt19937& random) {
    Case made;
    const std::size_t query = 1 + random() % 4;
    const std::size_t text = 1 + random() % 4;
    for (std::size_t i = 0; i < query; ++i) made.superfluous.push_back(static_cast<int>(random() % 120));
    for (std::size_t i = 0; i < text; ++i) {
        made.missing.push_back(static_cast<int>(random() % 60));
        made.unfinished.push_back(static_cast<int>(random() % 40));
    }
    for (std::size_t i = 0; i < query; ++i) {
        for (std::size_t count = random() % 4; count > 0 && made.pairings.size() < 12; --count) {
            const auto first = static_cast<std::uint8_t>(random() % text);
            const auto end = static_cast<std::uint8_t>(first + 1 + random() % (text - first));
            const auto query_end = static_cast<std::uint8_t>(i + 1 + random() % (query - i));
            made.pairings.push_back({static_cast<std::uint8_t>(i), query_end, first, end,
                                     static_cast<std::uint16_t>(random() % 100), false, false});
        }
    }
    return made;
}

}  // namespace

TEST_CASE("an assignment of words is the cheapest of all there are") {
    std::mt19937 random(5);
    Assignment found;
    for (int i = 0; i < 3'000; ++i) {
        const Case made = random_case(random);
        assign(made.pairings, made.unpaired(), found);
        REQUIRE(found.cost == cheapest(made));
        unsigned chosen = 0;
        for (const std::uint16_t pairing : found.chosen) chosen |= 1U << pairing;
        REQUIRE(cost_of(made, chosen) == found.cost);
    }
}

TEST_CASE("an assignment of as many words as there may be is bounded") {
    Case made;
    for (std::size_t i = 0; i < most_words; ++i) {
        made.superfluous.push_back(100);
        made.missing.push_back(50);
        made.unfinished.push_back(30);
        for (std::size_t j = 0; j < most_words; ++j) {
            made.pairings.push_back({static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i + 1),
                                     static_cast<std::uint8_t>(j), static_cast<std::uint8_t>(j + 1),
                                     static_cast<std::uint16_t>(i == j ? 0 : 60), false, false});
        }
    }
    Assignment found;
    assign(made.pairings, made.unpaired(), found);
    CHECK(found.cost == 0);
    CHECK(found.chosen.size() == most_words);
}
