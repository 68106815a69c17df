// What closed areas hide from a point.
#pragma once

#include <vector>

#include "nav/query/closed/closed_area.hpp"
#include "nav/query/isochrone/reached_piece.hpp"

namespace mallctl::nav {

// Appends to `parts` what is in sight of a convex piece that would be seen from `from`, which is not inside
// the area: convex parts that touch each other at most. Returns whether any of it is hidden; nothing is
// appended where nothing is. O(edges of the area x corners of the piece).
bool cut_shadows(const ClosedArea& area, Mm from, const Outline& piece, std::vector<Outline>& parts);

}  // namespace mallctl::nav
