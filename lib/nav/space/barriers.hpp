// The openings of a level that a body does not pass.
#pragma once

#include <vector>

#include "nav/space/body_level.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

// As LevelShape::barriers. `staff` is the same level for staff: it has the free points inside what is closed
// to others. Openings of shops where routes end at the door are none. O(n log n).
std::vector<Barrier> barriers_of(const BodyLevel& level, const BodyLevel& staff);

// Does anything keep the body out of a doorway that is a hole in the walls?
bool is_blocked(const BodyLevel& level, const Doorway& doorway);

}  // namespace mallctl::nav
