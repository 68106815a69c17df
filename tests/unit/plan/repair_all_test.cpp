// What only `all` does: vertices snapped, slivers and copies dropped, rooms made of walls.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "plan/openings.hpp"
#include "plan/repair.hpp"
#include "plan/repair/geos.hpp"
#include "plan/surface.hpp"
#include "tests/unit/plan/sketch.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::sketch;

namespace {

RepairResult repair_all(Plan& plan) {
    return repair(plan, {RepairMode::all});
}

double square_metres(const MultiPolygon& area) {
    return area_of(area) / metre_x / metre_y;
}

std::vector<double> room_sizes(const Plan& plan) {
    std::vector<double> sizes;
    for (const Unit& unit : plan.units) sizes.push_back(std::round(square_metres(unit.geometry) * 10) / 10);
    std::sort(sizes.begin(), sizes.end());
    return sizes;
}

}  // namespace

TEST_CASE("vertices of neighbours that are less than a centimetre apart become one") {
    Plan plan = one_level();
    add_unit(plan, {{{box(0, 0, 5, 5)}}}, "a");
    add_unit(plan, {{{box(5.006, 0.004, 5, 4.996)}}}, "b");
    const RepairResult result = repair_all(plan);
    REQUIRE(result.repairs.size() == 1);
    CHECK(result.repairs[0].kinds == std::vector<RepairKind>{RepairKind::snapped});
    CHECK(result.repairs[0].finding.feature == "b");
    CHECK(plan.units[1].geometry[0].rings[0][0] == plan.units[0].geometry[0].rings[0][1]);
    CHECK(plan.units[1].geometry[0].rings[0][3] == plan.units[0].geometry[0].rings[0][2]);
    CHECK(repair_all(plan).repairs.empty());
}

TEST_CASE("safe moves no vertex, and neither levels nor fixtures take part in snapping") {
    Plan plan = one_level();
    plan.levels.emplace_back();
    add_unit(plan, {{{box(0, 0, 5, 5)}}});
    add_unit(plan, {{{box(0.005, 0, 5, 5)}}}).level = 1;
    plan.fixtures.emplace_back().geometry = {{{box(0.005, 0, 1, 1)}}};
    const Plan before = plan;
    CHECK(repair_all(plan).repairs.empty());
    add_unit(plan, {{{box(5.005, 0, 5, 5)}}});
    CHECK(repair(plan, {RepairMode::safe}).repairs.empty());
    CHECK(plan.units[1].geometry == before.units[1].geometry);
}

TEST_CASE(
    "slivers and second copies are dropped, and what referred to a copy refers to the one that is kept") {
    Plan plan = one_level();
    add_unit(plan, {{{box(0, 0, 5, 5)}}});
    add_unit(plan, {{{box(0, 5, 12, 0.03)}}}, "sliver");
    add_unit(plan, {{{box(0, 0, 5, 5)}}}, "named");
    plan.occupants.emplace_back().unit = 0;
    plan.occupants.emplace_back().unit = 1;
    plan.fixtures.emplace_back().geometry = {{{box(1, 1, 1, 1)}}};
    plan.fixtures.push_back(plan.fixtures.back());
    const RepairResult result = repair_all(plan);
    REQUIRE(plan.units.size() == 1);
    CHECK(plan.units[0].ref == "named");
    CHECK(plan.occupants[0].unit == UnitIndex{0});
    CHECK_FALSE(plan.occupants[1].unit);
    CHECK(plan.fixtures.size() == 1);
    REQUIRE(result.repairs.size() == 3);
    CHECK(result.repairs[0].finding.message == "the unit was dropped: it is 0.030 m wide");
    CHECK(result.repairs[1].finding.message == "the unit was dropped: it is drawn like unit named");
    CHECK(result.repairs[2].kinds == std::vector<RepairKind>{RepairKind::duplicate});
    for (const Repair& repair : result.repairs) {
        CHECK(std::holds_alternative<std::monostate>(repair.after));
        CHECK(std::holds_alternative<MultiPolygon>(repair.before));
    }
}

