// Plans go into the database and come back whole.
#include "db/plan_repository.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <limits>

#include "core/error.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;

core::ChangeSummary replace(db::Session& session, const core::Uuid& mall, const plan::Plan& plan) {
    Transaction transaction(session, mall, Transaction::Mode::write);
    const auto changed = db::PlanRepository(transaction).replace(plan);
    transaction.commit();
    return changed;
}

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;
};

}  // namespace

TEST_CASE("a mall has no plan before its first import") {
    Fixture fixture;
    CHECK_FALSE(stored_plan(fixture.session, fixture.mall));
}

TEST_CASE("a plan with every kind of feature comes back as it was stored") {
    Fixture fixture;
    const plan::Plan plan = sample_plan(fixture.mall);
    replace(fixture.session, fixture.mall, plan);
    const auto stored = stored_plan(fixture.session, fixture.mall);
    REQUIRE(stored);
    CHECK(equal(*stored, sorted(plan)));
}

TEST_CASE("the first import counts every feature as added, the second as unchanged") {
    Fixture fixture;
    const plan::Plan plan = sample_plan(fixture.mall);
    const auto first = replace(fixture.session, fixture.mall, plan);
    CHECK(first.by_kind.at("unit") == core::ChangeCounts{3, 0, 0, 0});
    CHECK(first.by_kind.size() == 12);
    const auto second = replace(fixture.session, fixture.mall, sorted(plan));
    CHECK_FALSE(second.any());
    CHECK(second.total().unchanged == first.total().added);
}

TEST_CASE("a change of one unit is one update, and the other features stay as they are") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    replace(fixture.session, fixture.mall, plan);
    plan.units[0].ref = "G-02";
    const auto changed = replace(fixture.session, fixture.mall, plan);
    CHECK(changed.total().added == 0);
    CHECK(changed.total().updated == 1);
    CHECK(changed.total().removed == 0);
    CHECK(changed.by_kind.at("unit") == core::ChangeCounts{0, 1, 0, 2});
    CHECK(equal(stored_plan(fixture.session, fixture.mall).value(), sorted(plan)));
}

TEST_CASE("coordinate noise below 1e-9 degrees is no change, a millimetre is one") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    replace(fixture.session, fixture.mall, plan);
    plan.openings[0].geometry[1].x += 1e-11;
    CHECK_FALSE(replace(fixture.session, fixture.mall, plan).any());
    plan.openings[0].geometry[1].x += 1e-8;
    CHECK(replace(fixture.session, fixture.mall, plan).total().updated == 1);
}

TEST_CASE("features that vanish are removed from the plan, and units keep their identity") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    replace(fixture.session, fixture.mall, plan);
    plan.occupants.clear();
    plan.amenities.pop_back();
    CHECK(replace(fixture.session, fixture.mall, plan).total().removed == 3);
    const plan::Plan again = sample_plan(fixture.mall);
    CHECK(replace(fixture.session, fixture.mall, again).total().added == 3);
    CHECK(equal(stored_plan(fixture.session, fixture.mall).value(), sorted(again)));
}

TEST_CASE("a plan that only the venue's name tells from the stored one is a version of its own") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    replace(fixture.session, fixture.mall, plan);
    plan.name["de"] = "Muster";
    CHECK(replace(fixture.session, fixture.mall, plan).by_kind.at("plan") == core::ChangeCounts{0, 1, 0, 0});
    CHECK(stored_plan(fixture.session, fixture.mall)->name == plan.name);
}

TEST_CASE("two features with one id are refused") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    plan.units[1].id = plan.units[0].id;
    CHECK_THROWS_AS(replace(fixture.session, fixture.mall, plan), core::Error);
    CHECK_FALSE(stored_plan(fixture.session, fixture.mall));
}

TEST_CASE("coordinates that are no place on Earth are refused") {
    Fixture fixture;
    for (const double bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 181.0}) {
        plan::Plan plan = sample_plan(fixture.mall);
        plan.amenities[0].point.x = bad;
        try {
            replace(fixture.session, fixture.mall, plan);
            FAIL("not refused");
        } catch (const core::Error& e) {
            CHECK(e.fault() == core::Fault::rejected);
        }
        CHECK_FALSE(stored_plan(fixture.session, fixture.mall));
    }
}

TEST_CASE("ten thousand features are imported, compared and loaded in a few seconds at most") {
    Fixture fixture;
    const plan::Plan plan = large_plan(fixture.mall, 4'000);
    const auto timed = [](const auto& work) {
        const auto start = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const double first = timed([&] { replace(fixture.session, fixture.mall, plan); });
    const double second = timed([&] { CHECK_FALSE(replace(fixture.session, fixture.mall, plan).any()); });
    const double load =
        timed([&] { CHECK(stored_plan(fixture.session, fixture.mall)->units.size() == 4'000); });
    INFO("import " << first << " s, again " << second << " s, load " << load << " s");
    // Some ten times what one core needs, so that a busy machine does not fail the test but a quadratic step
    // does.
    CHECK(first < 5);
    CHECK(second < 3);
    CHECK(load < 3);
}

}  // namespace mallctl::test
