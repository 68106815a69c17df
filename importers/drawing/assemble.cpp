#include "importers/drawing/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/error.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/drawing/level_builder.hpp"
#include "importers/drawing/level_sheet.hpp"
#include "importers/drawing/placement.hpp"

namespace mallctl::importers::drawing {

namespace fs = std::filesystem;

namespace {

// Control points that may scale the drawing say how long its unit is.
std::optional<double> scale_of_control_points(const mapping::Mapping& mapping) {
    const auto* points = std::get_if<mapping::ControlPointReference>(&*mapping.georeference);
    if (points == nullptr || points->transform == projection::Fit::rigid) return std::nullopt;
    return fit_ground(*points, 1).report.scale;
}

double metres_per_unit(const Drawing& drawing, const fs::path& file, const mapping::Mapping& mapping) {
    if (mapping.metres_per_unit) return *mapping.metres_per_unit;
    if (drawing.survey.metres_per_unit) return *drawing.survey.metres_per_unit;
    if (const auto scale = scale_of_control_points(mapping)) return *scale;
    throw core::Error(
        core::Fault::rejected,
        fmt::format(
            "{}: the drawing does not say its units ($INSUNITS is {}), and the mapping does not either",
            file.string(), drawing.survey.insunits),
        "add 'units: mm' (or cm, m, in, ft) to the mapping");
}

plan::LevelIndex add_level(const mapping::LevelSpec& spec, plan::Plan& plan) {
    plan::Level level;
    level.source_id = fmt::format("level/{}", spec.ordinal);
    level.name = spec.name;
    level.building = 0;
    level.ordinal = spec.ordinal;
    level.short_name = spec.short_name;
    level.elevation_m = spec.elevation_m;
    plan.levels.push_back(std::move(level));
    return plan.levels.size() - 1;
}

// The drawings of a level without repetition, by name, so that the order on the command line does not matter.
std::vector<fs::path> in_order(std::vector<fs::path> files) {
    std::vector<fs::path> kept;
    std::set<fs::path> seen;
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        if (seen.insert(fs::absolute(file).lexically_normal()).second) kept.push_back(file);
    }
    return kept;
}

// Handles are unique in a drawing, and source ids begin with its file name: two of one name in two folders
// would collide.
void check_names_differ(const std::vector<LevelSource>& levels) {
    std::map<std::string, fs::path> by_name;
    for (const LevelSource& level : levels) {
        for (const fs::path& file : level.files) {
            const auto [first, is_new] = by_name.emplace(file.filename().string(), file);
            if (is_new) continue;
            throw core::Error(
                core::Fault::rejected,
                fmt::format("{} and {} have the same file name, which their features are known by",
                            first->second.string(), file.string()),
                "rename one of the drawings");
        }
    }
}

// Once: all levels share the control points.
void report_fit(const Placement& placement, ImportResult& result, FindingLog& log) {
    if (!placement.fit() || result.georeference) return;
    result.georeference = placement.fit()->report;
    result.notes["georeference"] = describe(*result.georeference);
    for (const core::Diagnostic& finding : placement.fit()->findings) log.add(finding, {});
}

}  // namespace

ImportResult assemble(std::vector<LevelSource> levels, const mapping::Mapping& mapping,
                      const ReadDrawing& read) {
    if (!mapping.georeference) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{}: the mapping does not say where on Earth the drawing lies",
                        mapping.file.string()),
            "add 'georeference:' with a crs, an anchor (lon, lat, x, y, rotation) or control_points");
    }
    std::sort(levels.begin(), levels.end(),
              [](const LevelSource& a, const LevelSource& b) { return a.spec.ordinal < b.spec.ordinal; });
    for (LevelSource& level : levels) level.files = in_order(std::move(level.files));
    check_names_differ(levels);

    ImportResult result;
    result.plan.name = mapping.building;
    plan::Building building;
    building.source_id = "building";
    building.name = mapping.building;
    building.category = "unspecified";
    result.plan.buildings.push_back(std::move(building));
    FindingLog log;
    for (const LevelSource& level : levels) {
        const plan::LevelIndex index = add_level(level.spec, result.plan);
        LevelSheet sheet;
        sheet.level = level.spec.short_name;
        std::optional<double> scale;
        for (const fs::path& file : level.files) {
            Drawing drawing = read(file);
            if (result.plan.format.empty()) result.plan.format = drawing.format;
            const double own = metres_per_unit(drawing, file, mapping);
            if (scale && *scale != own) {
                throw core::Error(core::Fault::rejected,
                                  fmt::format("{}: the drawing has other units than the rest of level {}",
                                              file.string(), level.spec.short_name),
                                  "draw a level in one unit, since the anchor is in drawing units");
            }
            scale = own;
            sheet.add(std::move(drawing), mapping, own, log);
        }
        const Placement placement(*mapping.georeference, scale.value_or(1));
        report_fit(placement, result, log);
        LevelBuilder(result.plan, index, sheet, placement, log).build();
    }
    result.findings = log.take();
    return result;
}

}  // namespace mallctl::importers::drawing
