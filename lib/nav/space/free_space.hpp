// Where the middle of a body may be on one level: walkable units and doorways, less all that is closer than
// the clearance.
#pragma once

#include "nav/profile.hpp"
#include "nav/space/level_space.hpp"

namespace mallctl::nav {

// Does the profile walk through this doorway freely? A one-way opening stays a wall here and is joined by a
// directed link instead, and so does one that is too narrow or closed to the profile.
bool is_cut(const plan::Opening& opening, const Doorway& doorway, Profile profile);

// Walls are kept at a distance r = clearance_m(profile) with mitred corners (limit 2): a straight wall is met
// at r, a convex corner at up to 2 r, and the free end of a wall is squared. In a doorway that is narrower
// than 2 r + 2 cm the distance is that of clearance_in(), as far as r beyond its threshold.
Shape free_space(const Geos& geos, const plan::Plan& plan, const LevelSpace& space, Profile profile);

}  // namespace mallctl::nav
