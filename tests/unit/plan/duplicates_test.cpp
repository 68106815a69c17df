#include "plan/duplicates.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/unit/plan/sketch.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::sketch;

TEST_CASE("a unit drawn twice is one duplicate, wherever its ring begins and whichever way it runs") {
    Plan plan = one_level();
    add_unit(plan, {{{box(0, 0, 5, 5)}}});
    core::Ring other = ring({{5, 5}, {5, 0}, {0, 0}, {0, 5}, {5, 5}});
    add_unit(plan, {{{other}}});
    add_unit(plan, {{{box(0, 0, 5, 5.01)}}});
    const auto found = find_duplicates(plan);
    REQUIRE(found.size() == 1);
    CHECK(found[0].drawn_class == DrawnClass::unit);
    CHECK(found[0].kept == 0);
    CHECK(found[0].copy == 1);
}

TEST_CASE("of copies the one that says most is kept, and each other is told once") {
    Plan plan = one_level();
    for (const char* ref : {"", "", "G-03", ""}) add_unit(plan, {{{box(0, 0, 5, 5)}}}, ref);
    const auto found = find_duplicates(plan);
    REQUIRE(found.size() == 3);
    CHECK(found[0].copy == 0);
    CHECK(found[1].copy == 1);
    CHECK(found[2].copy == 3);
    for (const Duplicate& duplicate : found) CHECK(duplicate.kept == 2);
}

TEST_CASE("the same geometry on another level or of another class is no duplicate") {
    Plan plan = one_level();
    plan.levels.emplace_back();
    add_unit(plan, {{{box(0, 0, 5, 5)}}});
    add_unit(plan, {{{box(0, 0, 5, 5)}}}).level = 1;
    plan.fixtures.emplace_back().geometry = {{{box(0, 0, 5, 5)}}};
    plan.kiosks.emplace_back().geometry = {{{box(0, 0, 5, 5)}}};
    CHECK(find_duplicates(plan).empty());
}

TEST_CASE("rings with the same corners in another order are not the same") {
    Plan plan = one_level();
    add_unit(plan, {{{ring({{0, 0}, {8, 0}, {8, 8}, {4, 2}, {0, 8}, {0, 0}})}}});
    add_unit(plan, {{{ring({{0, 0}, {4, 2}, {8, 0}, {8, 8}, {0, 8}, {0, 0}})}}});
    CHECK(find_duplicates(plan).empty());
}

TEST_CASE("openings and walls are told too; a one-way door the other way is another door") {
    Plan plan = one_level();
    for (int i = 0; i < 2; ++i) {
        const LineString line{at(0, 0), at(1, 0)};
        const LineString back{at(1, 0), at(0, 0)};
        plan.openings.emplace_back().geometry = i == 0 ? line : back;
        plan.walls.emplace_back().lines = {line, {at(2, 2), at(3, 3)}};
        Opening& gate = plan.openings.emplace_back();
        gate.one_way = true;
        gate.geometry = i == 0 ? LineString{at(5, 0), at(6, 0)} : LineString{at(6, 0), at(5, 0)};
    }
    const auto found = find_duplicates(plan);
    REQUIRE(found.size() == 2);
    CHECK(found[0].drawn_class == DrawnClass::opening);
    CHECK(found[0].copy == 2);
    CHECK(found[1].drawn_class == DrawnClass::wall);
}
