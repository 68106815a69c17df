// Doors on the edges of units, and units without a door.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "plan/categories.hpp"
#include "plan/check/checks.hpp"
#include "plan/check/door_sides.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

constexpr double least_width_m = 0.3;
constexpr double most_width_m = 10;

void check_place(const Survey& survey, const Opening& opening, const DoorSides& sides, Report& report) {
    const SurveyedLevel& level = survey.levels.at(opening.level);
    if (level.members.empty()) return;
    if (sides.left.empty() && sides.right.empty()) {
        report.add_line("P059", Severity::warning, opening.level, opening, {opening.geometry},
                        "the opening lies on no unit's edge and leads nowhere",
                        "move it onto the edge of the unit that it opens");
    } else if (sides.across_interior) {
        report.add_line("P059", Severity::warning, opening.level, opening, {opening.geometry},
                        fmt::format("the opening stands inside {}, not on its edge",
                                    unit_text(survey.plan.units[sides.left.front()])),
                        "move it onto the edge of the unit that it opens");
    }
}

void check_width(const Survey& survey, const Opening& opening, Report& report) {
    const SurveyedLevel& level = survey.levels.at(opening.level);
    const double width = opening.width_m.value_or(length_of(level.frame.to_metres(opening.geometry)));
    if (width >= least_width_m && width <= most_width_m) return;
    report.add_line("P059", Severity::warning, opening.level, opening, {opening.geometry},
                    fmt::format("the opening is {:.2f} m wide", width),
                    "draw it as wide as one can pass: 0.3 to 10 m");
}

void check_shared(const Survey& survey, Report& report) {
    std::map<std::string, LevelIndex> seen;
    for (const Opening& opening : survey.plan.openings) {
        if (opening.source_id.empty()) continue;
        const auto [first, is_new] = seen.emplace(opening.source_id, opening.level);
        if (is_new || first->second == opening.level) continue;
        report.add_line("P066", Severity::note, opening.level, opening, {opening.geometry},
                        fmt::format("the opening is on level {} too", survey.levels[first->second].label),
                        "give each level a door of its own: a closed one closes on every level");
    }
}

bool needs_door(const Unit& unit) {
    return !is_solid(unit.category) && !is_open_plan(unit.category) && !is_vertical(unit.category);
}

enum class Way { none, implied, drawn };

void report_closed(const Survey& survey, LevelIndex index, const std::vector<Way>& ways, Report& report) {
    std::vector<UnitIndex> closed;
    bool any_drawn = false;
    bool any = false;
    for (const UnitIndex i : survey.levels[index].members) {
        any_drawn |= ways[i] == Way::drawn;
        any |= ways[i] != Way::none;
        if (ways[i] != Way::drawn && needs_door(survey.plan.units[i])) closed.push_back(i);
    }
    if (!any && !closed.empty()) {
        report.add_level("P093", Severity::warning, index,
                         fmt::format("no door is on the level, so none leads to its {} rooms", closed.size()),
                         "draw doors on the edges of units, or map their layer to class opening");
        return;
    }
    for (const UnitIndex i : closed) {
        const std::string unit = unit_text(survey.plan.units[i]);
        if (ways[i] == Way::none) {
            report.add_unit("P093", Severity::warning, i, fmt::format("no door reaches {}", unit),
                            "draw an opening on its edge, or give it a category of open space");
        } else if (any_drawn) {
            report.add_unit("P093", Severity::note, i,
                            fmt::format("no door reaches {}; it is entered where no wall stands", unit),
                            "draw its door, if it has one");
        }
    }
}

}  // namespace

void check_openings(const Survey& survey, Report& report) {
    std::vector<Way> ways(survey.plan.units.size(), Way::none);
    for (const Opening& opening : survey.plan.openings) {
        const SurveyedLevel& level = survey.levels.at(opening.level);
        const DoorSides sides = door_sides(level, level.frame.to_metres(opening.geometry));
        for (const auto& side : {sides.left, sides.right}) {
            for (const UnitIndex i : side) {
                ways[i] = std::max(ways[i], opening.inferred ? Way::implied : Way::drawn);
            }
        }
        check_place(survey, opening, sides, report);
        check_width(survey, opening, report);
    }
    check_shared(survey, report);
    for (LevelIndex i = 0; i < survey.levels.size(); ++i) report_closed(survey, i, ways, report);
}

}  // namespace mallctl::plan
