// Whether the edges of rings meet anywhere but at their common corners.
#pragma once

#include <cstddef>

#include "core/geometry.hpp"

namespace mallctl::plan {

// True when it is certain that no two edges of the polygon's rings meet but neighbours of one ring at their
// corner. Rings are closed. Signs of determinants are only trusted beyond their rounding error (J. R.
// Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric predicates", Discrete &
// Computational Geometry 18 (1997), bound A). O(n log n) and bounded: it gives up, saying false, when it has
// compared some dozen pairs an edge.
bool surely_apart(const core::Polygon& polygon);

// Pairs of edges of the area that may cross or touch, counted up to `limit`; `limit` as well where there are
// too many pairs to look at. Rings are closed.
std::size_t count_crossings(const core::MultiPolygon& area, std::size_t limit);

}  // namespace mallctl::plan
