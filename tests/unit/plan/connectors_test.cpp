#include "plan/connectors.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace mallctl;
using namespace mallctl::plan;

namespace {

constexpr double side = 1e-4;

MultiPolygon square(double x, double y) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}};
}

// One building of `count` levels; ordinals from 0.
Plan tower(int count) {
    Plan plan;
    plan.buildings.resize(1);
    for (int i = 0; i < count; ++i) {
        Level level;
        level.building = 0;
        level.ordinal = i;
        plan.levels.push_back(level);
    }
    return plan;
}

UnitIndex add(Plan& plan, LevelIndex level, const char* category, double x = 8, double y = 49,
              std::optional<Direction> direction = {}) {
    Unit unit;
    unit.level = level;
    unit.category = category;
    unit.direction = direction;
    unit.geometry = square(x, y);
    plan.units.push_back(unit);
    return plan.units.size() - 1;
}

core::Diagnostics infer(Plan& plan) {
    core::Diagnostics findings;
    infer_connectors(plan, findings);
    return findings;
}

}  // namespace

TEST_CASE("units over each other are one connector, lowest stop first") {
    Plan plan = tower(3);
    const UnitIndex top = add(plan, 2, "stairs");
    const UnitIndex bottom = add(plan, 0, "stairs");
    const UnitIndex middle = add(plan, 1, "stairs");
    CHECK(infer(plan).empty());
    REQUIRE(plan.connectors.size() == 1);
    const Connector& stairs = plan.connectors[0];
    CHECK(stairs.inferred);
    CHECK(stairs.category == "stairs");
    CHECK_FALSE(stairs.accessible);
    CHECK(stairs.direction == Direction::both);
    REQUIRE(stairs.stops.size() == 3);
    CHECK(stairs.stops[0].unit == bottom);
    CHECK(stairs.stops[1].unit == middle);
    CHECK(stairs.stops[2].unit == top);
    CHECK(stairs.stops[2].level == 2);
    CHECK(stairs.stops[0].point == representative_point(plan.units[bottom]));
}

TEST_CASE("lifts and ramps are accessible") {
    Plan plan = tower(2);
    for (const LevelIndex level : {0u, 1u}) {
        add(plan, level, "elevator", 8);
        add(plan, level, "ramp", 9);
    }
    infer(plan);
    REQUIRE(plan.connectors.size() == 2);
    CHECK(plan.connectors[0].accessible);
    CHECK(plan.connectors[1].accessible);
}

TEST_CASE("a lift may pass a level, stairs may not") {
    Plan plan = tower(3);
    for (const LevelIndex level : {0u, 2u}) {
        add(plan, level, "elevator", 8);
        add(plan, level, "stairs", 9);
    }
    const auto findings = infer(plan);
    REQUIRE(plan.connectors.size() == 1);
    CHECK(plan.connectors[0].category == "elevator");
    CHECK(findings.size() == 2);
}

TEST_CASE("neighbouring stairwells do not mix, however close") {
    Plan plan = tower(2);
    for (const LevelIndex level : {0u, 1u}) {
        add(plan, level, "stairs", 8);
        add(plan, level, "stairs", 8 + side * 0.9);
    }
    CHECK(infer(plan).empty());
    REQUIRE(plan.connectors.size() == 2);
    for (const Connector& connector : plan.connectors) {
        CHECK(plan.units[*connector.stops[0].unit].geometry == plan.units[*connector.stops[1].unit].geometry);
    }
}

TEST_CASE("units that overlap by less than half are not one stack") {
    Plan plan = tower(2);
    add(plan, 0, "stairs", 8);
    add(plan, 1, "stairs", 8 + side * 0.6);
    const auto findings = infer(plan);
    CHECK(plan.connectors.empty());
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].code == "P022");
    CHECK(findings[0].severity == core::Severity::warning);
    CHECK(findings[0].at.has_value());
}

TEST_CASE("buildings and categories do not mix") {
    Plan plan = tower(2);
    plan.buildings.emplace_back();
    plan.levels[1].building = 1;
    add(plan, 0, "elevator");
    add(plan, 1, "elevator");
    add(plan, 1, "stairs");
    CHECK(infer(plan).size() == 3);
    CHECK(plan.connectors.empty());
}

TEST_CASE("levels without a building can be connected") {
    Plan plan = tower(2);
    for (Level& level : plan.levels) level.building.reset();
    add(plan, 0, "elevator");
    add(plan, 1, "elevator");
    CHECK(infer(plan).empty());
    CHECK(plan.connectors.size() == 1);
}

TEST_CASE("an escalator runs as its units say, and one up beside one down stay apart") {
    Plan plan = tower(2);
    for (const LevelIndex level : {0u, 1u}) {
        add(plan, level, "escalator", 8, 49, level == 0 ? std::optional(Direction::up) : std::nullopt);
        add(plan, level, "escalator", 9, 49, Direction::down);
    }
    CHECK(infer(plan).empty());
    REQUIRE(plan.connectors.size() == 2);
    CHECK(plan.connectors[0].direction == Direction::up);
    CHECK(plan.connectors[1].direction == Direction::down);
}

TEST_CASE("units with opposite directions are no stack") {
    Plan plan = tower(2);
    add(plan, 0, "escalator", 8, 49, Direction::up);
    add(plan, 1, "escalator", 8, 49, Direction::down);
    CHECK(infer(plan).size() == 2);
    CHECK(plan.connectors.empty());
}

TEST_CASE("an escalator of unknown direction is a note") {
    Plan plan = tower(2);
    add(plan, 0, "escalator");
    add(plan, 1, "escalator");
    const auto findings = infer(plan);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P069");
    CHECK(findings[0].severity == core::Severity::note);
    CHECK(plan.connectors.at(0).direction == Direction::both);
}

TEST_CASE("what the source states wins over what can be inferred") {
    Plan plan = tower(2);
    const UnitIndex low = add(plan, 0, "elevator");
    add(plan, 1, "elevator");
    Connector stated;
    stated.category = "elevator";
    stated.stops.push_back({0, low, {}});
    // The upper stop names no unit: the unit around its point is meant.
    stated.stops.push_back({1, std::nullopt, Point{8 + side / 2, 49 + side / 2}});
    plan.connectors.push_back(stated);
    CHECK(infer(plan).empty());
    CHECK(plan.connectors.size() == 1);
}

TEST_CASE("inference is repeatable: a second run adds nothing") {
    Plan plan = tower(3);
    for (const LevelIndex level : {0u, 1u, 2u}) add(plan, level, "stairs");
    infer(plan);
    infer(plan);
    CHECK(plan.connectors.size() == 1);
}

TEST_CASE("a thousand stairwells on a level are stacked without looking at every pair", "[scale]") {
    Plan plan = tower(2);
    for (const LevelIndex level : {0u, 1u}) {
        for (int i = 0; i < 1000; ++i) add(plan, level, "stairs", 8 + 2 * side * i);
    }
    CHECK(infer(plan).empty());
    CHECK(plan.connectors.size() == 1000);
}
