// What import does to a plan between its reader and the database: repair, inference, checks, and what export
// makes of the result.
#include <algorithm>

#include "exporters/plan_export.hpp"
#include "importers/geojson/geojson.hpp"
#include "operations/prepare_plan.hpp"
#include "plan/ids.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;

void require_closed(const core::MultiPolygon& area) {
    for (const core::Polygon& polygon : area) {
        fuzz::require(!polygon.rings.empty(), "a polygon has a shell");
        for (const core::Ring& ring : polygon.rings) {
            fuzz::require(ring.size() >= 4, "a ring has four points");
            fuzz::require(ring.front() == ring.back(), "a ring is closed");
        }
    }
}

void require_sound(const plan::Plan& plan) {
    for (const auto& unit : plan.units) {
        fuzz::require(unit.level < plan.levels.size(), "a unit lies on a level");
        fuzz::require(!unit.geometry.empty(), "a unit has an area");
        require_closed(unit.geometry);
    }
    for (const auto& level : plan.levels) require_closed(level.outline);
    for (const auto& connector : plan.connectors) {
        for (const auto& stop : connector.stops) {
            fuzz::require(stop.level < plan.levels.size(), "a stop is on a level");
            fuzz::require(!stop.unit || *stop.unit < plan.units.size(), "a stop is at a unit");
        }
    }
}

void export_all(const plan::Plan& plan) {
    catalog::Mall mall;
    mall.slug = "fuzzed";
    mall.time_zone = "Etc/UTC";
    for (const auto& format : exporters::plan_formats()) {
        if (format.name == "imdf" || format.name == "geojson")
            fuzz::require(!format.write({mall, plan, core::Instant{}}).empty(), "an export is not empty");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = fuzz::attempt([&] {
        std::vector<importers::features::Collection> files;
        files.emplace_back(importers::SourceFile{"plan.geojson", "plan.geojson", fuzz::to_text(data, size)});
        files.back().open({});
        return importers::geojson::read_geojson(files, nullptr).plan;
    });
    if (!read) return 0;
    for (const plan::RepairMode mode : {plan::RepairMode::safe, plan::RepairMode::all}) {
        plan::RepairOptions options;
        options.mode = mode;
        auto prepared = operations::prepare_plan(*read, options);
        require_sound(prepared.plan);
        core::Diagnostics findings;
        plan::assign_ids(prepared.plan, core::mall_name_space, findings);
        if (mode == plan::RepairMode::all) export_all(prepared.plan);
    }
    return 0;
}
