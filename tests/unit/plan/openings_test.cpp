#include "plan/openings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include "plan/surface.hpp"
#include "tests/unit/plan/sketch.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::sketch;

namespace {

core::Diagnostics infer(Plan& plan) {
    core::Diagnostics findings;
    infer_openings(plan, findings);
    return findings;
}

// In metres from the origin of `at`.
core::Point metres(core::Point p) {
    return {(p.x - 8) / metre_x, (p.y - 50) / metre_y};
}

struct Door {
    core::Point middle;
    double width = 0;
};

Door door(const Opening& opening) {
    const core::Point a = metres(opening.geometry.front());
    const core::Point b = metres(opening.geometry.back());
    return {{(a.x + b.x) / 2, (a.y + b.y) / 2}, std::hypot(b.x - a.x, b.y - a.y)};
}

// A corridor from (0, 0) to (30, 4), shops of 10 m above it.
Plan row_of_shops() {
    Plan plan = one_level();
    add_unit(plan, {{{box(0, 0, 30, 4)}}}, "hall", "walkway");
    for (int i = 0; i < 3; ++i) add_unit(plan, {{{box(10 * i, 4, 10, 8)}}}, "shop");
    return plan;
}

}  // namespace

TEST_CASE("each shop gets a door in the middle of the edge that it shares with the corridor") {
    Plan plan = row_of_shops();
    const auto findings = infer(plan);
    REQUIRE(plan.openings.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const Opening& opening = plan.openings[i];
        CHECK(opening.inferred);
        CHECK(opening.level == 0);
        CHECK(door(opening).middle.x == Approx(5 + 10.0 * static_cast<double>(i)).margin(0.01));
        CHECK(door(opening).middle.y == Approx(4).margin(0.01));
        CHECK(door(opening).width == Approx(1.2).margin(0.01));
    }
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P090");
    CHECK(findings[0].level == "G");
    CHECK(findings[0].severity == core::Severity::note);
    CHECK_THAT(findings[0].message, Catch::Contains("3 were inferred"));
}

TEST_CASE("a level with one drawn opening is left as it is, and so is one without circulation") {
    Plan plan = row_of_shops();
    plan.openings.emplace_back().geometry = {at(4, 4), at(5, 4)};
    CHECK(infer(plan).empty());
    CHECK(plan.openings.size() == 1);

    Plan closed = one_level();
    add_unit(closed, {{{box(0, 0, 5, 5)}}});
    add_unit(closed, {{{box(5, 0, 5, 5)}}});
    CHECK(infer(closed).empty());
    CHECK(closed.openings.empty());
}

TEST_CASE("a unit behind another gets its door there, through rooms rather than stairs") {
    Plan plan = row_of_shops();
    add_unit(plan, {{{box(0, 12, 10, 4)}}}, "storage", "storage");
    // Behind it another, which is next to stairs with a longer edge.
    add_unit(plan, {{{box(0, 16, 4, 6)}}}, "archive", "storage");
    add_unit(plan, {{{box(4, 16, 3, 6)}}}, "stair", "stairs");
    infer(plan);
    REQUIRE(plan.openings.size() == 6);
    CHECK(door(plan.openings[3]).middle.y == Approx(12).margin(0.01));
    CHECK(door(plan.openings[4]).middle.y == Approx(16).margin(0.01));
    CHECK(door(plan.openings[4]).middle.x == Approx(2).margin(0.01));
    CHECK(door(plan.openings[5]).middle.y == Approx(16).margin(0.01));
}

TEST_CASE("an escalator is entered at its end") {
    Plan plan = one_level();
    const core::Ring around =
        ring({{0, 0}, {20, 0}, {20, 10}, {14, 10}, {14, 4}, {2, 4}, {2, 10}, {0, 10}, {0, 0}});
    add_unit(plan, {{{around}}}, "hall", "walkway");
    add_unit(plan, {{{box(2, 4, 12, 1.5)}}}, "up", "escalator");
    infer(plan);
    REQUIRE(plan.openings.size() == 1);
    CHECK(door(plan.openings[0]).middle.y == Approx(4.75).margin(0.01));
    CHECK(door(plan.openings[0]).width == Approx(1).margin(0.01));
}

TEST_CASE("where walls are drawn, doors are in their gaps and never in the wall") {
    Plan plan = row_of_shops();
    // A gap before the first shop, none before the second, an open front before the third, and a way out of
    // the corridor's far end.
    plan.walls.emplace_back().lines = {{at(0, 4), at(6, 4)},    {at(7, 4), at(20, 4)},
                                       {at(10, 4), at(10, 12)}, {at(20, 4), at(20, 12)},
                                       {at(30, 0), at(30, 1)},  {at(30, 3), at(30, 4)}};
    const auto findings = infer(plan);
    REQUIRE(plan.openings.size() == 3);
    CHECK(door(plan.openings[0]).middle.x == Approx(6.5).margin(0.01));
    CHECK(door(plan.openings[0]).width == Approx(1).margin(0.01));
    CHECK(door(plan.openings[1]).middle.x == Approx(30).margin(0.01));
    CHECK(door(plan.openings[1]).width == Approx(2).margin(0.01));
    CHECK(door(plan.openings[2]).middle.x == Approx(25).margin(0.01));
    REQUIRE(findings.size() == 1);
    CHECK_THAT(findings[0].message, Catch::Contains("3 were inferred, 2 in gaps of walls and 1 on edges"));
    CHECK_THAT(findings[0].message, Catch::Contains("1 unit is still without a way in"));
}

