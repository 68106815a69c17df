// A way around what is closed may leave a corner in a direction that no way around corners alone takes.
#include <catch2/catch.hpp>

#include "nav/closures.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;

TEST_CASE("a way that leaves a door jamb for the corner of a closed area is found") {
    test::PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{-12, 0, 24, 12});
    maker.unit(0, "retail", test::Rectangle{-12, -12, 24, 0});
    maker.opening(0, {5.65, 0}, {8.37, 0});
    const test::Rectangle closed_box{6.24, -5.25, 9.06, -1.87};
    const auto from = maker.place(0, -10, 0.5);
    const auto to = maker.place(0, 9.78, -8.57);

    const test::Built open(maker.plan);
    nav::Closure closure;
    closure.label = "spill";
    closure.area = maker.polygon(closed_box);
    const nav::Closures closures(open.graph, {closure});
    const auto around =
        open.graph.route(from, to, {nav::Profile::walk, nav::Preference::quickest, &closures});

    maker.fixture(0, closed_box);
    const test::Built blocked(maker.plan);
    const auto expected = blocked.graph.route(from, to, nav::Profile::walk);
    REQUIRE(expected.has_value());
    REQUIRE(around.has_value());
    CHECK(around->distance_m == Approx(expected->distance_m).margin(0.003));
}
