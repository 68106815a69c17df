#include "operations/route.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <numeric>

#include "nav/tour.hpp"
#include "operations/route_json.hpp"
#include "tests/support/failure.hpp"
#include "tests/unit/operations/walked_mall.hpp"

using namespace mallctl;
using operations::RouteRequest;

namespace {

std::vector<std::string> order_of(const operations::RouteAnswer& answer) {
    std::vector<std::string> order;
    for (const auto& stop : answer.stops) order.push_back(stop.place.reference);
    return order;
}

}  // namespace

TEST_CASE("a route over several stops is the sum of its stages, and says where each stop is reached") {
    const auto mall = test::WalkedMall().open();
    const auto whole = operations::route(*mall, {.stops = {"west", "store:cafe", "store:bakery"}});
    const auto first = operations::route(*mall, {.stops = {"west", "store:cafe"}});
    const auto second = operations::route(*mall, {.stops = {"store:cafe", "store:bakery"}});
    CHECK(whole.route.duration_s == Approx(first.route.duration_s + second.route.duration_s));
    CHECK(whole.route.distance_m == Approx(first.route.distance_m + second.route.distance_m));
    REQUIRE(whole.stops.size() == 3);
    CHECK(whole.stops[1].first_leg == first.route.legs.size());
    CHECK(whole.stops[2].first_leg == whole.route.legs.size());
    CHECK(whole.stops[1].duration_s == Approx(first.route.duration_s));
    CHECK(whole.stops[2].distance_m == Approx(whole.route.distance_m));
    CHECK(whole.instructions.size() >= first.instructions.size() + second.instructions.size() - 1);
    const auto json = nlohmann::json::parse(operations::to_json(whole));
    CHECK(json.at("from").at("reference") == "location:west");
    CHECK(json.at("to").at("reference") == "store:bakery");
    CHECK(json.at("stops").at(1).at("reference") == "store:cafe");
    CHECK(json.at("stops").at(1).at("level") == "1");
    CHECK(json.at("stops").at(1).at("index") == 1);
}

TEST_CASE("the best order takes no longer than any other, and keeps where the way begins") {
    const auto mall = test::WalkedMall().open();
    std::vector<std::string> rest{"store:books", "store:bakery", "store:cafe", "east", "store:shoes"};
    std::vector<std::string> asked{"west"};
    asked.insert(asked.end(), rest.begin(), rest.end());
    const auto best = operations::route(*mall, {.stops = asked, .optimize = true});
    CHECK(order_of(best).front() == "location:west");
    double least = 1e9;
    std::sort(rest.begin(), rest.end());
    do {
        std::vector<std::string> stops{"west"};
        stops.insert(stops.end(), rest.begin(), rest.end());
        least = std::min(least, operations::route(*mall, {.stops = stops}).route.duration_s);
    } while (std::next_permutation(rest.begin(), rest.end()));
    CHECK(best.route.duration_s == Approx(least));
    for (const auto& stop : best.stops) {
        const auto reference = operations::resolve_place(*mall, asked[stop.asked], {}).reference;
        CHECK(stop.place.reference == reference);
    }
}

TEST_CASE("a store in several units is visited at the one that makes the whole way quickest") {
    const auto mall = test::WalkedMall().open();
    const auto through = [&](const std::string& from, const std::string& via, const std::string& to) {
        return operations::route(*mall, {.stops = {from, via, to}}).route.duration_s;
    };
    for (const auto& [from, to] : {std::pair{"west", "store:cafe"},
                                   {"west", "store:bakery"},
                                   {"unit:E@1", "unit:D@1"},
                                   {"east", "east"}}) {
        CAPTURE(from, to);
        CHECK(through(from, "store:twin", to) ==
              Approx(std::min(through(from, "unit:C@G", to), through(from, "unit:D@1", to))));
    }
    // Best visited downstairs on the way there, and upstairs when the cafe comes first.
    const auto visited = [&](const std::vector<std::string>& stops, std::size_t stop, bool optimize) {
        const auto answer = operations::route(*mall, {.stops = stops, .optimize = optimize});
        return mall->plan.levels[answer.stops[stop].place.points.front().level].short_name;
    };
    CHECK(visited({"east", "twin"}, 1, false) == "G");
    CHECK(visited({"unit:D@1", "twin"}, 1, false) == "1");
    CHECK(visited({"east", "twin", "store:books"}, 1, true) == "G");
}

TEST_CASE("what is no route is refused with its reason") {
    const auto mall = test::WalkedMall().open();
    CHECK(test::failure([&] { operations::route(*mall, {.stops = {"west"}}); }).fault() ==
          core::Fault::usage);
    std::vector<std::string> many(operations::most_stops + 1, "east");
    CHECK_NOTHROW(operations::route(*mall, {.stops = many}));
    many.emplace_back("west");
    CHECK(test::failure([&] { operations::route(*mall, {.stops = many}); }).fault() == core::Fault::usage);
    CHECK(test::failure([&] {
              operations::route(*mall, {.stops = {"west", "nowhere"}});
          }).fault() == core::Fault::failed);
}

TEST_CASE("the ledger's columns add up to its totals, and those to the route") {
    const auto mall = test::WalkedMall().open();
    for (const auto profile : nav::profiles) {
        const auto answer = operations::route(
            *mall, {.stops = {"west", "cafe", "shoes", "unit:D@1"}, .profile = profile, .explain = true});
        REQUIRE(answer.ledger);
        const auto& ledger = *answer.ledger;
        REQUIRE(ledger.legs.size() == answer.route.legs.size());
        operations::LedgerItem sum;
        for (std::size_t i = 0; i < ledger.legs.size(); ++i) {
            const auto& item = ledger.legs[i];
            sum.distance_cm += item.distance_cm;
            sum.walking_ds += item.walking_ds;
            sum.waiting_ds += item.waiting_ds;
            sum.riding_ds += item.riding_ds;
            CHECK(std::abs(static_cast<double>(item.duration_ds()) - answer.route.legs[i].duration_s * 10) <
                  2);
        }
        CHECK(sum.distance_cm == ledger.total.distance_cm);
        CHECK(sum.duration_ds() == ledger.total.duration_ds());
        CHECK(sum.waiting_ds == ledger.total.waiting_ds);
        CHECK(ledger.total.distance_cm == std::llround(answer.route.distance_m * 100));
        CHECK(ledger.total.duration_ds() == std::llround(answer.route.duration_s * 10));
    }
}

TEST_CASE("parts are rounded so that they add up, the largest remainders up") {
    CHECK(operations::apportion(std::vector{1.4, 1.4, 1.2}, 4) == std::vector<std::int64_t>{2, 1, 1});
    CHECK(operations::apportion(std::vector{0.3, 0.3, 0.3}, 1) == std::vector<std::int64_t>{1, 0, 0});
    CHECK(operations::apportion(std::vector{2.0, 0.0}, 2) == std::vector<std::int64_t>{2, 0});
    CHECK(operations::apportion({}, 0).empty());
}

TEST_CASE("a route is JSON as a tree of its values writes it") {
    const auto mall = test::WalkedMall().open();
    for (const bool explain : {false, true}) {
        for (const char* language : {"en", "ar"}) {
            const std::string text = operations::to_json(operations::route(
                *mall,
                {.stops = {"west", "store:cafe", "store:bakery"}, .explain = explain, .language = language}));
            CHECK(nlohmann::ordered_json::parse(text).dump() == text);
        }
    }
}
