#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "plan/openings.hpp"
#include "plan/repair/removal.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

// Of the box around all units of the level.
constexpr double least_cover = 0.9;
// Of the other units, by number; the few others are drawn a little beyond the edge of the floor.
constexpr double least_contained = 0.8;
// Of the outline's own area: a hall with some kiosks in it is no outline.
constexpr double least_filled = 0.3;
constexpr std::size_t fewest_units = 3;

struct Measured {
    UnitIndex unit = 0;
    core::Box box;
    double area = 0;
};

double area_of_box(const core::Box& box) {
    return (box.max.x - box.min.x) * (box.max.y - box.min.y);
}

core::Box around(const core::Box& a, const core::Box& b) {
    return {{std::min(a.min.x, b.min.x), std::min(a.min.y, b.min.y)},
            {std::max(a.max.x, b.max.x), std::max(a.max.y, b.max.y)}};
}

// The unit that is the outline of a level with these units, if one is.
std::optional<UnitIndex> outline_among(const Plan& plan, const std::vector<Measured>& units) {
    if (units.size() < fewest_units) return std::nullopt;
    const Measured& largest = *std::max_element(
        units.begin(), units.end(), [](const Measured& a, const Measured& b) { return a.area < b.area; });
    core::Box whole = largest.box;
    for (const Measured& unit : units) whole = around(whole, unit.box);
    if (area_of_box(largest.box) < least_cover * area_of_box(whole)) return std::nullopt;

    const MultiPolygon& outline = plan.units[largest.unit].geometry;
    std::size_t contained = 0;
    double filled = 0;
    for (const Measured& unit : units) {
        const Point middle{(unit.box.min.x + unit.box.max.x) / 2, (unit.box.min.y + unit.box.max.y) / 2};
        if (unit.unit == largest.unit || !contains(outline, middle)) continue;
        ++contained;
        filled += unit.area;
    }
    const double others = static_cast<double>(units.size() - 1);
    const bool is_outline =
        static_cast<double>(contained) >= least_contained * others && filled >= least_filled * largest.area;
    return is_outline ? std::optional(largest.unit) : std::nullopt;
}

std::vector<std::vector<Measured>> measured_by_level(const Plan& plan) {
    std::vector<std::vector<Measured>> levels(plan.levels.size());
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        const Unit& unit = plan.units[i];
        if (!plan.levels.at(unit.level).outline.empty()) continue;
        if (const auto box = box_of(unit.geometry)) {
            levels[unit.level].push_back({i, *box, area_of(unit.geometry)});
        }
    }
    return levels;
}

}  // namespace

void recognise_outlines(Plan& plan, core::Diagnostics& findings) {
    UnitRemoval removal(plan.units.size());
    const auto levels = measured_by_level(plan);
    for (LevelIndex i = 0; i < levels.size(); ++i) {
        const auto outline = outline_among(plan, levels[i]);
        if (!outline) continue;
        const Unit& unit = plan.units[*outline];
        plan.levels[i].outline = unit.geometry;
        removal.remove(*outline);
        core::Diagnostic& note = findings.emplace_back();
        note.code = "P091";
        note.severity = core::Severity::note;
        note.level = level_label(plan, i);
        note.feature = unit.source_id.empty() ? unit.ref : unit.source_id;
        const std::string name = core::pick_name(unit.name);
        note.message = fmt::format(
            "the unit{} is taken for the level's outline: it covers the level, and the "
            "other units lie in it",
            name.empty() ? "" : fmt::format(" \"{}\"", name));
        note.advice = "draw it as the level, or give it the class outline in a mapping";
        note.shape = unit.geometry;
    }
    removal.apply(plan);
}

}  // namespace mallctl::plan
