// Pieces of a level put together to areas, by GEOS: for answers that are polygons.
#pragma once

#include <vector>

#include "core/geometry.hpp"
#include "core/local_frame.hpp"
#include "nav/query/reached_piece.hpp"
#include "nav/query/triangle_patches.hpp"

namespace mallctl::nav {

// The union of patches and of convex pieces that may lie in any way, on the grid of millimetres; geographic
// and valid, shells counter-clockwise. What is thinner than the grid's rounding is left out. Throws
// core::Error(failed) where GEOS gives up. O(n log n).
core::MultiPolygon unite_areas(const std::vector<Patch>& patches, const std::vector<Outline>& pieces,
                               const core::LocalFrame& frame);

}  // namespace mallctl::nav
