#include <catch2/catch.hpp>

#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::Built;
using test::PlanMaker;

namespace {

constexpr auto walk = nav::Profile::walk;
constexpr auto wheelchair = nav::Profile::wheelchair;

// Why there is no route; there must be none.
nav::NoRoute no_route(const PlanMaker& maker, const nav::Place& from, const nav::Place& to,
                      nav::Profile profile) {
    const Built built(maker.plan);
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(from, to, profile, &why).has_value());
    return why;
}

bool ends_with(const std::string& text, const std::string& end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// A hall of 20 x 10 m on each level.
PlanMaker halls(int levels) {
    PlanMaker maker;
    for (int i = 0; i < levels; ++i) {
        const auto level = maker.level(i, std::to_string(i));
        maker.unit(level, "walkway", test::Rectangle{0, 0, 20, 10});
    }
    return maker;
}

}  // namespace

TEST_CASE("stairs are in the way of a wheelchair, the nearer ones of two") {
    PlanMaker maker = halls(2);
    maker.connector("stairs", {{0, {18, 8}}, {1, {18, 8}}});
    const auto near = maker.connector("stairs", {{0, {5, 8}}, {1, {5, 8}}}).id;
    const auto why = no_route(maker, maker.place(0, 2, 2), maker.place(1, 2, 2), wheelchair);
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].kind == "connector");
    CHECK(why.blocking[0].cause == "not_accessible");
    CHECK(why.blocking[0].label == "stairs");
    CHECK(why.blocking[0].id == near);
    CHECK(why.blocking[0].level == 0);
    CHECK(maker.frame.to_local(why.blocking[0].at).x == Approx(5).margin(0.01));
    CHECK(ends_with(why.reason, "; in the way: the stairs on level 0 (not accessible)"));
}

TEST_CASE("all that is in the way is named in the order of the way, and as little as can be") {
    PlanMaker maker = halls(3);
    // One long way over two stairs that are closed to wheelchairs, one short one over a single escalator.
    maker.connector("stairs", {{0, {5, 8}}, {1, {5, 8}}});
    maker.connector("stairs", {{1, {15, 8}}, {2, {15, 8}}});
    auto why = no_route(maker, maker.place(0, 2, 2), maker.place(2, 2, 2), wheelchair);
    REQUIRE(why.blocking.size() == 2);
    CHECK(why.blocking[0].level == 0);
    CHECK(why.blocking[1].level == 1);
    maker.connector("escalator", {{0, {19, 1}}, {2, {19, 1}}});
    why = no_route(maker, maker.place(0, 2, 2), maker.place(2, 2, 2), wheelchair);
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].label == "escalator");
}

TEST_CASE("an opening of 0.7 m is in the way of a wheelchair") {
    PlanMaker maker = halls(1);
    maker.unit(0, "room", test::Rectangle{20, 0, 30, 10});
    const auto opening = maker.opening(0, {20, 4}, {20, 4.7}).id;
    CHECK(Built(maker.plan).graph.route(maker.place(0, 2, 2), maker.place(0, 28, 2), walk).has_value());
    for (const auto& to : {maker.place(0, 28, 2), maker.place(plan::UnitIndex{1})}) {
        const auto why = no_route(maker, maker.place(0, 2, 2), to, wheelchair);
        REQUIRE(why.blocking.size() == 1);
        CHECK(why.blocking[0].kind == "opening");
        CHECK(why.blocking[0].cause == "too_narrow");
        CHECK(why.blocking[0].id == opening);
        CHECK(maker.frame.to_local(why.blocking[0].at).x < 20);
    }
}

TEST_CASE("an escalator that only runs down is in the way up") {
    PlanMaker maker = halls(2);
    maker.connector("escalator", {{0, {10, 5}}, {1, {14, 5}}}).direction = plan::Direction::down;
    const auto why = no_route(maker, maker.place(0, 2, 2), maker.place(1, 2, 2), walk);
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].kind == "connector");
    CHECK(why.blocking[0].cause == "one_way");
    CHECK(ends_with(why.reason, "; in the way: the escalator on level 0 (one way)"));
}

TEST_CASE("a one-way opening is in the way back") {
    PlanMaker maker = halls(1);
    maker.unit(0, "room", test::Rectangle{20, 0, 30, 10});
    // Its left is the hall.
    auto& opening = maker.opening(0, {20, 4}, {20, 6});
    opening.one_way = true;
    const auto id = opening.id;
    CHECK(Built(maker.plan).graph.route(maker.place(0, 2, 2), maker.place(0, 28, 2), walk).has_value());
    const auto why = no_route(maker, maker.place(0, 28, 2), maker.place(0, 2, 2), walk);
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].kind == "opening");
    CHECK(why.blocking[0].cause == "one_way");
    CHECK(why.blocking[0].id == id);
}

TEST_CASE("a room for staff is in the way by itself, and a passage for staff by its doors") {
    PlanMaker maker = halls(1);
    const auto store = maker.unit(0, "nonpublic", test::Rectangle{20, 0, 30, 10});
    maker.opening(0, {20, 4}, {20, 6});
    auto why = no_route(maker, maker.place(0, 2, 2), maker.place(store), walk);
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].kind == "unit");
    CHECK(why.blocking[0].cause == "staff_only");
    CHECK(why.blocking[0].id == maker.plan.units[store].id);
    CHECK(maker.frame.to_local(why.blocking[0].at).x < 20.1);

    maker.unit(0, "walkway", test::Rectangle{30, 0, 40, 10});
    maker.opening(0, {30, 4}, {30, 6});
    why = no_route(maker, maker.place(0, 2, 2), maker.place(0, 38, 2), walk);
    REQUIRE(why.blocking.size() == 2);
    for (const nav::Blocking& blocking : why.blocking) {
        CHECK(blocking.kind == "opening");
        CHECK(blocking.cause == "staff_only");
    }
    CHECK(maker.frame.to_local(why.blocking[0].at).x < 21);
    CHECK(maker.frame.to_local(why.blocking[1].at).x < 30.1);
}

TEST_CASE("nothing is in the way into a sealed unit, or to a point in a wall") {
    PlanMaker maker = halls(1);
    const auto sealed = maker.unit(0, "room", test::Rectangle{20, 0, 30, 10});
    CHECK(no_route(maker, maker.place(0, 2, 2), maker.place(sealed), walk).blocking.empty());
    CHECK(no_route(maker, maker.place(0, 2, 2), maker.place(0, 28, 2), walk).blocking.empty());
    CHECK(no_route(maker, maker.place(0, 2, 2), maker.place(0, 60, 2), walk).blocking.empty());
}
