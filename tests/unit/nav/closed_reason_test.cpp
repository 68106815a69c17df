#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/path_oracle.hpp"
#include "tests/unit/nav/closed_plans.hpp"

using namespace mallctl;
using nav::Closures;
using nav::Profile;
using test::area;
using test::Built;
using test::connector;
using test::PlanMaker;
using test::Rectangle;
using test::TwoLevels;

TEST_CASE("with the only lift closed a wheelchair gets no route, never the stairs") {
    const TwoLevels mall;
    const Built built(mall.maker.plan);
    const auto from = mall.maker.place(0, 10, 3);
    const auto to = mall.maker.place(1, 10, 3);
    const Closures closures(built.graph, {connector(mall.maker.plan.connectors[0].id, "lift-2")});
    for (const Profile profile : {Profile::wheelchair, Profile::pram}) {
        REQUIRE(built.graph.route(from, to, profile));
        nav::NoRoute why;
        CHECK_FALSE(built.graph.route(from, to, {profile, nav::Preference::quickest, &closures}, &why));
        CHECK(why.reason.starts_with("the lift L1 is closed (lift-2)"));
        REQUIRE(why.blocking.size() == 1);
        CHECK(why.blocking[0].kind == "connector");
        CHECK(why.blocking[0].cause == "closed");
        CHECK(why.blocking[0].label == "lift-2");
        CHECK(why.blocking[0].id == mall.maker.plan.connectors[0].id);
        CHECK(why.blocking[0].level == 0);
        CHECK(mall.maker.frame.to_local(why.blocking[0].at).x == Approx(2).margin(0.01));
    }
    const auto by_stairs = built.graph.route(from, to, {Profile::walk, {}, &closures});
    REQUIRE(by_stairs);
    CHECK(by_stairs->legs[1].connector_category == "stairs");
}

TEST_CASE("a closed far landing is named with the level that one stands on before it") {
    const TwoLevels mall(true, false);
    const Built built(mall.maker.plan);
    const Closures closures(built.graph, {area(1, mall.maker.polygon(Rectangle{1, 2, 3, 4}), "spill")});
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(mall.maker.place(0, 10, 3), mall.maker.place(1, 10, 3),
                                  {Profile::walk, {}, &closures}, &why));
    CHECK(why.reason.starts_with("a part of level 1 is closed (spill)"));
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].level == 0);
    CHECK(mall.maker.frame.to_local(why.blocking[0].at).x == Approx(2).margin(0.01));
}

TEST_CASE("a spill that half blocks a corridor is walked around, and one that blocks it is named") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 20, 3});
    const Built built(maker.plan);
    const auto from = maker.place(0, 2, 1);
    const auto to = maker.place(0, 18, 1);
    const Closures half(built.graph, {area(0, maker.polygon(Rectangle{9, -1, 11, 2}), "spill")});
    const auto around = built.graph.route(from, to, {Profile::walk, {}, &half});
    REQUIRE(around);
    const double expected = 2 * std::hypot(8.65 - 2, 1.35) + 2.7;
    CHECK(around->distance_m == Approx(expected).epsilon(1e-6));
    CHECK(around->legs[0].coordinates.size() == 4);
    nav::NoRoute why;
    // A wheelchair is 0.9 m wide, and 1 m is left; but for 0.2 m more there would be no way for anybody.
    CHECK(built.graph.route(from, to, {Profile::wheelchair, {}, &half}));
    const Closures more(built.graph, {area(0, maker.polygon(Rectangle{9, -1, 11, 2.2}), "spill")});
    CHECK(built.graph.route(from, to, {Profile::walk, {}, &more}));
    CHECK_FALSE(built.graph.route(from, to, {Profile::wheelchair, {}, &more}, &why));
    CHECK(why.reason.starts_with("a part of level G is closed (spill)"));
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].kind == "area");
    CHECK(why.blocking[0].label == "spill");
    CHECK(maker.frame.to_local(why.blocking[0].at).x == Approx(8.55).margin(0.002));
}
