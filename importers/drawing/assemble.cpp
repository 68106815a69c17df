#include "importers/drawing/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/error.hpp"
#include "importers/drawing/drawing_units.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/drawing/level_builder.hpp"
#include "importers/drawing/level_sheet.hpp"
#include "importers/drawing/placement.hpp"
#include "importers/drawing/survey_findings.hpp"

namespace mallctl::importers::drawing {

namespace fs = std::filesystem;

namespace {

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

// The parts of a level without repetition, by name, so that the order on the command line does not matter.
std::vector<LevelPart> in_order(const std::vector<LevelPart>& parts) {
    const auto key = [](const LevelPart& part) {
        const core::Box box = part.region.box.value_or(core::Box{});
        return std::make_tuple(fs::absolute(part.file).lexically_normal(), part.region.box.has_value(),
                               box.min, box.max);
    };
    std::map<decltype(key(parts.front())), LevelPart> sorted;
    for (const LevelPart& part : parts) sorted.emplace(key(part), part);
    std::vector<LevelPart> kept;
    for (auto& [order, part] : sorted) kept.push_back(std::move(part));
    return kept;
}

// Handles are unique in a drawing, and source ids begin with its file name: two of one name in two folders
// would collide.
void check_names_differ(const std::vector<LevelSource>& levels) {
    std::map<std::string, fs::path> by_name;
    for (const LevelSource& level : levels) {
        for (const LevelPart& part : level.parts) {
            const auto [first, is_new] = by_name.emplace(part.file.filename().string(), part.file);
            const bool same =
                fs::absolute(first->second).lexically_normal() == fs::absolute(part.file).lexically_normal();
            if (is_new || same) continue;
            throw core::Error(
                core::Fault::rejected,
                fmt::format("{} and {} have the same file name, which their features are known by",
                            first->second.string(), part.file.string()),
                "rename one of the drawings");
        }
    }
}

class Assembler {
  public:
    Assembler(const mapping::Mapping& mapping, const ReadDrawing& read) : mapping_(mapping), read_(read) {}

    ImportResult run(const std::vector<LevelSource>& levels) {
        result_.plan.name = mapping_.building;
        plan::Building building;
        building.source_id = "building";
        building.name = mapping_.building;
        building.category = "unspecified";
        result_.plan.buildings.push_back(std::move(building));
        for (const LevelSource& level : levels) {
            for (const LevelPart& part : level.parts) regions_[part.file].push_back(part.region);
        }
        for (const LevelSource& level : levels) add(level);
        result_.findings = log_.take();
        return std::move(result_);
    }

  private:
    void add(const LevelSource& level) {
        const plan::LevelIndex index = add_level(level.spec, result_.plan);
        LevelSheet sheet;
        sheet.level = level.spec.short_name;
        std::optional<double> scale;
        std::optional<GridReference> own_place;
        for (const LevelPart& part : level.parts) {
            const std::shared_ptr<const Drawing> drawing = open(part.file, level.spec.short_name);
            const double own = metres_per_unit(*drawing, part.file, mapping_);
            if (scale && *scale != own) {
                throw core::Error(core::Fault::rejected,
                                  fmt::format("{}: the drawing has other units than the rest of level {}",
                                              part.file.string(), level.spec.short_name),
                                  "draw a level in one unit, since the anchor is in drawing units");
            }
            scale = own;
            if (!own_place) own_place = drawing->survey.georeference;
            sheet.add(*drawing, part.region, mapping_, own, log_);
        }
        const Placement placement = place(own_place, scale.value_or(1), sheet);
        report_fit(placement);
        LevelBuilder(result_.plan, index, sheet, placement, log_).build();
    }

    // A drawing with several floors is read once, and kept as long as floors of it are to come.
    std::shared_ptr<const Drawing> open(const fs::path& file, const std::string& level) {
        if (const auto kept = open_.find(file); kept != open_.end()) {
            std::shared_ptr<const Drawing> drawing = kept->second;
            if (++uses_[file] == regions_[file].size()) open_.erase(kept);
            return drawing;
        }
        auto drawing = std::make_shared<const Drawing>(read_(file));
        if (result_.plan.format.empty()) result_.plan.format = drawing->format;
        report_survey(*drawing, mapping_, level, log_);
        report_units(*drawing, mapping_, result_, log_);
        report_regions(*drawing, regions_[file], mapping_, log_);
        if (++uses_[file] < regions_[file].size()) open_.emplace(file, drawing);
        for (const core::Diagnostic& finding : drawing->findings) log_.add(finding, {});
        result_.notes.insert(drawing->notes.begin(), drawing->notes.end());
        return drawing;
    }

    Placement place(const std::optional<GridReference>& own, double scale, const LevelSheet& sheet) {
        if (mapping_.georeference) return {*mapping_.georeference, scale};
        if (own) {
            result_.notes["georeference"] = fmt::format("{}, as the drawing says", own->crs);
            return {*own, scale};
        }
        core::Diagnostic finding;
        finding.code = "P038";
        finding.severity = core::Severity::error;
        finding.message = fmt::format("neither {} nor {} says where on Earth the drawing lies",
                                      mapping_.file.string(), fmt::join(sheet.files, ", "));
        finding.advice =
            "add 'georeference:' with a crs, an anchor (lon, lat, x, y, rotation) or control_points";
        finding.where.file = mapping_.file.string();
        throw core::Error(core::Fault::rejected, finding.message, finding.advice, {finding});
    }

    // Once: all levels share the control points.
    void report_fit(const Placement& placement) {
        if (!placement.fit() || result_.georeference) return;
        result_.georeference = placement.fit()->report;
        result_.notes["georeference"] = describe(*result_.georeference);
        for (const core::Diagnostic& finding : placement.fit()->findings) log_.add(finding, {});
    }

    const mapping::Mapping& mapping_;
    const ReadDrawing& read_;
    ImportResult result_;
    FindingLog log_;
    std::map<fs::path, std::vector<Region>> regions_;
    std::map<fs::path, std::size_t> uses_;
    std::map<fs::path, std::shared_ptr<const Drawing>> open_;
};

}  // namespace

ImportResult assemble(std::vector<LevelSource> levels, const mapping::Mapping& mapping,
                      const ReadDrawing& read) {
    std::sort(levels.begin(), levels.end(),
              [](const LevelSource& a, const LevelSource& b) { return a.spec.ordinal < b.spec.ordinal; });
    for (LevelSource& level : levels) level.parts = in_order(level.parts);
    check_names_differ(levels);
    return Assembler(mapping, read).run(levels);
}

}  // namespace mallctl::importers::drawing
