#include "nav/mesh/buckets.hpp"

#include <utility>
#include <vector>

namespace mallctl::nav {

namespace {

constexpr std::int64_t usual_cell_mm = 2000;
constexpr std::int64_t most_cells = 1 << 20;

std::int64_t divide_down(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

using Corners = std::array<Mm, 3>;

// The columns that the part of a triangle between two heights touches, rounded outwards by up to 1 mm.
std::pair<std::int64_t, std::int64_t> x_range(const Corners& corners, std::int64_t low, std::int64_t high) {
    std::int64_t min = farthest_mm * 4;
    std::int64_t max = -min;
    const auto take = [&](std::int64_t from, std::int64_t to) {
        min = std::min(min, from);
        max = std::max(max, to);
    };
    for (std::size_t i = 0; i < 3; ++i) {
        const Mm a = corners[i];
        const Mm b = corners[(i + 1) % 3];
        if (a.y >= low && a.y <= high) take(a.x, a.x);
        for (const std::int64_t y : {low, high}) {
            if ((a.y < y) == (b.y < y)) continue;
            const std::int64_t x = a.x + divide_down((y - a.y) * (b.x - a.x), b.y - a.y);
            take(x, x + 1);
        }
    }
    return {min, max};
}

template <typename Visit>
void for_each_bucket(const FloorData& floor, const Triangle& triangle, Visit&& visit) {
    const FloorCounts& counts = floor.counts;
    const std::int64_t cell = counts.cell_mm;
    const Mm origin = counts.grid_min.mm();
    Corners corners;
    for (std::size_t i = 0; i < 3; ++i) corners[i] = floor.vertices[triangle.vertex[i]].mm() - origin;
    const auto [lowest, highest] = std::minmax({corners[0].y, corners[1].y, corners[2].y});
    for (std::int64_t row = lowest / cell; row <= highest / cell; ++row) {
        const auto [min, max] = x_range(corners, row * cell, (row + 1) * cell);
        const std::int64_t last = std::min<std::int64_t>(max / cell, counts.columns - 1);
        for (std::int64_t column = min / cell; column <= last; ++column) {
            visit(static_cast<std::size_t>(row * counts.columns + column));
        }
    }
}

}  // namespace

void fill_buckets(FloorData& floor) {
    Position min;
    Position max;
    if (!floor.vertices.empty()) min = max = floor.vertices.front();
    for (const Position vertex : floor.vertices) {
        min = {std::min(min.x, vertex.x), std::min(min.y, vertex.y)};
        max = {std::max(max.x, vertex.x), std::max(max.y, vertex.y)};
    }
    const Mm extent = max.mm() - min.mm();
    std::int64_t cell = usual_cell_mm;
    while ((extent.x / cell + 1) * (extent.y / cell + 1) > most_cells) cell *= 2;
    FloorCounts& counts = floor.counts;
    counts.grid_min = min;
    counts.cell_mm = static_cast<std::uint32_t>(cell);
    counts.columns = static_cast<std::uint32_t>(extent.x / cell + 1);
    counts.rows = static_cast<std::uint32_t>(extent.y / cell + 1);

    std::vector<std::uint32_t>& begins = floor.cell_begins;
    begins.assign(std::size_t{counts.columns} * counts.rows + 1, 0);
    for (const Triangle& triangle : floor.triangles) {
        for_each_bucket(floor, triangle, [&](std::size_t bucket) { ++begins[bucket + 1]; });
    }
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    floor.cell_triangles.resize(begins.back());
    std::vector<std::uint32_t> ends(begins.begin(), begins.end() - 1);
    for (std::uint32_t t = 0; t < floor.triangles.size(); ++t) {
        for_each_bucket(floor, floor.triangles[t],
                        [&](std::size_t bucket) { floor.cell_triangles[ends[bucket]++] = t; });
    }
}

}  // namespace mallctl::nav
