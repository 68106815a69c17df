// Answers that are said to hold until an instant are compared with those that are made until then.
#include "operations/validity.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "operations/walk_in.hpp"
#include "tests/unit/operations/walked_mall.hpp"

using namespace mallctl;
using namespace std::chrono_literals;

namespace {

// Stores that open and close at many times, one that moves, and closures that begin and end.
std::shared_ptr<const operations::Snapshot> busy_mall() {
    test::WalkedMall maker;
    maker.store_named("bakery").hours = "Mo-Fr 06:00-18:30; Sa 06:00-13:00; PH off";
    maker.store_named("shoes").hours = "Mo-Sa 10:00-13:00,14:00-20:00; 2026 Dec 24 10:00-12:00";
    maker.store_named("books").hours = "2026 Nov 29 13:00-18:00";  // shut but for one day
    maker.store_named("cafe").hours = "Mo-Su 18:00-26:00";
    maker.store_named("twin").hours = "24/7";
    for (const auto& [slug, from, to] :
         {std::tuple("first", "2026-11-01", "2026-11-20"), std::tuple("second", "2026-11-25", "")}) {
        auto& lease = maker.rows.leases.emplace_back();
        lease.slug = slug;
        lease.tenant = "baker";
        lease.store = "bakery";
        lease.units = {"E@1"};
        lease.from = from;
        lease.to = to;
    }
    maker.store_named("bakery").tenant = "baker";
    auto& lift = maker.closure("lift");
    lift.connector = "Lift A";
    lift.from = core::parse_instant("2026-11-22T21:17:05Z");
    lift.until = core::parse_instant("2026-11-23T09:30:00Z");
    maker.closure("stairs").connector = "Stairs";
    maker.rows.closures.back().from = core::parse_instant("2026-11-24T03:00:00Z");
    return maker.open();
}

}  // namespace

TEST_CASE("a walk-in equals the one that is made at any instant before it is said to end") {
    const auto mall = busy_mall();
    std::mt19937 random(7);
    std::uniform_int_distribution<int> second(0, 40 * 24 * 3600);
    const core::Instant begin = core::parse_instant("2026-11-10T00:00:00Z");
    int changed = 0;
    for (int i = 0; i < 400; ++i) {
        const core::Instant at = begin + std::chrono::seconds(second(random));
        const operations::HeldText made = operations::walk_in(*mall, "west", at);
        INFO(core::format_instant(at) << " until " << core::format_instant(made.valid_until));
        REQUIRE(made.valid_until > at);
        REQUIRE(made.valid_until <= at + operations::longest_validity);
        const auto length = (made.valid_until - at).count();
        std::uniform_int_distribution<long> inside(0, length - 1);
        const core::Instant between = at + std::chrono::seconds(inside(random));
        REQUIRE(operations::walk_in_json(*mall, "west", between) == made.text);
        REQUIRE(operations::walk_in_json(*mall, "west", made.valid_until - 1s) == made.text);
        if (operations::walk_in_json(*mall, "west", made.valid_until) != made.text) ++changed;
    }
    // It is not said to end much earlier than it does.
    CHECK(changed > 200);
}

TEST_CASE("an answer ends with each change of the clock that it shows") {
    const auto mall = busy_mall();
    const auto ends = [&](const char* at) {
        return core::format_instant(operations::places_hold_until(*mall, core::parse_instant(at)));
    };
    CHECK(ends("2026-11-22T20:00:00Z") == "2026-11-22T21:17:05Z");  // the lift closes
    CHECK(ends("2026-11-23T09:00:00Z") == "2026-11-23T09:30:00Z");  // and opens
    CHECK(ends("2026-11-19T22:59:59Z") == "2026-11-19T23:00:00Z");  // a lease ends, at midnight in Berlin
    CHECK(ends("2026-11-24T22:00:00Z") == "2026-11-24T23:00:00Z");  // the next begins
    CHECK(ends("2026-12-01T12:00:00Z") == "2026-12-02T12:00:00Z");  // nothing changes: a day
}
