#include "tests/unit/plan/checked_floor.hpp"

#include <catch2/catch.hpp>

#include "core/local_frame.hpp"

namespace mallctl::test {

using namespace plan;

namespace {

const core::LocalFrame frame({13.7, 51.05});

}  // namespace

Point at(double x, double y) {
    return frame.to_geographic({x, y});
}

MultiPolygon box(double x, double y, double width, double height) {
    return {{{{at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)}}}};
}

Plan small_mall() {
    Plan plan;
    plan.buildings.resize(1);
    Level level;
    level.building = 0;
    level.short_name = "G";
    level.outline = box(0, 0, 40, 20);
    plan.levels.push_back(level);
    Unit walkway;
    walkway.category = "walkway";
    walkway.source_id = "walkway";
    walkway.geometry = box(0, 0, 40, 8);
    plan.units.push_back(walkway);
    for (int i = 0; i < 3; ++i) {
        Unit shop;
        shop.category = "retail";
        shop.ref = "G-0" + std::to_string(i + 1);
        shop.source_id = "shop" + std::to_string(i + 1);
        shop.geometry = box(1 + 12 * i, 8, 12, 12);
        plan.units.push_back(shop);
        Opening door;
        door.source_id = "door" + std::to_string(i + 1);
        door.geometry = {at(5 + 12 * i, 8), at(7 + 12 * i, 8)};
        plan.openings.push_back(door);
    }
    return plan;
}

Plan two_floors() {
    Plan plan = small_mall();
    const Plan upper = small_mall();
    plan.levels.push_back(upper.levels[0]);
    plan.levels[1].ordinal = 1;
    plan.levels[1].short_name = "1";
    for (Unit unit : upper.units) {
        unit.level = 1;
        unit.source_id += "-1";
        plan.units.push_back(unit);
    }
    for (Opening door : upper.openings) {
        door.level = 1;
        door.source_id += "-1";
        plan.openings.push_back(door);
    }
    return plan;
}

Codes codes(const core::Diagnostics& findings) {
    Codes result;
    for (const auto& finding : findings) result.push_back(finding.code);
    return result;
}

core::Diagnostic only(const Plan& plan, const std::string& code) {
    const core::Diagnostics findings = check(plan);
    INFO(core::to_line(findings.empty() ? core::Diagnostic{} : findings.back()));
    REQUIRE(codes(findings) == Codes{code});
    return findings[0];
}

}  // namespace mallctl::test
