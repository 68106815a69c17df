#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "plan/categories.hpp"
#include "plan/openings.hpp"
#include "plan/openings/free_floor.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

struct LevelUnits {
    std::vector<UnitIndex> units;
    bool has_circulation = false;
    bool has_openings = false;
};

std::vector<LevelUnits> by_level(const Plan& plan) {
    std::vector<LevelUnits> levels(plan.levels.size());
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        LevelUnits& level = levels.at(plan.units[i].level);
        level.units.push_back(i);
        level.has_circulation |= is_open_plan(plan.units[i].category);
    }
    for (const Opening& opening : plan.openings) levels.at(opening.level).has_openings = true;
    return levels;
}

}  // namespace

void infer_circulation(Plan& plan, core::Diagnostics& findings) {
    const std::vector<LevelUnits> levels = by_level(plan);
    for (LevelIndex i = 0; i < levels.size(); ++i) {
        const LevelUnits& level = levels[i];
        if (level.has_circulation || level.has_openings || level.units.empty()) continue;
        const MultiPolygon& outline = plan.levels[i].outline;
        if (outline.empty()) continue;
        std::vector<const MultiPolygon*> taken;
        for (const UnitIndex unit : level.units) taken.push_back(&plan.units[unit].geometry);
        const FreeFloor free = free_floor(outline, taken);
        for (const core::Polygon& part : free.parts) {
            Unit walkway;
            walkway.level = i;
            walkway.category = "walkway";
            walkway.geometry = {part};
            plan.units.push_back(std::move(walkway));
        }
        if (free.parts.empty()) continue;
        core::Diagnostic& note = findings.emplace_back();
        note.code = "P092";
        note.severity = core::Severity::note;
        note.level = level_label(plan, i);
        note.feature = plan.levels[i].source_id;
        note.message = fmt::format(
            "the level draws no walkways: the {:.0f} m2 that its units leave free of its outline became {}",
            free.area_m2,
            free.parts.size() == 1 ? "a walkway" : fmt::format("{} walkways", free.parts.size()));
        note.advice = "draw where people walk as units of category walkway";
        note.shape = free.parts;
    }
}

}  // namespace mallctl::plan
