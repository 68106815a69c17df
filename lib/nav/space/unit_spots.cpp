#include "nav/space/unit_spots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "plan/lookup.hpp"

namespace mallctl::nav {

namespace {

constexpr double farthest_from_opening_m = 1;

// The pieces of free space from which one gets anywhere.
std::set<std::uint32_t> joined_pieces(const BuiltLevel& level, const std::vector<Site>& sites) {
    std::set<std::uint32_t> pieces;
    for (const Site& site : sites) {
        if (site.level != level.space->level) continue;
        if (const auto piece = level.floor.piece_of(site.point)) pieces.insert(*piece);
    }
    if (!pieces.empty()) return pieces;
    double largest = 0;
    std::uint32_t best = 0;
    const std::vector<MmRing>& rings = level.floor.rings();
    for (std::uint32_t i = 0; i < rings.size(); ++i) {
        double area = 0;
        for (std::size_t k = 1; k + 1 < rings[i].size(); ++k) {
            area += static_cast<double>(side(rings[i][0], rings[i][k], rings[i][k + 1]));
        }
        if (area > largest) {
            largest = area;
            best = i;
        }
    }
    return {best};
}

struct Doors {
    bool any = false;
    bool passable = false;
    std::optional<Mm> threshold;  // free space in or before one of them
};

Doors doors_of(const ProfileBuild& build, const BuiltLevel& level, std::size_t in_level) {
    Doors doors;
    for (const Doorway& doorway : level.space->doorways) {
        const auto touches = [&](const std::vector<std::size_t>& beside) {
            return std::find(beside.begin(), beside.end(), in_level) != beside.end();
        };
        if (!touches(doorway.beside[0]) && !touches(doorway.beside[1])) continue;
        doors.any = true;
        if (!is_cut(build.plan.openings[doorway.opening], doorway, build.profile)) continue;
        doors.passable = true;
        if (!doors.threshold) doors.threshold = level.floor.nearest(doorway.middle, farthest_from_opening_m);
    }
    return doors;
}

UnitSpot spot_of(const ProfileBuild& build, const BuiltLevel& level, const std::set<std::uint32_t>& joined,
                 std::size_t in_level) {
    if (level.space->uses[in_level] == UnitUse::solid) return {};
    const plan::Unit& unit = build.plan.units[level.space->units[in_level]];
    const Mm wanted = build.to_mm(plan::representative_point(unit));
    const Doors doors = doors_of(build, level, in_level);
    std::optional<Mm> point;
    if (level.space->uses[in_level] == UnitUse::closed) {
        point = beside_closed_unit(build, level, in_level, wanted);
    } else {
        point = nearest_free_within(build.geos, level, level.space->unit_shapes[in_level], wanted);
        if (!point) point = doors.threshold;
    }
    UnitSpot spot;
    spot.has_point = point.has_value();
    if (point) spot.point = *point;
    const auto piece = point ? level.floor.piece_of(*point) : std::nullopt;
    if (piece && joined.contains(*piece)) {
        spot.state = UnitState::reachable;
    } else if (!doors.any) {
        spot.state = UnitState::no_opening;
    } else {
        spot.state = doors.passable ? UnitState::filled : UnitState::narrow;
    }
    return spot;
}

const char* why(UnitState state, Profile profile) {
    switch (state) {
        case UnitState::no_opening:
            return "no opening leads into it";
        case UnitState::narrow:
            return profile == Profile::walk ? "none of its openings is wide enough"
                                            : "none of its openings is wide enough or accessible";
        default:
            return "its openings lead to no space that joins the rest, or are blocked";
    }
}

void report_unit(const ProfileBuild& build, plan::UnitIndex unit, UnitState state,
                 core::Diagnostics& findings) {
    core::Diagnostic finding;
    finding.code = "P068";
    finding.message = fmt::format("the {} unit cannot be reached {}: {}", build.plan.units[unit].category,
                                  in_words(build.profile), why(state, build.profile));
    finding.advice = state == UnitState::filled
                         ? "join this part of the level to the rest by an opening, stairs or a lift"
                         : "draw the opening on the unit's edge, or widen it";
    finding.level = plan::level_label(build.plan, build.plan.units[unit].level);
    finding.feature = plan::unit_reference(build.plan, unit);
    finding.at = plan::representative_point(build.plan.units[unit]);
    findings.push_back(std::move(finding));
}

void report_openings(const ProfileBuild& build, const BuiltLevel& level, core::Diagnostics& findings) {
    for (const Doorway& doorway : level.space->doorways) {
        const plan::Opening& opening = build.plan.openings[doorway.opening];
        core::Diagnostic finding;
        const bool narrow = !clearance_in(doorway, build.profile);
        // What stops a walker stops a wheelchair too, and is said once.
        if (build.profile == Profile::wheelchair && (!clearance_in(doorway, Profile::walk) || !narrow))
            continue;
        if (narrow) {
            finding.message =
                fmt::format("the opening is {:.2f} m wide; {} needs {:.2f} m", doorway.width_mm / 1000,
                            build.profile == Profile::walk ? "a walker" : "a wheelchair",
                            narrowest_opening_m(body_of(build.profile)));
            finding.advice = "correct its line or its width";
        } else if (is_cut(opening, doorway, build.profile) &&
                   !build.geos.intersects(level.free, build.geos.line(doorway.line))) {
            // Only a note: a unit that this cuts off is a warning of its own.
            finding.severity = core::Severity::note;
            finding.message = "nobody can pass the opening: walls or fixtures stand too close to it";
            finding.advice = "move what stands in it";
        } else {
            continue;
        }
        finding.code = "P059";
        finding.level = plan::level_label(build.plan, level.space->level);
        finding.feature = core::to_string(opening.id);
        finding.at = opening.geometry.front();
        findings.push_back(std::move(finding));
    }
}

}  // namespace

void add_unit_spots(const ProfileBuild& build, const std::vector<plan::UnitIndex>& units,
                    const ProfileImage* on_foot, ProfileImage& image, core::Diagnostics& findings) {
    std::vector<UnitSpot> by_plan(build.plan.units.size());
    for (const BuiltLevel& level : build.levels) {
        const std::set<std::uint32_t> joined = joined_pieces(level, image.sites);
        for (std::size_t i = 0; i < level.space->units.size(); ++i) {
            by_plan[level.space->units[i]] = spot_of(build, level, joined, i);
        }
        // A pram passes what its walker passes, and staff have no smaller bodies.
        if (build.profile == Profile::walk || build.profile == Profile::wheelchair)
            report_openings(build, level, findings);
    }
    for (std::size_t i = 0; i < units.size(); ++i) {
        const UnitState state = by_plan[units[i]].state;
        image.unit_spots.push_back(by_plan[units[i]]);
        const bool known = on_foot != nullptr && on_foot->unit_spots[i].state != UnitState::reachable;
        if (state != UnitState::reachable && state != UnitState::solid && !known) {
            report_unit(build, units[i], state, findings);
        }
    }
}

}  // namespace mallctl::nav
