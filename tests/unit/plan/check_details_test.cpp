#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>
#include <string>
#include <tuple>

#include "plan/surface.hpp"
#include "tests/unit/plan/checked_floor.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test;
TEST_CASE("units too small, too narrow, unnamed or named twice are told") {
    Plan plan = small_mall();
    Unit unit;
    unit.category = "retail";
    unit.ref = "x";
    unit.geometry = box(37.2, 9, 0.5, 0.5);
    plan.units.push_back(unit);
    Opening door;
    door.geometry = {at(37.2, 9), at(37.7, 9)};
    plan.openings.push_back(door);
    CHECK(only(plan, "P060").feature == "x");
    plan.units.back().geometry = box(37.2, 9, 0.04, 10);
    CHECK(check(plan)[0].code == "P033");
    plan.units.back().geometry = box(37.2, 9, 2, 2);
    plan.units.back().ref = "g -01";
    CHECK(only(plan, "P035").message == "the number \"g -01\" is that of retail G-01 too");
    plan.units.back().ref = "";
    CHECK(only(plan, "P034").severity == core::Severity::warning);
    Occupant occupant;
    occupant.name = {{"", "Bakery"}};
    occupant.unit = 4;
    plan.occupants.push_back(occupant);
    CHECK(codes(check(plan)) == Codes{});
    plan.units.back().display_point = at(0, 0);
    CHECK(only(plan, "P057").severity == core::Severity::note);
}

TEST_CASE("doors stand on an edge, are wide enough and on one level") {
    Plan plan = small_mall();
    plan.openings[0].geometry = {at(5, 25), at(7, 25)};
    core::Diagnostics findings = check(plan);
    CHECK(codes(findings) == Codes{"P010", "P059", "P093"});
    CHECK(findings[2].message == "no door reaches retail G-01");
    CHECK(findings[2].feature == "shop1");

    plan.openings[0].geometry = {at(5, 4), at(7, 4)};
    findings = check(plan);
    CHECK(codes(findings) == Codes{"P059", "P093"});
    CHECK(findings[0].message == "the opening stands inside walkway, not on its edge");

    plan.openings[0].geometry = {at(5, 8), at(5.2, 8)};
    CHECK(only(plan, "P059").message == "the opening is 0.20 m wide");

    Plan tower = two_floors();
    tower.openings[3].source_id = "door1";
    CHECK(only(tower, "P066").level == "1");
}

TEST_CASE("a door in the middle of a thick wall reaches the units on both sides") {
    Plan plan = small_mall();
    plan.units[0].geometry = box(0, 0, 40, 7.2);
    for (Opening& door : plan.openings) {
        for (Point& p : door.geometry) p = Point{p.x, at(0, 7.6).y};
    }
    CHECK(codes(check(plan)) == Codes{});
}

TEST_CASE("rooms that only an implied opening leads to are noted, a floor of such openings is not") {
    Plan plan = small_mall();
    plan.openings[1].inferred = true;
    const auto finding = only(plan, "P093");
    CHECK(finding.severity == core::Severity::note);
    CHECK(finding.feature == "shop2");
    for (Opening& door : plan.openings) door.inferred = true;
    CHECK(codes(check(plan)) == Codes{});
    plan.openings.clear();
    CHECK(only(plan, "P093").message == "no door is on the level, so none leads to its 3 rooms");
}

TEST_CASE("stated connectors are checked stop by stop") {
    Plan plan = two_floors();
    Connector connector;
    connector.category = "elevator";
    connector.source_id = "c";
    connector.stops = {{0, std::nullopt, at(20, 4)}};
    plan.connectors.push_back(connector);
    Connector& it = plan.connectors[0];
    CHECK(only(plan, "P062").level == "G");
    it.category = "stairs";
    CHECK(only(plan, "P022").feature == "c");
    it.stops.push_back({1, std::nullopt, at(20, 4)});
    CHECK(codes(check(plan)) == Codes{});
    it.category = "connection";
    CHECK(only(plan, "P069").message == "\"connection\" is no kind of connector");
    it.category = "escalator";
    it.stops.push_back({1, std::nullopt, at(24, 4)});
    CHECK(only(plan, "P063").level == "1");
    it.stops.pop_back();
    it.direction = Direction::up;
    it.stops[1].unit = 4;
    plan.units[4].direction = Direction::down;
    CHECK(only(plan, "P064").message == "the escalator runs up, its unit on this level says down");
    plan.units[4].direction = Direction::up;
    plan.levels.push_back(plan.levels[1]);
    plan.levels[1].ordinal = 2;
    plan.levels[1].short_name = "2";
    plan.levels[2].outline.clear();
    CHECK(codes(check(plan)) == Codes{"P065", "P095"});
}

