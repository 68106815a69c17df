// Shortest walks on one level by searching its sights: for levels of which parts are closed, where what is
// looked up in tables is a lower bound only.
#pragma once

#include <span>
#include <vector>

#include "nav/query/closed/closed_floor.hpp"

namespace mallctl::nav {

// The length in m of the shortest walk between two free points that are not closed, infinite where there is
// none; its corners and bends are written to `path`, without the two points. A* (Hart, Nilsson, Raphael
// 1968), bounded by the exact lengths of the floor with nothing closed. Of equal ways always the same.
double shortest_walk(const WalkGraph& graph, Mm from, Mm to, std::vector<Mm>& path);

// The lengths in m of the shortest walks from a point to the sites from `first` on, infinite where there is
// none: Dijkstra's algorithm until all are known. `out` is overwritten.
void walks_to_sites(const WalkGraph& graph, Mm from, std::uint32_t first, std::span<float> out);

}  // namespace mallctl::nav
