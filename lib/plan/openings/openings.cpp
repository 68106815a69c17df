#include "plan/openings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "plan/categories.hpp"
#include "plan/duplicates.hpp"
#include "plan/openings/level_doors.hpp"

namespace mallctl::plan {

namespace {

struct LevelParts {
    std::vector<UnitIndex> units;
    std::vector<const Wall*> walls;
    bool has_openings = false;
};

// A unit that is drawn twice gets its doors once.
std::vector<bool> copies_in(const Plan& plan) {
    std::vector<bool> is_copy(plan.units.size());
    for (const Duplicate& duplicate : find_duplicates(plan)) {
        if (duplicate.drawn_class == DrawnClass::unit) is_copy[duplicate.copy] = true;
    }
    return is_copy;
}

std::vector<LevelParts> by_level(const Plan& plan) {
    std::vector<LevelParts> levels(plan.levels.size());
    for (const Opening& opening : plan.openings) levels.at(opening.level).has_openings = true;
    if (std::all_of(levels.begin(), levels.end(), [](const LevelParts& it) { return it.has_openings; })) {
        return levels;
    }
    const std::vector<bool> is_copy = copies_in(plan);
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (is_copy[i] || is_solid(plan.units[i].category)) continue;
        levels.at(plan.units[i].level).units.push_back(i);
    }
    for (const Wall& wall : plan.walls) levels.at(wall.level).walls.push_back(&wall);
    return levels;
}

std::optional<core::Point> first_corner(const Plan& plan, const std::vector<UnitIndex>& units) {
    for (const UnitIndex unit : units) {
        const MultiPolygon& area = plan.units[unit].geometry;
        if (!area.empty() && !area.front().rings.empty() && !area.front().rings.front().empty()) {
            return area.front().rings.front().front();
        }
    }
    return std::nullopt;
}

core::Diagnostic inferred_note(const Plan& plan, LevelIndex level, const LevelDoors& doors) {
    core::Diagnostic note;
    note.code = "P090";
    note.severity = core::Severity::note;
    note.level = level_label(plan, level);
    note.feature = plan.levels[level].source_id;
    note.message = fmt::format(
        "the level draws no openings: {} were inferred, {} in gaps of walls and {} on edges that units share",
        doors.in_gaps() + doors.on_edges(), doors.in_gaps(), doors.on_edges());
    if (doors.unreached() > 0) {
        note.message += doors.unreached() == 1
                            ? "; 1 unit is still without a way in"
                            : fmt::format("; {} units are still without a way in", doors.unreached());
    }
    note.advice =
        "draw the openings where the guess is wrong: one drawn opening on a level ends the guessing";
    return note;
}

}  // namespace

void infer_openings(Plan& plan, core::Diagnostics& findings) {
    const std::vector<LevelParts> levels = by_level(plan);
    for (LevelIndex level = 0; level < levels.size(); ++level) {
        const LevelParts& parts = levels[level];
        const auto origin = first_corner(plan, parts.units);
        if (parts.has_openings || !origin) continue;
        const FlatFrame frame(*origin);
        LevelDoors doors(plan, parts.units, parts.walls, frame);
        doors.run();
        std::vector<Opening> openings = doors.take_openings();
        std::move(openings.begin(), openings.end(), std::back_inserter(plan.openings));
        if (doors.in_gaps() + doors.on_edges() > 0) findings.push_back(inferred_note(plan, level, doors));
    }
}

}  // namespace mallctl::plan