TEST_CASE("walls that leave the level, stand alone or nearly meet are noted") {
    Plan plan = small_mall();
    const auto add = [&](LineString line) {
        Wall wall;
        wall.source_id = "wall" + std::to_string(plan.walls.size());
        wall.lines = {std::move(line)};
        plan.walls.push_back(wall);
    };
    add({at(13, 8), at(13, 20)});
    add({at(0, 8), at(12.95, 8.5)});
    CHECK(only(plan, "P031").message == "a wall ends 50 mm short of the next one");
    plan.walls[1].lines = {{at(0, 8), at(13, 8.5)}};
    CHECK(codes(check(plan)) == Codes{});
    plan.walls[1].lines = {{at(0, 8), at(-3, 8)}};
    CHECK(only(plan, "P007").feature == "wall1");
    plan.walls[1].lines = {{at(39, 10), at(39, 15)}};
    CHECK(only(plan, "P021").severity == core::Severity::note);
}

TEST_CASE("findings are ordered by code, level and feature") {
    Plan plan = two_floors();
    for (Unit& unit : plan.units) unit.ref = "";
    const core::Diagnostics findings = check(plan);
    REQUIRE(findings.size() == 6);
    CHECK(std::is_sorted(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
        return std::tie(a.code, a.level, a.feature) < std::tie(b.code, b.level, b.feature);
    }));
}

TEST_CASE("a hundred thousand turned units are checked in far less than it takes to read them") {
    Plan plan;
    plan.levels.resize(1);
    const auto turned = [](double x, double y) { return at(0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y); };
    const auto square = [&](double x, double y, double size) {
        return MultiPolygon{{{{turned(x, y), turned(x + size, y), turned(x + size, y + size),
                               turned(x, y + size), turned(x, y)}}}};
    };
    plan.levels[0].outline = square(0, 0, 1000);
    for (int x = 0; x < 316; ++x) {
        for (int y = 0; y < 316; ++y) {
            Unit unit;
            unit.category = "walkway";
            unit.ref = std::to_string(x) + "-" + std::to_string(y);
            unit.geometry = square(3 * x, 3 * y, 3);
            plan.units.push_back(unit);
        }
    }
    const std::clock_t begin = std::clock();  // processor time: other programs do not count
    const core::Diagnostics findings = check(plan);
    const double taken = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    CHECK(codes(findings) == Codes{"P024"});  // it is 1400 m across
    WARN("100,000 units checked in " << taken << " s of processor time");
    CHECK(taken < 2);
}

TEST_CASE("units that all overlap, and doors in all of them, end in bounded time") {
    Plan plan = small_mall();
    for (int i = 0; i < 700; ++i) {
        Unit unit;
        unit.category = "walkway";
        unit.geometry = box(0.001 * i, 0.001 * i, 20, 15);
        plan.units.push_back(unit);
        Opening door;
        door.geometry = {at(5, 0.01 * i), at(6, 0.01 * i)};
        plan.openings.push_back(door);
        Wall wall;
        wall.lines = {{at(0, 0), at(1, 1)}};
        plan.walls.push_back(wall);
    }
    const std::clock_t begin = std::clock();
    const core::Diagnostics findings = check(plan);
    CHECK(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 60);
    CHECK(findings.size() < 40'000);
    CHECK(std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
        return finding.message == "so many units of the level overlap that not all of them are listed";
    }));
}
