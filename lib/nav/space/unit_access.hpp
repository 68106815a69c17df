// Where each unit of a level is reached, and what keeps one from it.
#pragma once

#include <vector>

#include "nav/space/body_level.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

// As LevelShape::units. A unit is reached at the free point inside it that is nearest to its representative
// point, else in its opening; a shop where routes end at its doors before each of them that lets the body in:
// ways out alone do not count. A unit is reachable when the piece of free space that one of its spots lies in
// holds a portal that the body may use, or is the level's largest where there is no such portal. Spots in
// other pieces are given only where none is in such a piece. O(n log n).
std::vector<UnitAccess> unit_accesses(const BodyLevel& level, const std::vector<Portal>& portals);

}  // namespace mallctl::nav
