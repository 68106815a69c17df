// Triangular expansion (Bungiu et al. 2014, "Efficient computation of visibility polygons"): what is seen
// from a point, triangle by triangle through the edges between them. Exact: windows are closed angles between
// directions to vertices, and may be of no width, where a line runs between two walls that it grazes.
#pragma once

#include <cstdint>
#include <vector>

#include "nav/mesh/buckets.hpp"

namespace mallctl::nav {

// A direction from the origin, and the vertex it leads to; turned: away from.
struct Bound {
    Mm direction;
    std::uint32_t vertex = 0;
    bool turned = false;
};

// The part of a triangle that is seen through its edge `entry` (that is opposite vertex `entry`).
struct Window {
    std::uint32_t triangle = 0;
    std::uint32_t entry = 0;
    Bound right;
    Bound left;
};

constexpr std::uint32_t after(std::uint32_t index) {
    return index == 2 ? 0 : index + 1;
}

// Adds the window that opens through edge `exit` of `from`, if there is a triangle behind it.
inline void look_through(const FloorView& floor, std::uint32_t from, std::uint32_t exit, const Bound& right,
                         const Bound& left, std::vector<Window>& windows) {
    const std::uint32_t other = floor.triangles[from].across[exit];
    if (other == none) return;
    const Triangle& there = floor.triangles[other];
    const std::uint32_t entry = there.across[1] == from ? 1 : there.across[2] == from ? 2 : 0;
    if (there.across[entry] == from) windows.push_back({other, entry, right, left});
}

// More windows than any sound floor of buildings opens to one point. It ends the expansion on damaged arrays,
// whose triangles may lead around in circles.
inline std::uint64_t most_windows(const FloorView& floor) {
    return (std::uint64_t{1} << 20) + 64 * floor.triangles.size();
}

// Follows all windows to their ends. Calls part(window) for each part of a triangle that is seen and more
// than a point of its edge, and vertex(index) for each vertex seen, some of them more than once.
template <typename Part, typename Vertex>
void expand(const FloorView& floor, Mm origin, std::vector<Window>& windows, Part&& part, Vertex&& vertex) {
    for (std::uint64_t budget = most_windows(floor); !windows.empty() && budget > 0; --budget) {
        const Window window = windows.back();
        windows.pop_back();
        const Triangle& triangle = floor.triangles[window.triangle];
        const std::uint32_t right_index = after(after(window.entry));
        const std::uint32_t left_index = after(window.entry);
        const std::uint32_t apex_vertex = triangle.vertex[window.entry];
        const Bound apex{floor.vertices[apex_vertex].mm() - origin, apex_vertex, false};
        const std::int64_t from_right = cross(window.right.direction, apex.direction);
        const std::int64_t to_left = cross(apex.direction, window.left.direction);

        bool is_part = cross(window.right.direction, window.left.direction) > 0;
        if (!is_part) {
            // No width: only where the line runs through the inside of the triangle, or on along another edge
            // of it than the one it comes through.
            const auto turn = [&](std::uint32_t index) {
                return cross(window.right.direction, floor.vertices[triangle.vertex[index]].mm() - origin);
            };
            const std::int64_t right = turn(right_index);
            const std::int64_t left = turn(left_index);
            is_part = from_right == 0 ? (right == 0) != (left == 0) || (right < 0 && left > 0)
                                      : (right < 0 || from_right < 0) && (left > 0 || from_right > 0);
        }
        if (is_part) part(window);
        if (from_right >= 0 && to_left >= 0) vertex(apex_vertex);
        if (from_right >= 0) {
            look_through(floor, window.triangle, left_index, window.right, to_left > 0 ? apex : window.left,
                         windows);
        }
        if (to_left >= 0) {
            look_through(floor, window.triangle, right_index, from_right > 0 ? apex : window.right,
                         window.left, windows);
        }
    }
    windows.clear();
}

// The windows through all edges of a triangle that holds the origin.
inline void look_out(const FloorView& floor, Mm origin, std::uint32_t index, std::vector<Window>& windows) {
    const Triangle& triangle = floor.triangles[index];
    std::array<Bound, 3> corners;
    for (std::size_t i = 0; i < 3; ++i) {
        corners[i] = {floor.vertices[triangle.vertex[i]].mm() - origin, triangle.vertex[i], false};
    }
    for (std::uint32_t i = 0; i < 3; ++i) {
        const Bound& right = corners[after(i)];
        const Bound& left = corners[after(after(i))];
        if (cross(right.direction, left.direction) > 0) look_through(floor, index, i, right, left, windows);
    }
}

}  // namespace mallctl::nav
