#include "plan/check.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "plan/surface.hpp"
#include "tests/unit/plan/checked_floor.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test;

TEST_CASE("a good plan has no findings, nor has one without anything") {
    CHECK(codes(check(small_mall())) == Codes{});
    CHECK(codes(check(two_floors())) == Codes{});
    CHECK(check({}).empty());
}

TEST_CASE("a unit beyond its level is told with its place and shape") {
    Plan plan = small_mall();
    plan.units[3].geometry = box(25, 8, 17, 12);
    const auto finding = only(plan, "P008");
    CHECK(finding.level == "G");
    CHECK(finding.feature == "shop3");
    CHECK(finding.message == "24.0 of 204.0 m2 of retail G-03 lie outside the outline of its level");
    REQUIRE(finding.at);
    CHECK(surrounds(plan.units[3].geometry, *finding.at));
    CHECK(std::get<MultiPolygon>(finding.shape) == plan.units[3].geometry);
}

TEST_CASE("a unit that a wall's thickness sticks out is inside its level") {
    Plan plan = small_mall();
    plan.units[0].geometry = box(-0.01, 0, 40.02, 8);
    CHECK(codes(check(plan)) == Codes{});
}

TEST_CASE("units that overlap are both named, and the common part is drawn") {
    Plan plan = small_mall();
    plan.units[2].geometry = box(12, 8, 13, 12);
    const auto finding = only(plan, "P009");
    CHECK(finding.severity == core::Severity::warning);
    CHECK(finding.message == "retail G-02 and retail G-01 overlap by 12.00 m2");
    REQUIRE(finding.at);
    CHECK(area_of(std::get<MultiPolygon>(finding.shape)) == Approx(area_of(box(12, 8, 1, 12))).epsilon(1e-3));
}

TEST_CASE("a unit inside another is a note, and one that another has a hole for is nothing") {
    Plan plan = small_mall();
    Unit kiosk = plan.units[1];
    kiosk.category = "walkway.island";
    kiosk.ref = "K";
    kiosk.source_id = "kiosk";
    kiosk.geometry = box(10, 2, 3, 3);
    plan.units.push_back(kiosk);
    const auto finding = only(plan, "P009");
    CHECK(finding.severity == core::Severity::note);
    CHECK(finding.feature == "kiosk");
    core::Ring hole = kiosk.geometry[0].rings[0];
    std::reverse(hole.begin(), hole.end());
    plan.units[0].geometry[0].rings.push_back(hole);
    CHECK(codes(check(plan)) == Codes{});
}

TEST_CASE("a unit drawn twice is told once") {
    Plan plan = small_mall();
    plan.units.push_back(plan.units[1]);
    plan.units.back().source_id = "copy";
    plan.units.back().ref = "G-09";
    const auto finding = only(plan, "P032");
    CHECK(finding.feature == "copy");
}

TEST_CASE("the floor among its units is recognised, and hides what overlaps it") {
    Plan plan = small_mall();
    Unit floor;
    floor.source_id = "floor";
    floor.category = "unenclosedarea";
    floor.geometry = plan.levels[0].outline;
    plan.units.push_back(floor);
    CHECK(only(plan, "P094").feature == "floor");
}

TEST_CASE("floors too small to stand on stop an import, odd ones only warn") {
    const auto scaled = [](double factor) {
        Plan plan;
        plan.levels.resize(1);
        plan.levels[0].outline = box(0, 0, 40 * factor, 20 * factor);
        Unit hall;
        hall.category = "lobby";
        hall.geometry = plan.levels[0].outline;
        plan.units.push_back(hall);
        return check(plan);
    };
    CHECK(codes(scaled(1)) == Codes{});
    CHECK(codes(scaled(9)) == Codes{});
    const auto severity = [&](double factor) {
        const core::Diagnostics findings = scaled(factor);
        REQUIRE_FALSE(findings.empty());
        CHECK(findings[0].code == "P024");
        return findings[0].severity;
    };
    CHECK(severity(0.001) == core::Severity::error);
    CHECK(severity(0.2) == core::Severity::warning);
    CHECK(severity(11) == core::Severity::warning);
    CHECK(severity(200) == core::Severity::error);
}

TEST_CASE("a floor 25 times larger than its siblings is told") {
    Plan plan = two_floors();
    plan.levels.push_back(plan.levels[1]);
    plan.levels[2].ordinal = 2;
    plan.levels[2].short_name = "2";
    plan.levels[2].outline = box(0, 0, 40 * 25.4, 20 * 25.4);
    Unit hall;
    hall.level = 2;
    hall.category = "lobby";
    hall.geometry = box(0, 0, 40, 20);
    plan.units.push_back(hall);
    const auto finding = only(plan, "P024");
    CHECK(finding.level == "2");
    CHECK(finding.message == "the level is 1016 m across where the levels of this plan are 40 m");
}

TEST_CASE("levels must agree on ordinal, name and height") {
    Plan plan = two_floors();
    plan.levels[1].ordinal = 0;
    CHECK(only(plan, "P054").level == "1");
    plan.levels[1].ordinal = 2;
    CHECK(only(plan, "P054").message == "ordinal 2 follows 0: the levels between are missing");
    plan.levels[1].ordinal = 1;
    plan.levels[1].short_name = "g";
    CHECK(only(plan, "P019").message == "the levels of ordinal 0 and 1 are both called \"g\"");
    plan.levels[1].short_name = "1";
    plan.levels[0].elevation_m = 4;
    plan.levels[1].elevation_m = 0;
    CHECK(only(plan, "P019").message == "ordinal 1 lies at 0 m and the lower ordinal 0 at 4 m");
    plan.buildings.resize(2);
    plan.levels[1].building = 1;
    CHECK(codes(check(plan)) == Codes{});
}

TEST_CASE("a floor of swapped axes is told from one that lies elsewhere, and from one at zero") {
    const auto moved = [](auto move) {
        Plan plan = two_floors();
        const auto each = [&](MultiPolygon& area) {
            for (Point& p : area[0].rings[0]) p = move(p);
        };
        each(plan.levels[1].outline);
        for (Unit& unit : plan.units) {
            if (unit.level == 1) each(unit.geometry);
        }
        for (Opening& door : plan.openings) {
            if (door.level == 0) continue;
            for (Point& p : door.geometry) p = move(p);
        }
        return plan;
    };
    const auto far = only(moved([](Point p) { return Point{p.x, p.y + 0.5}; }), "P058");
    CHECK(far.level == "1");
    CHECK(far.message == "the level lies 56 km from the others of this plan");
    CHECK(only(moved([](Point p) { return Point{p.x - 13.7, p.y - 51.05}; }), "P061").level == "1");
    const core::Diagnostics swapped = check(moved([](Point p) { return Point{p.y, p.x}; }));
    CHECK(std::count_if(swapped.begin(), swapped.end(),
                        [](const auto& finding) { return finding.code == "P061"; }) == 1);
}

TEST_CASE("a level beyond its building's footprint is told, a cellar is not") {
    Plan plan = small_mall();
    Footprint footprint;
    footprint.buildings = {0};
    footprint.geometry = box(0, 0, 30, 20);
    plan.footprints.push_back(footprint);
    CHECK(only(plan, "P058").message ==
          "200 m2 of the level's 800 m2 lie outside the footprint of its building");
    plan.levels[0].ordinal = -1;
    CHECK(codes(check(plan)) == Codes{});
}
