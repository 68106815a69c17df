#include "nav/space/body_level.hpp"

#include <cmath>
#include <utility>

namespace mallctl::nav {

namespace {

// Free space lies the clearance away from the unit, more at its corners.
constexpr double beside_mm = 500;
constexpr double near_m = 0.01;
constexpr double past_clearance_mm = 5;
constexpr double farthest_threshold_m = 0.3;

std::optional<Mm> nearest_free_within(const BodyLevel& level, const Shape& where, Mm wanted) {
    const auto near = level.floor.nearest(wanted, beside_mm / 1000);
    if (near && level.geos.contains(where, *near)) return near;
    const Shape part = level.geos.intersect(level.free, where);
    if (part.is_empty()) return std::nullopt;
    return level.floor.nearest(level.geos.nearest(part, wanted), near_m);
}

}  // namespace

BodyLevel body_level(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, const LevelSpace& space,
                     Body body) {
    Shape free = free_space(geos, plan, space, body);
    Floor floor(geos.rings(free));
    return {geos, plan, to_mm, space, body, std::move(free), std::move(floor)};
}

std::optional<Mm> nearest_free_in_unit(const BodyLevel& level, std::size_t unit_in_level, Mm wanted) {
    return nearest_free_within(level, level.space.drawing->unit_shapes[unit_in_level], wanted);
}

std::optional<Mm> beside_closed_unit(const BodyLevel& level, std::size_t unit_in_level, Mm wanted) {
    const Shape around =
        level.geos.widen(level.space.drawing->unit_shapes[unit_in_level], level.clearance_mm() + beside_mm);
    return nearest_free_within(level, level.geos.intersect(level.space.circulation, around), wanted);
}

std::optional<Mm> before_doorway(const BodyLevel& level, const Doorway& doorway, std::size_t side) {
    const double off = doorway.depth_mm.at(side) + level.clearance_mm() + past_clearance_mm;
    return level.floor.nearest(beside_middle(doorway, side == 0 ? off : -off), farthest_threshold_m);
}

}  // namespace mallctl::nav
