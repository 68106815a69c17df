// Where one gets within a time: the parts of all levels, exactly.
#pragma once

#include <vector>

#include "nav/graph.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// What is reached within `seconds` from the nearest of some free points that are not closed, by level in
// order; levels of which nothing is reached are left out. On each level it is the union of what the starts,
// the corners, the portals and the bends of closed areas see, each within the rest of the time. `body` and
// `profile` are the mall's, or as closures leave them. Uses scratch space of the thread. O(cones), and
// O(n log n) in the triangles that the boundary crosses; with areas closed on a level Dijkstra's algorithm
// there.
std::vector<Graph::Area> areas_reached(const BodyView& body, const ProfileView& profile,
                                       const core::LocalFrame& frame, const std::vector<LevelPoint>& from,
                                       double seconds);

}  // namespace mallctl::nav
