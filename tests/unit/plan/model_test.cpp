#include "plan/model.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "plan/surface.hpp"

using namespace mallctl::plan;
using mallctl::core::Ring;

namespace {

const Ring unit_square{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}};
const Ring hole{{1, 1}, {1, 3}, {3, 3}, {3, 1}, {1, 1}};

Plan plan_with_levels() {
    Plan plan;
    plan.buildings.resize(2);
    plan.buildings[0].name = {{"en", "Hall A"}};
    plan.buildings[1].name = {{"en", "Hall B"}};
    const auto add = [&](BuildingIndex building, int ordinal, const char* short_name) {
        Level level;
        level.building = building;
        level.ordinal = ordinal;
        level.short_name = short_name;
        plan.levels.push_back(level);
    };
    add(0, 0, "G");
    add(0, 1, "1");
    add(1, 1, "1");
    add(1, 2, "");
    return plan;
}

}  // namespace

TEST_CASE("a display point inside the unit represents it") {
    Unit unit;
    unit.geometry = {{{unit_square}}};
    unit.display_point = Point{1, 3};
    CHECK(representative_point(unit) == Point{1, 3});
}

TEST_CASE("a display point in a hole, outside or on an edge is replaced by a point on the surface") {
    Unit unit;
    unit.geometry = {{{unit_square, hole}}};
    for (const Point bad : {Point{2, 2}, Point{9, 9}, Point{4, 0}, Point{0, 2}}) {
        unit.display_point = bad;
        const Point point = representative_point(unit);
        CHECK(point != bad);
        CHECK(surrounds(unit.geometry, point));
    }
}

TEST_CASE("a unit that crosses itself still has a point inside") {
    Unit unit;
    unit.geometry = {{{{{0, 0}, {4, 4}, {4, 0}, {0, 4}, {0, 0}}}}};
    CHECK(contains(unit.geometry, representative_point(unit)));
}

TEST_CASE("a unit without surface is represented by a vertex") {
    Unit unit;
    unit.geometry = {{{{{2, 3}, {2, 3}}}}};
    CHECK(representative_point(unit) == Point{2, 3});
}

TEST_CASE("area and overlap count holes out") {
    const MultiPolygon ring{{{unit_square, hole}}};
    const MultiPolygon inner{{{{{1, 1}, {3, 1}, {3, 3}, {1, 3}, {1, 1}}}}};
    CHECK(area_of(ring) == Approx(12));
    CHECK(overlap_area(ring, inner) == Approx(0).margin(1e-12));
    CHECK(overlap_area({{{unit_square}}}, inner) == Approx(4));
}

TEST_CASE("a level is labelled by its short name, with the building where two share it") {
    const Plan plan = plan_with_levels();
    CHECK(level_label(plan, 0) == "G");
    CHECK(level_label(plan, 1) == "Hall A/1");
    CHECK(level_label(plan, 2) == "Hall B/1");
    CHECK(level_label(plan, 3) == "2");
}

TEST_CASE("level labels are unique even where the plan's names are not") {
    Plan plan = plan_with_levels();
    plan.buildings[1].name = plan.buildings[0].name;
    plan.levels.push_back(plan.levels[1]);
    std::set<std::string> labels;
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) labels.insert(level_label(plan, i));
    CHECK(labels.size() == plan.levels.size());
}
