// Areas cut into small pieces, so that what two of them share is measured without GEOS, in a fraction of a
// microsecond.
#pragma once

#include <vector>

#include "core/geometry.hpp"

namespace mallctl::plan {

// A piece of an area: shells count positive, holes negative. Cuts may leave edges that run back over
// themselves; they enclose nothing.
struct Tile {
    std::vector<core::Ring> rings;  // not closed: the first point is not repeated
    core::Box box;
    bool convex = false;  // one ring, counter-clockwise
};

// The area in tiles of few corners. Rings may be oriented any way: the first of each polygon is its shell.
// Empty where nothing has three corners. O(n log n) in vertices.
std::vector<Tile> tiles_of(const core::MultiPolygon& area);

// In the square of the unit. O(corners of a * corners of b), and linear where one of them is convex.
// Clipping after Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17 (1974); its areas are exact
// for any subject, and a tile that is not convex is a signed sum of triangles.
double shared_area(const Tile& a, const Tile& b);
double area_of(const Tile& tile);

// True when the point is inside, or at most `within` from an edge.
bool is_near(const Tile& tile, core::Point point, double within);

}  // namespace mallctl::plan
