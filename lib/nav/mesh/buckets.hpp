// The square buckets that the triangles of a floor are found by.
#pragma once

#include <algorithm>
#include <cstdint>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// Fills the buckets from vertices and triangles: each triangle is in all that it touches, and in some beside
// it. O(triangles + entries).
void fill_buckets(FloorData& floor);

// Is the point in the triangle or on its edge?
inline bool holds(const FloorView& floor, const Triangle& triangle, Mm point) {
    const Mm a = floor.vertices[triangle.vertex[0]].mm();
    const Mm b = floor.vertices[triangle.vertex[1]].mm();
    const Mm c = floor.vertices[triangle.vertex[2]].mm();
    return side(a, b, point) >= 0 && side(b, c, point) >= 0 && side(c, a, point) >= 0;
}

// Calls visit(index, triangle) for each triangle that holds the point: several on edges and vertices. Stops
// where visit returns false.
template <typename Visit>
void for_each_triangle_at(const FloorView& floor, Mm point, Visit&& visit) {
    const FloorCounts& counts = floor.counts;
    const std::int64_t x = point.x - counts.grid_min.x;
    const std::int64_t y = point.y - counts.grid_min.y;
    if (x < 0 || y < 0) return;
    const std::int64_t column = x / counts.cell_mm;
    const std::int64_t row = y / counts.cell_mm;
    if (column >= counts.columns || row >= counts.rows) return;
    const auto cell = static_cast<std::size_t>(row * counts.columns + column);
    for (std::uint32_t i = floor.cell_begins[cell]; i < floor.cell_begins[cell + 1]; ++i) {
        const std::uint32_t index = floor.cell_triangles[i];
        const Triangle& triangle = floor.triangles[index];
        if (holds(floor, triangle, point) && !visit(index, triangle)) return;
    }
}

}  // namespace mallctl::nav