TEST_CASE("a gap between two rooms is one door, though both have an edge there") {
    Plan plan = one_level();
    add_unit(plan, {{{box(0, 0, 10, 4)}}}, "hall", "walkway");
    add_unit(plan, {{{box(0, 4.2, 10, 6)}}}, "a");
    add_unit(plan, {{{box(10.2, 4.2, 10, 6)}}}, "b");
    plan.walls.emplace_back().lines = {{at(0, 4.1), at(3, 4.1)},
                                       {at(4, 4.1), at(20, 4.1)},
                                       {at(10.1, 4.1), at(10.1, 7)},
                                       {at(10.1, 8), at(10.1, 10)}};
    infer(plan);
    REQUIRE(plan.openings.size() == 2);
    CHECK(door(plan.openings[0]).middle.x == Approx(3.5).margin(0.1));
    CHECK(door(plan.openings[1]).middle.y == Approx(7.5).margin(0.1));
}

TEST_CASE("a yard beside the corridor does not count as a way in by itself") {
    Plan plan = row_of_shops();
    add_unit(plan, {{{box(10, 12, 10, 1)}}}, "yard", "walkway");
    add_unit(plan, {{{box(10, 13, 10, 5)}}}, "shed", "storage");
    infer(plan);
    // Three shops to the corridor, the shed to the yard, and the yard to the shop before it.
    REQUIRE(plan.openings.size() == 5);
    CHECK(door(plan.openings[3]).middle.y == Approx(13).margin(0.01));
    CHECK(door(plan.openings[4]).middle.y == Approx(12).margin(0.01));
}

TEST_CASE("what units leave free of an outline becomes a walkway where none is drawn") {
    Plan plan = one_level();
    plan.levels[0].outline = {{{box(0, 0, 30, 20)}}};
    for (int i = 0; i < 3; ++i) add_unit(plan, {{{box(10 * i, 10, 9.8, 10)}}});
    core::Diagnostics findings;
    infer_circulation(plan, findings);
    REQUIRE(plan.units.size() == 4);
    const Unit& walkway = plan.units[3];
    CHECK(walkway.category == "walkway");
    CHECK(walkway.level == 0);
    // The 20 cm between the shops are walls.
    CHECK(area_of(walkway.geometry) / metre_x / metre_y == Approx(300).margin(1));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P092");
    CHECK_THAT(findings[0].message, Catch::Contains("the 300 m2"));
    CHECK(infer(plan).size() == 1);
    CHECK(plan.openings.size() == 3);

    SECTION("but not where there is one") {
        core::Diagnostics more;
        infer_circulation(plan, more);
        CHECK(more.empty());
        CHECK(plan.units.size() == 4);
    }
}

TEST_CASE("a unit that covers the level and contains the others is its outline") {
    Plan plan = one_level();
    for (int i = 0; i < 3; ++i) add_unit(plan, {{{box(10 * i, 10, 9.8, 10)}}}, std::to_string(i));
    add_unit(plan, {{{box(0, 0, 30, 20)}}}, "floor", "unspecified").name = {{"en", "Ground"}};
    add_unit(plan, {{{box(1, 1, 3, 3)}}}, "last");
    plan.amenities.emplace_back().units = {2, 3, 4};
    core::Diagnostics findings;
    recognise_outlines(plan, findings);
    REQUIRE(plan.units.size() == 4);
    CHECK(plan.levels[0].outline == MultiPolygon{{{box(0, 0, 30, 20)}}});
    CHECK(plan.units[3].ref == "last");
    CHECK(plan.amenities[0].units == std::vector<UnitIndex>{2, 3});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P091");
    CHECK(findings[0].feature == "floor");
}

TEST_CASE("a hall with kiosks in it is no outline, nor is a unit that leaves others outside") {
    Plan hall = one_level();
    add_unit(hall, {{{box(0, 0, 30, 20)}}}, "hall", "walkway");
    for (int i = 0; i < 4; ++i) add_unit(hall, {{{box(3 + 6 * i, 8, 3, 3)}}});
    core::Diagnostics findings;
    recognise_outlines(hall, findings);
    CHECK(hall.units.size() == 5);

    Plan row = row_of_shops();
    recognise_outlines(row, findings);
    CHECK(row.units.size() == 4);
    CHECK(findings.empty());
}
