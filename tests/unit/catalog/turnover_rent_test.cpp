#include "catalog/turnover_rent.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <set>

#include "core/error.hpp"

using namespace mallctl;
using catalog::parse_turnover_tiers;
using catalog::turnover_rent;
using catalog::TurnoverTier;

namespace {

using Tiers = std::vector<TurnoverTier>;

__extension__ typedef __int128 Wide;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

// The definition, in integers that hold everything: all parts times their rates, then one rounding.
std::int64_t by_definition(const Tiers& tiers, std::int64_t turnover) {
    Wide millionths = 0;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const Wide next = i + 1 < tiers.size() ? tiers[i + 1].from_minor : turnover;
        const Wide top = std::min<Wide>(turnover, next);
        if (top > tiers[i].from_minor) millionths += (top - tiers[i].from_minor) * tiers[i].rate;
    }
    return static_cast<std::int64_t>((2 * millionths + 1'000'000) / 2'000'000);
}

// Every minor unit of the turnover by itself, each at the rate of its tier.
std::int64_t one_by_one(const Tiers& tiers, std::int64_t turnover) {
    std::int64_t millionths = 0;
    for (std::int64_t unit = 0; unit < turnover; ++unit) {
        std::int64_t rate = 0;
        for (const auto& tier : tiers) {
            if (tier.from_minor <= unit) rate = tier.rate;
        }
        millionths += rate;
    }
    return (2 * millionths + 1'000'000) / 2'000'000;
}

Tiers random_tiers(std::mt19937_64& random, std::int64_t highest) {
    std::set<std::int64_t> amounts;
    const auto count = random() % 6;
    while (amounts.size() < count)
        amounts.insert(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(highest)));
    Tiers tiers;
    for (const auto amount : amounts)
        tiers.push_back({amount, static_cast<std::int32_t>(random() % 1'000'001)});
    return tiers;
}

std::string refusal(const std::vector<std::string>& texts, const std::string& currency = "EUR") {
    try {
        parse_turnover_tiers(texts, currency);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a turnover rent charges each part of the turnover at the rate of its tier") {
    const auto tiers = parse_turnover_tiers({"0:4", "1000000:5.5"}, "EUR");
    CHECK(tiers == Tiers{{0, 40'000}, {100'000'000, 55'000}});
    CHECK(turnover_rent(tiers, 0) == 0);
    CHECK(turnover_rent(tiers, 50'000'000) == 2'000'000);
    CHECK(turnover_rent(tiers, 100'000'000) == 4'000'000);
    CHECK(turnover_rent(tiers, 150'000'000) == 4'000'000 + 2'750'000);
    CHECK(turnover_rent({}, 150'000'000) == 0);
    CHECK(turnover_rent({{100, 500'000}}, 100) == 0);
    CHECK(turnover_rent(tiers, -150'000'000) == 0);
}

TEST_CASE("a turnover rent is rounded once, half up") {
    CHECK(turnover_rent({{0, 500'000}}, 1) == 1);
    CHECK(turnover_rent({{0, 499'999}}, 1) == 0);
    // 0.4 + 0.4 + 0.4 of three tiers are 1.2, not three times nothing.
    CHECK(turnover_rent({{0, 400'000}, {1, 400'001}, {2, 400'002}}, 3) == 1);
    CHECK(turnover_rent({{0, 300'000}, {1, 300'000}, {2, 900'000}}, 3) == 2);
}

TEST_CASE("a turnover rent is exact up to the largest turnover") {
    CHECK(turnover_rent({{0, 1'000'000}}, most) == most);
    CHECK(turnover_rent({{0, 999'999}}, most) == by_definition({{0, 999'999}}, most));
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const auto tiers = random_tiers(random, most);
        const auto turnover = static_cast<std::int64_t>(random() >> 1);
        REQUIRE(turnover_rent(tiers, turnover) == by_definition(tiers, turnover));
    }
}

TEST_CASE("a turnover rent is what every unit of the turnover adds to it") {
    std::mt19937_64 random(11);
    for (int i = 0; i < 300; ++i) {
        const auto tiers = random_tiers(random, 400);
        const auto turnover = static_cast<std::int64_t>(random() % 600);
        REQUIRE(turnover_rent(tiers, turnover) == one_by_one(tiers, turnover));
    }
}

TEST_CASE("tiers are read in the currency and written as they are read") {
    CHECK(parse_turnover_tiers({"1000.50:0", "2000:100"}, "EUR") ==
          Tiers{{100'050, 0}, {200'000, 1'000'000}});
    CHECK(parse_turnover_tiers({"1000:0.0001"}, "JPY") == Tiers{{1000, 1}});
    CHECK(to_string(TurnoverTier{100'050, 55'000}, "EUR") == "1000.50:5.5");
    CHECK(to_string(TurnoverTier{1000, 1}, "JPY") == "1000:0.0001");
    CHECK(to_string(TurnoverTier{0, 0}, "EUR") == "0.00:0");
    CHECK(to_string(TurnoverTier{0, 1'000'000}, "EUR") == "0.00:100");
    std::mt19937_64 random(13);
    for (const auto& tier : random_tiers(random, most))
        CHECK(catalog::parse_turnover_tier(to_string(tier, "KWD"), "KWD") == tier);
}

TEST_CASE("what is no tier is refused with the reason") {
    CHECK(refusal({"1000"}) == "it is no AMOUNT:PERCENT");
    CHECK(refusal({"0:101"}) == "the percentage is not between 0 and 100");
    CHECK(refusal({"0:100.0001"}) == "the percentage is not between 0 and 100");
    CHECK(refusal({"0:00000000000000000004"}) == "the percentage is not between 0 and 100");
    CHECK(refusal({"0:1.23456"}) == "the percentage has more than four decimals");
    CHECK(refusal({"-1:4"}) == "the amount is below zero");
    CHECK(refusal({"0:4", "0:5"}) == "the amounts do not ascend");
    CHECK(refusal({"10:4", "5:5"}) == "the amounts do not ascend");
    for (const std::string text : {"", ":", "0:", ":4", "0:4%", "0:-4", "0:4.", "0:.5", "0:4:5", "1,000:4",
                                   "0.005:4", "x:4", "99999999999999999999:4"}) {
        CAPTURE(text);
        CHECK_FALSE(refusal({text}).empty());
    }
}
