// The free space of a level as a triangulation, while it is being built.
#pragma once

#include <vector>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// Fills vertices (corners first), triangles, the bucket grid and the counts that belong to them: a
// constrained Delaunay triangulation (Sloan 1993: insertion, then constraints by swapping edges) of rings as
// Floor takes them (noded, free space to their left, pieces and holes may touch in points), with exact
// predicates. Two pieces that touch in a point share a vertex and no edge. Deterministic; independent of the
// order of the rings. Throws core::Error(rejected) for a floor of more than Cone::most_indexes vertices, and
// core::Error(failed) for rings that cross. O(n log n) on the floors of buildings.
void triangulate(const std::vector<MmRing>& rings, FloorData& floor);

// Fills cones and sights from the mesh and `floor.sites`, by triangular expansion from each node (Bungiu et
// al. 2014, "Efficient computation of visibility polygons"). A site that lies in no triangle sees nothing.
// Throws core::Error(rejected) for more than Cone::most_indexes nodes. O(cones).
void add_sights(FloorData& floor);

}  // namespace mallctl::nav
