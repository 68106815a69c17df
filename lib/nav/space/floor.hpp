// The free space of one level for one profile: where the middle of the body may be, and what it sees in a
// straight line. Closed polygons on a millimetre grid; all predicates are exact.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nav/millimetres.hpp"
#include "nav/space/edge_grid.hpp"

namespace mallctl::nav {

// Free directions around a boundary vertex: counter-clockwise from `first` to `last`, both included.
struct Wedge {
    Mm first;
    Mm last;

    bool contains(Mm direction) const;
    bool is_reflex() const { return cross(first, last) < 0; }
};

// Where a point lies, and the directions in which one can leave it.
struct Spot {
    Mm point;
    bool free = false;          // inside or on the boundary
    std::vector<Wedge> wedges;  // empty: every direction is free
    bool can_leave(Mm direction) const;
};

// A corner that shortest paths may bend around. Where pieces of free space touch in one point they do not
// join: each has its own wedge there, and at most one of them is reflex.
struct Corner {
    Mm point;
    Wedge wedge;

    // True where a straight line in this direction only grazes the corner, on the way in and on the way out.
    bool grazes(Mm direction) const { return wedge.contains(direction) && wedge.contains(-direction); }
};

class Floor {
  public:
    Floor() = default;  // nowhere is free

    // Rings of valid polygons, noded: where two rings touch, both have a vertex; each outer ring is followed
    // by its holes. Any other rings are answered without a crash, but not meaningfully. O(n log n) in
    // vertices.
    explicit Floor(std::vector<MmRing> rings);

    const std::vector<MmRing>& rings() const { return rings_; }
    const std::vector<Corner>& corners() const { return corners_; }

    // O(edges near the point and between it and the next one to its right).
    Spot locate(Mm point) const;

    // True when the straight line between two free spots stays in free space. It may run along edges and
    // through vertices, not through a point where two obstacles touch. O(edges near the line).
    bool sees(const Spot& a, const Spot& b) const;

    // The free point nearest to `point` to within 2 mm, or nothing where it is farther than `limit_m`.
    // O(edges within the limit).
    std::optional<Mm> nearest(Mm point, double limit_m) const;

    // Which connected piece of free space a free point lies in, numbered by outer ring; nothing outside. Two
    // pieces that touch in a point are two, and it belongs to the first. As quick as locate().
    std::optional<std::uint32_t> piece_of(Mm point) const;

    // The parts of a line (closed where its first point is repeated at the end) that run outside, boundaries
    // cut off with the inside; ends are rounded to the grid, parts of less than 5 mm left out. O(edges near
    // the line).
    std::vector<std::vector<Mm>> outside(const std::vector<Mm>& line) const;

  private:
    struct Vertex {
        Mm point;
        std::vector<Wedge> wedges;
    };

    void collect_vertices();
    const Vertex* vertex_at(Mm point) const;
    std::optional<std::uint32_t> edge_under(Mm point) const;
    std::optional<std::uint32_t> edge_right_of(Mm point) const;
    bool covers(core::Point point) const;
    void outside(Mm a, Mm b, std::vector<std::vector<Mm>>& parts) const;

    std::vector<MmRing> rings_;
    std::vector<Edge> edges_;
    std::vector<std::uint32_t> piece_;         // of each edge: its outer ring
    std::vector<Vertex> vertices_;             // by point
    std::vector<std::uint32_t> start_vertex_;  // of each edge, into vertices_
    std::vector<Corner> corners_;
    EdgeGrid grid_;
};

}  // namespace mallctl::nav
