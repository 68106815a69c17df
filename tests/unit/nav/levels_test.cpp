#include <catch2/catch.hpp>
#include <cmath>

#include "nav/travel_time.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::Built;
using test::PlanMaker;

namespace {

constexpr auto walk = nav::Profile::walk;
constexpr auto wheelchair = nav::Profile::wheelchair;

PlanMaker two_floors() {
    PlanMaker maker;
    maker.level(0, "G");
    maker.level(1, "1");
    for (const plan::LevelIndex level : {0, 1}) maker.unit(level, "walkway", test::Rectangle{0, 0, 20, 6});
    return maker;
}

}  // namespace

TEST_CASE("the same point on two floors is two places") {
    PlanMaker maker = two_floors();
    maker.connector("stairs", {{0, {18, 3}}, {1, {18, 3}}});
    const Built built(maker.plan);
    const auto route = built.graph.route(maker.place(0, 2, 3), maker.place(1, 2, 3), walk);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == Approx(32));
    REQUIRE(route->legs.size() == 3);
    CHECK(route->legs[1].kind == nav::LegKind::connector);
    CHECK(route->legs[1].connector == maker.plan.connectors[0].id);
    CHECK(route->legs[1].distance_m == 0);
    CHECK(route->legs[1].level == 0);
    CHECK(route->legs[1].to_level == 1);
    CHECK(route->duration_s == Approx(32 / 1.34 + 4 * 0.29 / 0.17 / 0.610));
}

TEST_CASE("an escalator that only runs up is no way down") {
    PlanMaker maker = two_floors();
    maker.connector("escalator", {{0, {4, 3}}, {1, {10, 3}}}).direction = plan::Direction::up;
    Built built(maker.plan);
    const auto up = built.graph.route(maker.place(0, 2, 3), maker.place(1, 12, 3), walk);
    REQUIRE(up.has_value());
    CHECK(up->distance_m == Approx(4));
    CHECK(up->duration_s == Approx(4 / 1.34 + 8 / 0.5));
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(maker.place(1, 12, 3), maker.place(0, 2, 3), walk, &why).has_value());
    CHECK(why.reason ==
          "level G has no stairs, lift, escalator or ramp to it; from level 1 one reaches on foot only level "
          "1; in the way: the escalator on level 1 (one way)");
    maker.connector("stairs", {{0, {18, 3}}, {1, {18, 3}}});
    built = Built(maker.plan);
    CHECK(built.graph.route(maker.place(1, 12, 3), maker.place(0, 2, 3), walk)->distance_m == Approx(22));
}

TEST_CASE("a route between two places of one floor may lead over another floor") {
    PlanMaker maker = two_floors();
    maker.unit(1, "opentobelow", test::Rectangle{8, 0, 12, 6});
    maker.connector("elevator", {{0, {5, 3}}, {1, {5, 3}}});
    maker.connector("elevator", {{0, {15, 3}}, {1, {15, 3}}});
    const Built built(maker.plan);
    for (const auto profile : nav::profiles) {
        const auto route = built.graph.route(maker.place(1, 2, 3), maker.place(1, 18, 3), profile);
        REQUIRE(route.has_value());
        CHECK(route->distance_m == Approx(16));
        CHECK(route->duration_s == Approx(16 / nav::speed_m_s(profile) + 2 * 33));
        REQUIRE(route->legs.size() == 5);
        CHECK(route->legs[2].level == 0);
    }
}

TEST_CASE("a lift waits once for any number of levels and stairs add up") {
    PlanMaker maker;
    for (const int ordinal : {0, 1, 2}) {
        maker.level(ordinal, std::to_string(ordinal));
        maker.unit(static_cast<plan::LevelIndex>(ordinal), "walkway", test::Rectangle{0, 0, 20, 6});
    }
    maker.connector("elevator", {{0, {5, 3}}, {1, {5, 3}}, {2, {5, 3}}}).wait_s = 20;
    const auto lift = Built(maker.plan).graph.route(maker.place(0, 5, 3), maker.place(2, 5, 3), walk);
    REQUIRE(lift.has_value());
    CHECK(lift->duration_s == Approx(26));
    maker.connector("stairs", {{0, {6, 3}}, {1, {6, 3}}, {2, {6, 3}}});
    const auto stairs = Built(maker.plan).graph.route(maker.place(0, 6, 3), maker.place(2, 6, 3), walk);
    REQUIRE(stairs.has_value());
    REQUIRE(stairs->legs.size() == 1);
    CHECK(stairs->legs[0].duration_s == Approx(2 * 4 * 0.29 / 0.17 / 0.610));
    CHECK(stairs->legs[0].to_level == 2);
}

TEST_CASE("a wheelchair takes no stairs, and is told what is missing") {
    PlanMaker maker = two_floors();
    maker.connector("stairs", {{0, {18, 3}}, {1, {18, 3}}}).accessible = true;
    Built built(maker.plan);
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(maker.place(0, 2, 3), maker.place(1, 2, 3), wheelchair, &why).has_value());
    CHECK(why.reason ==
          "level 1 has no lift or ramp open to wheelchairs; from level G one reaches with a wheelchair only "
          "level G; in the way: the stairs on level G (not accessible)");
    maker.connector("elevator", {{0, {10, 3}}, {1, {10, 3}}}).accessible = false;
    built = Built(maker.plan);
    CHECK_FALSE(built.graph.route(maker.place(0, 2, 3), maker.place(1, 2, 3), wheelchair).has_value());
    maker.plan.connectors.back().accessible = true;
    built = Built(maker.plan);
    CHECK(built.graph.route(maker.place(0, 2, 3), maker.place(1, 2, 3), wheelchair).has_value());
}

TEST_CASE("a lift drawn without an opening is entered from the circulation beside it, not from a shop") {
    PlanMaker maker = two_floors();
    for (const plan::LevelIndex level : {0, 1}) {
        maker.unit(level, "retail", test::Rectangle{0, 8, 20, 12});
        const auto lift = maker.unit(level, "elevator", test::Rectangle{9, 6, 11, 8});
        if (level == 0) maker.connector("elevator", {{0, {10, 7}}, {1, {10, 7}}});
        maker.plan.connectors[0].stops[level].unit = lift;
    }
    const Built built(maker.plan);
    const auto route = built.graph.route(maker.place(0, 10, 2), maker.place(1, 10, 2), wheelchair);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == Approx(2 * (6 - 0.45 - 2)));
    CHECK(built.reports("P068", "no opening leads into it"));  // the shops
}

TEST_CASE("travel times follow their sources") {
    using nav::travel_time_s;
    CHECK(travel_time_s("elevator", {12, 0, 3}, 30, walk) == Approx(39));
    CHECK(travel_time_s("escalator", {5, 0, 1}, 0, walk) == Approx(20));
    CHECK(travel_time_s("escalator", {3, 40, 1}, 0, walk) == Approx(std::hypot(40, 3) / 0.5));
    CHECK(travel_time_s("movingwalkway", {0, 50, 0}, 0, walk) == Approx(100));
    CHECK(travel_time_s("stairs", {-4, 0, 1}, 0, walk) < travel_time_s("stairs", {4, 0, 1}, 0, walk));
    CHECK(travel_time_s("ramp", {1, 0, 1}, 0, wheelchair) == Approx(std::hypot(12, 1) / 0.9));
}
