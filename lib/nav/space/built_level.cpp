#include "nav/space/built_level.hpp"

namespace mallctl::nav {

namespace {

// Free space lies the clearance away from the unit, more at its corners.
constexpr double beside_mm = 500;

}  // namespace

std::optional<Mm> nearest_free_within(const Geos& geos, const BuiltLevel& level, const Shape& where,
                                      Mm wanted) {
    if (level.floor.locate(wanted).free && geos.contains(where, wanted)) return wanted;
    const Shape part = geos.intersect(level.free, where);
    if (part.is_empty()) return std::nullopt;
    return level.floor.nearest(geos.nearest(part, wanted), 0.01);
}

std::optional<Mm> beside_closed_unit(const ProfileBuild& build, const BuiltLevel& level,
                                     std::size_t unit_in_level, Mm wanted) {
    const double reach = clearance_m(body_of(build.profile)) * 1000 + beside_mm;
    const Shape around = build.geos.widen(level.space->unit_shapes[unit_in_level], reach);
    return nearest_free_within(build.geos, level, build.geos.intersect(level.space->circulation, around),
                               wanted);
}

}  // namespace mallctl::nav
