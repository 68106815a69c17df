// Where the middle of a body may be on one level: walkable units and doorways, less all that is closer than
// the clearance.
#pragma once

#include <cstddef>
#include <optional>

#include "nav/profile.hpp"
#include "nav/space/level_space.hpp"

namespace mallctl::nav {

// Does the body walk through this doorway freely, as far as the opening itself goes? A one-way opening stays
// a wall here and is joined by a directed link instead, and so does one that is too narrow or closed to the
// body.
bool is_cut(const plan::Opening& opening, const Doorway& doorway, Body body);

// The first unit beside a doorway that is closed to who asks (staff_only or at_door), as a position in the
// drawing; nothing where no side is.
std::optional<std::size_t> closed_beside(const LevelSpace& space, const Doorway& doorway);

// Is the doorway a hole in the walls for this body: cut, and no unit beside it closed?
bool is_open(const plan::Plan& plan, const LevelSpace& space, const Doorway& doorway, Body body);

// Walls are kept at a distance r = clearance_m(body) with mitred corners (limit 2): a straight wall is met
// at r, a convex corner at up to 2 r, and the free end of a wall is squared. In a doorway that is narrower
// than 2 r + 2 cm the distance is that of clearance_in(), as far as r beyond its threshold.
Shape free_space(const Geos& geos, const plan::Plan& plan, const LevelSpace& space, Body body);

}  // namespace mallctl::nav
