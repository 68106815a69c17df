// From the shape of a level to its floor.
#pragma once

#include "nav/floor_arrays.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

// Triangulates, and finds sights and distances. The sites are the shape's portals, then the spots of its
// units in their order. Throws core::Error(rejected) for more corners than a floor can number.
FloorData build_floor(const LevelShape& shape);

// Whether two shapes make the same floor.
bool same_floor(const LevelShape& a, const LevelShape& b);

}  // namespace mallctl::nav
