// Where one gets within a time: the parts of all levels, exactly.
#pragma once

#include <vector>

#include "nav/graph.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// What is reached within `seconds` from the nearest of some free points, by level in order; levels of which
// nothing is reached are left out. On each level it is the union of what the starts, the corners and the
// portals see, each within the rest of the time. Uses scratch space of the thread. O(cones), and O(n log n)
// in the triangles that the boundary crosses.
std::vector<Graph::Area> areas_reached(const MallView& mall, const ProfileView& profile,
                                       const std::vector<LevelPoint>& from, double seconds);

}  // namespace mallctl::nav
