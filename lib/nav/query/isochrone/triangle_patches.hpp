// Triangles of a floor as the polygons that they make together.
#pragma once

#include <vector>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// The outer ring of connected triangles, then their holes, free space to the left. A ring may touch itself in
// a point, and holes each other and the outer one.
using Patch = std::vector<MmRing>;

// The patches of the triangles for which chosen[i] is true. O(triangles).
std::vector<Patch> patches_of(const FloorView& floor, const std::vector<bool>& chosen);

}  // namespace mallctl::nav
