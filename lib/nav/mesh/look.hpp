// Questions to the free space of a level: where is a point, and what does it see? Exact on whole millimetres,
// and safe on any arrays whose indexes are within bounds and whose positions are in range.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nav/floor_arrays.hpp"
#include "nav/mesh/seen.hpp"

namespace mallctl::nav {

// Is the point in free space or on its boundary? O(1) on floors of buildings.
bool is_free(const FloorView& floor, Mm point);

// The nodes that a shortest path from a free point can go to first: corners that it would bend around, and
// all sites in sight; nothing from a point that is not free. `seen` is overwritten, in no particular order,
// and may name a node more than once. O(cones of the point's triangles): two cross products each.
// Nodes numbered `nodes` and above are left out: most of what is seen may be sites that a query does not
// need.
void look_around(const FloorView& floor, Mm point, std::vector<Seen>& seen, std::uint32_t nodes = none);

// Whether the straight line between two free points stays in free space: along edges and through corners it
// may run, not through a point where two obstacles touch. O(triangles on the line).
bool sees(const FloorView& floor, Mm a, Mm b);

// The free point nearest to `point` to within 2 mm, or nothing where it is farther than `limit_m`.
// O(triangles within the limit).
std::optional<Mm> nearest_free(const FloorView& floor, Mm point, double limit_m);

// Calls visit(triangle, right, left) for each part of a triangle that a free point sees: the closed angle
// counter-clockwise from the direction `right` to `left`, as differences to the point; equal and zero for all
// of the triangle. O(triangles seen).
template <typename Visit>
void expand_from(const FloorView& floor, Mm point, Visit&& visit);

}  // namespace mallctl::nav

#include "nav/mesh/expand_from.hpp"  // IWYU pragma: keep
