// One level for one body, as the arrays that the navigation artifact keeps: what `build` fills, the file
// holds and queries read where it lies. All positions are whole millimetres of the mall's frame.
//
// Words: a *vertex* is a point of the free space's boundary; a *corner* is a vertex that shortest paths may
// bend around (its free angle is over 180 degrees), and corners come first among the vertices. A *site* is a
// point that queries begin or end at, known when the artifact is built: *portals* first (where connectors and
// one-way openings join the level), then *spots* (where units are reached). The *nodes* of a floor are its
// corners, then its sites.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nav/millimetres.hpp"

namespace mallctl::nav {

inline constexpr std::uint32_t none = 0xFFFFFFFF;

// A position in 8 bytes.
struct Position {
    std::int32_t x = 0;
    std::int32_t y = 0;

    bool operator==(const Position&) const = default;
    Mm mm() const { return {x, y}; }
};

// Counter-clockwise. `across[i]` is the triangle on the other side of the edge opposite to vertex i, or
// `none` where that edge is the boundary.
struct Triangle {
    std::array<std::uint32_t, 3> vertex{};
    std::array<std::uint32_t, 3> across{};
};

// From where a part of a triangle is seen: node `node` sees each point of the triangle that lies in the
// closed angle, less than 180 degrees, counter-clockwise from the direction to vertex `right` to that to
// vertex `left`. A turned bound is the direction opposite to its vertex; both turned: the whole triangle is
// seen, and the bounds mean nothing. A corner's cones cover only what a path can bend around it for (its two
// tangent wedges); a site's cover all it sees.
class Cone {
  public:
    static constexpr std::uint32_t most_indexes = 1U << 20;  // nodes and vertices of a floor

    constexpr Cone() = default;
    constexpr Cone(std::uint32_t node, std::uint32_t right, bool right_turned, std::uint32_t left,
                   bool left_turned)
        : bits_(std::uint64_t{node} | std::uint64_t{right} << 20 | std::uint64_t{left} << 40 |
                std::uint64_t{right_turned} << 60 | std::uint64_t{left_turned} << 61) {}
    static constexpr Cone whole(std::uint32_t node) { return {node, 0, true, 0, true}; }

    constexpr std::uint32_t node() const { return static_cast<std::uint32_t>(bits_ & 0xFFFFF); }
    constexpr std::uint32_t right() const { return static_cast<std::uint32_t>(bits_ >> 20 & 0xFFFFF); }
    constexpr std::uint32_t left() const { return static_cast<std::uint32_t>(bits_ >> 40 & 0xFFFFF); }
    constexpr bool right_turned() const { return (bits_ >> 60 & 1) != 0; }
    constexpr bool left_turned() const { return (bits_ >> 61 & 1) != 0; }
    constexpr bool is_whole() const { return bits_ >> 60 == 3; }

  private:
    std::uint64_t bits_ = 0;
};

struct FloorCounts {
    std::uint32_t corners = 0;
    std::uint32_t portals = 0;
    // The square buckets that triangles are found by: `columns` x `rows` of `cell_mm`, from `grid_min` on.
    Position grid_min;
    std::uint32_t cell_mm = 1;
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
};

// `Array<T>` is a vector while building and a span of the file afterwards. Where a member ends in `_begins`
// it has one entry more than there are owners, and owner i has the items from begins[i] to begins[i + 1].
template <template <typename> typename Array>
struct FloorArrays {
    FloorCounts counts;

    // The free space: a constrained Delaunay triangulation.
    Array<Position> vertices;  // corners first
    Array<Triangle> triangles;
    Array<std::uint32_t> cell_begins;     // by bucket, row by row
    Array<std::uint32_t> cell_triangles;  // that touch the bucket

    Array<Position> sites;  // portals first

    // What sees what.
    Array<std::uint32_t> cone_begins;   // by triangle
    Array<Cone> cones;                  // a triangle's ascend by node
    Array<std::uint32_t> sight_begins;  // by node
    Array<std::uint32_t> sights;        // nodes seen in a straight line that grazes the corners it joins,
                                        // ascending; symmetrical

    // Lengths of shortest paths between corners, in m: infinite where there is none. Either all pairs, row by
    // row, with the next node on the way from row to column as a position among the row's sights (0xFFFF:
    // none) ...
    Array<float> table;
    Array<std::uint16_t> table_next;
    // ... or, on floors with more corners, hub labels, each corner's ascending by hub. `label_next` leads
    // towards the hub as table_next does.
    Array<std::uint32_t> label_begins;
    Array<std::uint32_t> label_hubs;
    Array<float> label_lengths;
    Array<std::uint16_t> label_next;

    // Shortest paths to sites, in m: corners x sites and portals x sites, row by row.
    Array<float> corner_to_site;
    Array<float> portal_to_site;

    std::uint32_t node_count() const { return counts.corners + static_cast<std::uint32_t>(sites.size()); }
    Position node(std::uint32_t i) const {
        return i < counts.corners ? vertices[i] : sites[i - counts.corners];
    }

    // All arrays in the order of the file.
    template <typename Self, typename Visit>
    static void for_each_array(Self& floor, Visit&& visit) {
        visit(floor.vertices);
        visit(floor.triangles);
        visit(floor.cell_begins);
        visit(floor.cell_triangles);
        visit(floor.sites);
        visit(floor.cone_begins);
        visit(floor.cones);
        visit(floor.sight_begins);
        visit(floor.sights);
        visit(floor.table);
        visit(floor.table_next);
        visit(floor.label_begins);
        visit(floor.label_hubs);
        visit(floor.label_lengths);
        visit(floor.label_next);
        visit(floor.corner_to_site);
        visit(floor.portal_to_site);
    }
};

template <typename T>
using FileArray = std::span<const T>;
template <typename T>
using OwnArray = std::vector<T>;

using FloorView = FloorArrays<FileArray>;

struct FloorData : FloorArrays<OwnArray> {
    // Valid while this lives and stays as it is.
    FloorView view() const {
        FloorView result;
        result.counts = counts;
        result.vertices = vertices;
        result.triangles = triangles;
        result.cell_begins = cell_begins;
        result.cell_triangles = cell_triangles;
        result.sites = sites;
        result.cone_begins = cone_begins;
        result.cones = cones;
        result.sight_begins = sight_begins;
        result.sights = sights;
        result.table = table;
        result.table_next = table_next;
        result.label_begins = label_begins;
        result.label_hubs = label_hubs;
        result.label_lengths = label_lengths;
        result.label_next = label_next;
        result.corner_to_site = corner_to_site;
        result.portal_to_site = portal_to_site;
        return result;
    }
};

}  // namespace mallctl::nav
