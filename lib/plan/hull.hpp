// The convex hull of what a plan holds.
#pragma once

#include <vector>

#include "core/geometry.hpp"

namespace mallctl::plan {

// The smallest convex polygon that holds the points, closed and counter-clockwise; nothing where they lie on
// one line. Monotone chain: A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions",
// Information Processing Letters 9 (1979). O(n log n).
core::MultiPolygon convex_hull(std::vector<core::Point> points);

// Adds every vertex of the area to `points`.
void append_vertices(std::vector<core::Point>& points, const core::MultiPolygon& area);

}  // namespace mallctl::plan
