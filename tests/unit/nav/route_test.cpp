#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::Built;
using test::PlanMaker;

namespace {

constexpr auto walk = nav::Profile::walk;

double distance(const Built& built, const nav::Place& from, const nav::Place& to) {
    const auto route = built.graph.route(from, to, walk);
    REQUIRE(route.has_value());
    CHECK(route->duration_s >= route->distance_m / nav::speed_m_s(walk) - 1e-9);
    double sum = 0;
    for (const nav::Leg& leg : route->legs) sum += leg.distance_m;
    CHECK(sum == Approx(route->distance_m));
    return route->distance_m;
}

}  // namespace

TEST_CASE("an L-shaped corridor is cut at its inner corner, the clearance away") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", std::vector<core::Point>{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {0, 2}});
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 1, 1), maker.place(0, 9, 9)) == Approx(2 * std::hypot(7.35, 0.65)));
    const auto route = built.graph.route(maker.place(0, 1, 1), maker.place(0, 9, 9), walk);
    REQUIRE(route->legs.size() == 1);
    REQUIRE(route->legs[0].coordinates.size() == 3);
    const core::Point corner = maker.frame.to_local(route->legs[0].coordinates[1]);
    CHECK(corner.x == Approx(8.35).margin(1e-4));
    CHECK(corner.y == Approx(1.65).margin(1e-4));
}

TEST_CASE("a gap between walls lets through who fits") {
    const auto gap = [](double width) {
        PlanMaker maker;
        maker.level(0, "G");
        maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 4});
        maker.wall(0, {5, 0}, {5, 2 - width / 2});
        maker.wall(0, {5, 2 + width / 2}, {5, 4});
        const Built built(maker.plan);
        const auto route = built.graph.route(maker.place(0, 2, 2), maker.place(0, 8, 2), walk);
        if (route) CHECK(route->distance_m == Approx(6));
        return route.has_value();
    };
    CHECK_FALSE(gap(0.69));
    CHECK(gap(0.71));
}

TEST_CASE("two rooms are joined by their door") {
    PlanMaker maker;
    maker.level(0, "G");
    const auto left = maker.unit(0, "retail", test::Rectangle{0, 0, 5, 4});
    const auto right = maker.unit(0, "retail", test::Rectangle{5, 0, 10, 4});
    maker.opening(0, {5, 1}, {5, 2});
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 2, 3.5), maker.place(0, 8, 3.5)) ==
          Approx(2 * std::hypot(2.65, 1.85) + 0.7));
    CHECK(distance(built, maker.place(left), maker.place(right)) > 5);
    CHECK(built.findings.empty());
}

TEST_CASE("a door in a thick wall goes through it") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "retail", test::Rectangle{0, 0, 4.8, 4});
    maker.unit(0, "walkway", test::Rectangle{5.2, 0, 10, 4});
    maker.opening(0, {5, 1}, {5, 2});
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 2, 1.5), maker.place(0, 8, 1.5)) == Approx(6));
    CHECK(built.graph.route(maker.place(0, 2, 3), maker.place(0, 8, 3), walk)->legs[0].coordinates.size() ==
          4);
}

TEST_CASE("a column is walked around") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 10});
    maker.fixture(0, {4.5, 4.5, 5.5, 5.5});
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 2, 5), maker.place(0, 8, 5)) ==
          Approx(2 * std::hypot(2.15, 0.85) + 1.7));
}

TEST_CASE("three collinear corners give one straight walk") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 8});
    for (const double x : {2.0, 4.5, 7.0}) maker.fixture(0, {x, 3, x + 1, 4});
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 1, 4.35), maker.place(0, 9, 4.35)) == Approx(8));
    const auto route = built.graph.route(maker.place(0, 1, 3.5), maker.place(0, 9, 3.5), walk);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == Approx(2 * std::hypot(0.65, 0.85) + 6.7));
    CHECK(route->legs[0].coordinates.size() == 4);
}

TEST_CASE("fixtures that touch in a point are no passage") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 10});
    maker.fixture(0, {0, 3, 5, 5});
    maker.fixture(0, {5, 5, 10, 7});
    const Built built(maker.plan);
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(maker.place(0, 2, 1), maker.place(0, 2, 9), walk, &why));
    CHECK(why.reason.find("no opening or connector joins") != std::string::npos);
}

TEST_CASE("a start on a wall's corner is moved into free space") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", std::vector<core::Point>{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {0, 2}});
    const Built built(maker.plan);
    const auto on_free_corner = built.graph.route(maker.place(0, 8.35, 1.65), maker.place(0, 9, 9), walk);
    REQUIRE(on_free_corner.has_value());
    CHECK(on_free_corner->distance_m == Approx(std::hypot(0.65, 7.35)));
    const auto on_wall = built.graph.route(maker.place(0, 8, 2), maker.place(0, 9, 9), walk);
    REQUIRE(on_wall.has_value());
    // Two points of free space are nearest to the corner, one on either side of it.
    CHECK(on_wall->distance_m > 7.0);
    CHECK(on_wall->distance_m < 7.8);
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(maker.place(0, 4, 6), maker.place(0, 9, 9), walk, &why));
    CHECK(why.reason == "the point on level G is more than 2 m from any space to move in on foot");
}

TEST_CASE("a place to itself is a route of no length") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 10});
    const Built built(maker.plan);
    const auto route = built.graph.route(maker.place(0, 2, 2), maker.place(0, 2, 2), walk);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == 0);
    REQUIRE(route->legs.size() == 1);
    CHECK(route->legs[0].coordinates.size() == 2);
}

TEST_CASE("circulation units that share an edge are one space, unless a door is drawn there") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 5, 4});
    maker.unit(0, "lobby", test::Rectangle{5, 0, 10, 4});
    CHECK(distance(Built(maker.plan), maker.place(0, 2, 3), maker.place(0, 8, 3)) == Approx(6));
    maker.opening(0, {5, 1}, {5, 2});
    CHECK(distance(Built(maker.plan), maker.place(0, 2, 3), maker.place(0, 8, 3)) ==
          Approx(2 * std::hypot(2.65, 1.35) + 0.7));
}

TEST_CASE("a void is walked around") {
    PlanMaker maker;
    maker.level(0, "1");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 10});
    maker.unit(0, "opentobelow", test::Rectangle{4.5, 4.5, 5.5, 5.5});
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 2, 5), maker.place(0, 8, 5)) ==
          Approx(2 * std::hypot(2.15, 0.85) + 1.7));
    CHECK_FALSE(built.graph.unit_place(maker.plan.units[1].id).has_value());
}

TEST_CASE("a one-way door is passed from its left to its right only") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 5, 4});
    maker.unit(0, "walkway", test::Rectangle{5, 0, 10, 4});
    maker.opening(0, {5, 1}, {5, 3}).one_way = true;  // its left is west
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 2, 2), maker.place(0, 8, 2)) == Approx(6).margin(1e-3));
    CHECK_FALSE(built.graph.route(maker.place(0, 8, 2), maker.place(0, 2, 2), walk).has_value());
}
