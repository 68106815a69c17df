// Whether a line that a reader cannot tell to be closed is the outline of a wall.
#pragma once

#include "core/geometry.hpp"

namespace mallctl::importers::drawing {

// True when the line (metres) has three points or more and the way back from its last point to its first runs
// within 0.6 m of the line itself, as the missing side of a wall's outline does: closing it then shuts
// nothing but the wall. The way back of a wall drawn as one line about a room is far from it. O(points).
bool outlines_a_wall(const core::LineString& line);

}  // namespace mallctl::importers::drawing