TEST_CASE("rooms are made of single wall lines with gaps for doors") {
    Plan plan = one_level();
    // Two rooms of 5 x 4 m with a door between them and one to the west, and a wall that ends 5 cm short.
    plan.walls.emplace_back().lines = {{at(0, 2.5), at(0, 4), at(10, 4), at(10, 0), at(0, 0), at(0, 1.5)}};
    plan.walls.emplace_back().lines = {{at(5, 0), at(5, 1.5)}, {at(5, 2.5), at(5, 3.95)}};
    const RepairResult result = repair_all(plan);
    CHECK(room_sizes(plan) == std::vector<double>{20, 20});
    REQUIRE(result.repairs.size() == 2);
    CHECK(result.repairs[0].kinds == std::vector<RepairKind>{RepairKind::room});
    CHECK(std::holds_alternative<std::monostate>(result.repairs[0].before));
    CHECK(plan.units[0].category == "room");
    const AreaGeos geos;
    for (const Unit& unit : plan.units) CHECK(geos.is_valid(unit.geometry));

    core::Diagnostics findings;
    infer_openings(plan, findings);
    CHECK(plan.openings.size() == 2);
}

TEST_CASE("rooms are made of walls drawn as double lines, and the walls themselves are none") {
    Plan plan = one_level();
    const auto wall = [&](double x, double y, double width, double height) {
        plan.walls.emplace_back().lines = {box(x, y, width, height)};
    };
    wall(0, 0, 10.2, 0.2);
    wall(0, 4.2, 10.2, 0.2);
    wall(0, 0.2, 0.2, 4);
    wall(10, 0.2, 0.2, 4);
    wall(5, 0.2, 0.2, 1.5);
    wall(5, 2.7, 0.2, 1.5);
    repair_all(plan);
    CHECK(room_sizes(plan) == std::vector<double>{19.2, 19.2});
    core::Diagnostics findings;
    infer_openings(plan, findings);
    REQUIRE(plan.openings.size() == 1);
    CHECK(plan.openings[0].geometry.front().y == Approx(at(0, 2.2).y).margin(0.6 * metre_y));
}

TEST_CASE("a level that has units keeps them, and safe makes no rooms") {
    Plan plan = one_level();
    plan.walls.emplace_back().lines = {box(0, 0, 10, 5)};
    CHECK(repair(plan, {RepairMode::safe}).repairs.empty());
    add_unit(plan, {{{box(20, 0, 5, 5)}}});
    CHECK(repair_all(plan).repairs.empty());
    CHECK(plan.units.size() == 1);
}

TEST_CASE("floors of jittered neighbours come out valid, share their vertices and stay as they are") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> jitter(-0.004, 0.004);
    const AreaGeos geos;
    for (int round = 0; round < 30; ++round) {
        Plan plan = one_level();
        for (int i = 0; i < 36; ++i) {
            core::Ring ring = box(4 * (i % 6), 4 * (i / 6), 4, 4);
            for (core::Point& p : ring) p = {p.x + jitter(random) * metre_x, p.y + jitter(random) * metre_y};
            ring.back() = ring.front();
            add_unit(plan, {{{ring}}});
        }
        repair_all(plan);
        REQUIRE(plan.units.size() == 36);
        std::vector<core::Point> corners;
        for (const Unit& unit : plan.units) {
            CHECK(geos.is_valid(unit.geometry));
            const core::Ring& ring = unit.geometry.at(0).rings.at(0);
            corners.insert(corners.end(), ring.begin(), ring.end());
        }
        std::sort(corners.begin(), corners.end());
        corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
        // 49 as drawn; where four are spread over more than the tolerance, some corner stays two.
        CHECK(corners.size() < 60);
        CHECK(repair_all(plan).repairs.empty());
    }
}
