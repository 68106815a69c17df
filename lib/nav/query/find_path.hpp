// The best path as a query asks for it: the door to the ways with nothing closed, under closures and with few
// turns.
#pragma once

#include <vector>

#include "nav/graph.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

// Writes the best path from any of the one points to any of the others to `path`; false where there is none.
// All points are free and on levels of the mall. Of equal ones the first in the order of the points.
bool find_path(const MallView& mall, const RouteOptions& options, const std::vector<LevelPoint>& from,
               const std::vector<LevelPoint>& to, Path& path);

}  // namespace mallctl::nav
