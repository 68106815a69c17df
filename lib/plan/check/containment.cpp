// What reaches beyond the outline of its level.
#include <fmt/format.h>

#include <algorithm>

#include "plan/check/checks.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

// Outlines are drawn along either side of the outer wall.
constexpr double wall_m = 1;
constexpr double least_outside_m2 = 0.5;
constexpr double share_outside = 0.02;

void check_units(const Survey& survey, const SurveyedLevel& level, Report& report) {
    for (const UnitIndex index : level.members) {
        const SurveyedUnit& unit = survey.units[index];
        double inside = 0;
        for (std::size_t i = 0; i < unit.tiles; ++i) {
            inside += level.outline.covered(level.units.tiles[unit.first_tile + i]);
        }
        const double outside = unit.area_m2 - inside;
        if (outside <= std::max(least_outside_m2, share_outside * unit.area_m2)) continue;
        report.add_unit("P008", Severity::warning, index,
                        fmt::format("{:.1f} of {:.1f} m2 of {} lie outside the outline of its level", outside,
                                    unit.area_m2, unit_text(survey.plan.units[index])),
                        "move the unit inside, or correct the outline or the level that it is on");
    }
}

bool leaves(const SurveyedLevel& level, const LineString& line) {
    return std::any_of(line.begin(), line.end(), [&](Point point) {
        return !level.outline.is_near(level.frame.to_metres(point), wall_m);
    });
}

}  // namespace

void check_containment(const Survey& survey, Report& report) {
    const Plan& plan = survey.plan;
    for (const SurveyedLevel& level : survey.levels) {
        if (!level.outline.tiles.empty()) check_units(survey, level, report);
    }
    for (const Wall& wall : plan.walls) {
        const SurveyedLevel& level = survey.levels.at(wall.level);
        if (level.outline.tiles.empty()) continue;
        const auto out = [&](const LineString& line) { return leaves(level, line); };
        if (std::none_of(wall.lines.begin(), wall.lines.end(), out)) continue;
        report.add_line("P007", Severity::note, wall.level, wall, wall.lines,
                        "a wall reaches beyond the outline of its level",
                        "correct the outline, or draw what is not part of the floor on a layer of its own");
    }
    for (const Opening& opening : plan.openings) {
        const SurveyedLevel& level = survey.levels.at(opening.level);
        if (level.outline.tiles.empty() || !leaves(level, opening.geometry)) continue;
        report.add_line("P010", Severity::warning, opening.level, opening, {opening.geometry},
                        "the door lies outside the outline of its level",
                        "move it to the edge of its unit, or correct the outline or its level");
    }
}

}  // namespace mallctl::plan
