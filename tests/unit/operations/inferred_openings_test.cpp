// Doors of real plans that draw none, and of one whose doors are known.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <set>

#include "importers/importer.hpp"
#include "operations/prepare_plan.hpp"
#include "plan/categories.hpp"
#include "plan/openings.hpp"
#include "plan/repair/scale.hpp"
#include "plan/surface.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

namespace {

plan::Plan read(const std::filesystem::path& source) {
    importers::ImportRequest request;
    request.sources = {source};
    return importers::import_plan(request).plan;
}

double distance_to(const plan::Unit& unit, core::Point point, const plan::Scale& scale) {
    double best = 1e9;
    for (const core::Polygon& polygon : unit.geometry) {
        for (const core::Ring& ring : polygon.rings) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const core::Point a{(ring[i - 1].x - point.x) * scale.x, (ring[i - 1].y - point.y) * scale.y};
                const core::Point b{(ring[i].x - point.x) * scale.x, (ring[i].y - point.y) * scale.y};
                const double dx = b.x - a.x;
                const double dy = b.y - a.y;
                const double square = dx * dx + dy * dy;
                const double t = square > 0 ? std::clamp(-(a.x * dx + a.y * dy) / square, 0.0, 1.0) : 0.0;
                best = std::min(best, std::hypot(a.x + t * dx, a.y + t * dy));
            }
        }
    }
    return best;
}

// The units at whose edge the opening lies, to 0.6 m, which is how far routing looks.
std::set<plan::UnitIndex> units_at(const plan::Plan& plan, const plan::Opening& opening) {
    const core::Point middle{(opening.geometry.front().x + opening.geometry.back().x) / 2,
                             (opening.geometry.front().y + opening.geometry.back().y) / 2};
    const plan::Scale scale = plan::scale_at(middle);
    std::set<plan::UnitIndex> result;
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (plan.units[i].level == opening.level && distance_to(plan.units[i], middle, scale) < 0.6) {
            result.insert(i);
        }
    }
    return result;
}

std::map<plan::UnitIndex, int> doors_by_unit(const plan::Plan& plan) {
    std::map<plan::UnitIndex, int> doors;
    for (const plan::Opening& opening : plan.openings) {
        for (const plan::UnitIndex unit : units_at(plan, opening)) ++doors[unit];
    }
    return doors;
}

}  // namespace

TEST_CASE(
    "every unit that has a drawn door in Riverside gets an inferred one when the doors are taken away") {
    plan::Plan plan = read(test::source_dir() / "samples/riverside/geojson/riverside.geojson");
    const auto drawn = doors_by_unit(plan);
    plan.openings.clear();
    core::Diagnostics findings;
    plan::infer_openings(plan, findings);
    const auto inferred = doors_by_unit(plan);
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].code == "P090");
    std::size_t stores = 0;
    for (const auto& [unit, doors] : drawn) {
        INFO(plan.units[unit].ref << " " << plan.units[unit].category << " on level "
                                  << plan.units[unit].level);
        CHECK(inferred.contains(unit));
        stores += plan.units[unit].category == "retail" ? 1 : 0;
    }
    CHECK(stores == 43);
    for (const plan::Opening& opening : plan.openings) CHECK(opening.inferred);
}

TEST_CASE("site1, which draws neither doors nor walkways, gets walkways and a door for nearly every shop") {
    const auto site = test::shared_data("geojson/location20/site1");
    if (!site) {
        WARN("shared data is absent: skipped");
        return;
    }
    const plan::Plan drawn = read(*site);
    for (const plan::Level& level : drawn.levels) CHECK_FALSE(level.outline.empty());
    const auto prepared = operations::prepare_plan(drawn, {});
    std::map<std::string, int> codes;
    for (const core::Diagnostic& finding : prepared.findings) ++codes[finding.code];
    CHECK(codes["P090"] == 5);
    CHECK(codes["P092"] == 5);
    for (std::size_t i = 0; i < drawn.units.size(); ++i)
        CHECK(prepared.plan.units[i].name == drawn.units[i].name);
    const auto doors = doors_by_unit(prepared.plan);
    std::size_t rooms = 0;
    std::size_t with_door = 0;
    for (plan::UnitIndex i = 0; i < prepared.plan.units.size(); ++i) {
        if (plan::is_open_plan(prepared.plan.units[i].category)) continue;
        ++rooms;
        with_door += doors.contains(i) ? 1 : 0;
    }
    CHECK(rooms == 1286);
    CHECK(with_door >= 1285);
}

TEST_CASE("site1 with every polygon drawn twice under new ids reports each copy once") {
    const auto site = test::shared_data("geojson/location20/site1");
    if (!site) {
        WARN("shared data is absent: skipped");
        return;
    }
    plan::Plan plan = read(*site);
    const auto copies_in = [](const plan::Plan& drawn) {
        std::multiset<std::string> copies;
        for (const core::Diagnostic& finding : operations::prepare_plan(drawn, {}).findings) {
            if (finding.code == "P032") copies.insert(finding.feature);
        }
        return copies;
    };
    const auto before = copies_in(plan);
    const std::size_t drawn = plan.units.size();
    for (std::size_t i = 0; i < drawn; ++i) {
        plan::Unit copy = plan.units[i];
        copy.source_id = "copy of " + copy.source_id;
        plan.units.push_back(std::move(copy));
    }
    const auto after = copies_in(plan);
    CHECK(before.empty());
    CHECK(after.size() == drawn + before.size());
    for (std::size_t i = drawn; i < plan.units.size(); ++i) CHECK(after.count(plan.units[i].source_id) == 1);

    const auto repaired = operations::prepare_plan(plan, {plan::RepairMode::all});
    CHECK(std::count_if(repaired.repairs.begin(), repaired.repairs.end(), [](const plan::Repair& repair) {
              return repair.kinds == std::vector<plan::RepairKind>{plan::RepairKind::duplicate};
          }) == static_cast<std::ptrdiff_t>(drawn));
}
