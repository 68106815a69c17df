// Who rides what, how long it takes, and what is barred to whom.
#include <catch2/catch.hpp>

#include "nav/space/level_shape.hpp"
#include "nav/space/plan_shapes.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using namespace mallctl::nav;
using test::PlanMaker;
using test::Rectangle;

namespace {

PlanMaker floors(int count) {
    PlanMaker maker;
    for (int ordinal = 0; ordinal < count; ++ordinal) {
        const auto level = maker.level(ordinal, std::to_string(ordinal));
        maker.unit(level, "walkway", Rectangle{0, 0, 60, 6});
    }
    return maker;
}

ProfileRides rides(const PlanMaker& maker, Profile profile) {
    core::Diagnostics findings;
    const PlanShapes shapes = shapes_of(maker.plan, {}, findings);
    CHECK(findings.empty());
    return rides_of(maker.plan, shapes.of(body_of(profile)), profile);
}

std::string only_cause(const ProfileRides& rides) {
    std::string cause;
    for (const BarredRide& barred : rides.barred) {
        CHECK((cause.empty() || cause == barred.cause));
        cause = barred.cause;
    }
    return cause;
}

}  // namespace

TEST_CASE("a lift links all its stops, stairs the neighbouring ones, and the wait is told apart") {
    PlanMaker maker = floors(3);
    maker.connector("elevator", {{0, {5, 3}}, {1, {5, 3}}, {2, {5, 3}}}).wait_s = 20;
    const ProfileRides lift = rides(maker, Profile::wheelchair);
    REQUIRE(lift.rides.size() == 6);
    CHECK(lift.barred.empty());
    for (const Ride& ride : lift.rides) CHECK(ride.wait_s == 20);
    CHECK(lift.rides[0].duration_s == Approx(23));
    CHECK(lift.rides[0].connector == 0);
    maker.plan.connectors[0].category = "stairs";
    const ProfileRides stairs = rides(maker, Profile::walk);
    CHECK(stairs.rides.size() == 4);
    CHECK(stairs.rides[0].wait_s == 0);
}

TEST_CASE("wheelchairs and prams take no stairs and no escalators") {
    for (const char* category : {"stairs", "escalator"}) {
        PlanMaker maker = floors(2);
        maker.connector(category, {{0, {5, 3}}, {1, {15, 3}}}).accessible = true;
        CHECK(rides(maker, Profile::staff).rides.size() == 2);
        for (const Profile profile : {Profile::wheelchair, Profile::pram}) {
            CHECK(rides(maker, profile).rides.empty());
            CHECK(rides(maker, profile).barred.size() == 2);
            CHECK(only_cause(rides(maker, profile)) == "not_accessible");
        }
    }
}

TEST_CASE("a lift that is not for wheelchairs takes prams") {
    PlanMaker maker = floors(2);
    maker.connector("elevator", {{0, {5, 3}}, {1, {5, 3}}}).accessible = false;
    CHECK(rides(maker, Profile::pram).rides.size() == 2);
    CHECK(only_cause(rides(maker, Profile::wheelchair)) == "not_accessible");
}

TEST_CASE("ramps are for those they are not too steep for, as far as their grade is known") {
    const auto ramp = [](double run, double rise, bool accessible, Profile profile) {
        PlanMaker maker = floors(2);
        maker.connector("ramp", {{0, {2, 3}}, {1, {2 + run, 3}}}).accessible = accessible;
        maker.plan.levels[0].elevation_m = 0;
        maker.plan.levels[1].elevation_m = rise;
        const ProfileRides found = rides(maker, profile);
        CHECK(found.rides.size() + found.barred.size() == 2);
        return found.rides.empty() ? only_cause(found) : std::string();
    };
    CHECK(ramp(48, 4, true, Profile::wheelchair).empty());
    CHECK(ramp(40, 4, true, Profile::wheelchair) == "too_steep");
    CHECK(ramp(40, 4, true, Profile::walk).empty());
    CHECK(ramp(40, 4, false, Profile::pram).empty());
    CHECK(ramp(30, 4, true, Profile::pram) == "too_steep");
    // Its stops lie closer together than its rise: it winds, and what the plan says decides.
    CHECK(ramp(2, 4, true, Profile::wheelchair).empty());
    CHECK(ramp(2, 4, false, Profile::pram) == "not_accessible");
}

TEST_CASE("the wrong way on an escalator and through a one-way opening is barred") {
    PlanMaker maker = floors(2);
    maker.connector("escalator", {{0, {5, 3}}, {1, {15, 3}}}).direction = plan::Direction::up;
    const ProfileRides up = rides(maker, Profile::walk);
    REQUIRE(up.rides.size() == 1);
    CHECK(up.rides[0].from.level == 0);
    REQUIRE(up.barred.size() == 1);
    CHECK(up.barred[0].cause == "one_way");
    CHECK(up.barred[0].ride.from.level == 1);

    PlanMaker gate = floors(1);
    gate.unit(0, "walkway", Rectangle{60, 0, 90, 6});
    gate.opening(0, {60, 2}, {60, 4}).one_way = true;  // from the left of the line: eastwards
    const ProfileRides through = rides(gate, Profile::wheelchair);
    REQUIRE(through.rides.size() == 1);
    CHECK(through.rides[0].opening == 0);
    CHECK(through.rides[0].distance_m == Approx(1.1).margin(0.02));
    CHECK(only_cause(through) == "one_way");
}

TEST_CASE("a bridge joins levels of two buildings with one ordinal") {
    PlanMaker maker;
    for (const double x : {0.0, 100.0}) {
        plan::Building building;
        maker.plan.buildings.push_back(building);
        const auto level = maker.level(1, "1");
        maker.plan.levels[level].building = maker.plan.buildings.size() - 1;
        maker.unit(level, "walkway", Rectangle{x, 0, x + 60, 6});
    }
    maker.connector("ramp", {{0, {58, 3}}, {1, {102, 3}}});
    for (const Profile profile : profiles) {
        const ProfileRides bridge = rides(maker, profile);
        REQUIRE(bridge.rides.size() == 2);
        CHECK(bridge.rides[0].duration_s == Approx(44 / speed_m_s(profile)));
        CHECK(bridge.barred.empty());
    }
}
