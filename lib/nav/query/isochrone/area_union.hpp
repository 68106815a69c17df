// Pieces of a level put together to areas, by GEOS: for answers that are polygons.
#pragma once

#include <vector>

#include "core/geometry.hpp"
#include "core/local_frame.hpp"
#include "nav/query/isochrone/reached_piece.hpp"
#include "nav/query/isochrone/triangle_patches.hpp"

namespace mallctl::nav {

// Pieces of which no two overlap; they may share parts of edges.
using Layer = std::vector<Outline>;

// The union of patches and of the pieces of all layers, on the grid of millimetres; geographic and valid,
// shells counter-clockwise. Pieces of the first layer overlap no patch. What is thinner than the grid's
// rounding is left out. Throws core::Error(failed) where GEOS gives up. O(n log n) a layer.
core::MultiPolygon unite_areas(const std::vector<Patch>& patches, const std::vector<Layer>& layers,
                               const core::LocalFrame& frame);

}  // namespace mallctl::nav
