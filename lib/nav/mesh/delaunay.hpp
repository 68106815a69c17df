// A constrained Delaunay triangulation of the plane around some points, as it grows: what `triangulate` cuts
// the free space out of.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// Points first (inserting each where a walk finds it, then Lawson's flips), edges of rings after that (Sloan
// 1993: the edges in the way are swapped), `restore` at the end. All predicates are exact. Points have the
// numbers of `points`; four more, the frame, enclose them.
class Delaunay {
  public:
    // A triangle, counter-clockwise. Edge i is opposite vertex i.
    struct Face {
        std::array<std::uint32_t, 3> vertex{};
        std::array<std::uint32_t, 3> across{};
        std::array<bool, 3> fixed{};  // edge of a ring

        std::uint32_t index_of(std::uint32_t v) const { return vertex[0] == v ? 0 : vertex[1] == v ? 1 : 2; }
    };

    // Distinct points in range, in an order in which neighbours are near each other.
    explicit Delaunay(const std::vector<Position>& points, const std::vector<std::uint32_t>& order);

    // Makes the straight line from a to b an edge, or several where it runs through points. Throws
    // core::Error(failed) where it crosses another such edge. O(k^2) in the k edges in its way.
    void fix(std::uint32_t a, std::uint32_t b);

    // Makes the edges that are not fixed Delaunay again.
    void restore();

    const std::vector<Face>& faces() const { return faces_; }
    bool in_frame(std::uint32_t vertex) const { return vertex >= first_of_frame_; }

    // The edge from a to b: a face to its left and the index of a in it; {none, 0} where they are not joined.
    std::pair<std::uint32_t, std::uint32_t> find_edge(std::uint32_t a, std::uint32_t b) const;

  private:
    struct Edge {
        std::uint32_t right;  // of the line that is in its way
        std::uint32_t left;
    };

    Mm at(std::uint32_t vertex) const { return points_[vertex]; }
    void enclose();
    void insert(std::uint32_t vertex);
    std::uint32_t face_at(Mm point) const;
    void split_face(std::uint32_t face, std::uint32_t vertex);
    void split_edge(std::uint32_t face, std::uint32_t edge, std::uint32_t vertex);
    void settle(std::uint32_t vertex);
    bool is_bad(std::uint32_t face, std::uint32_t edge) const;
    void flip(std::uint32_t face, std::uint32_t edge);
    void link(std::uint32_t face, std::uint32_t edge, std::uint32_t other, std::uint32_t old);
    void own_vertices(std::uint32_t face);
    std::uint32_t fix_to_next(std::uint32_t a, std::uint32_t b);
    void swap_away(std::uint32_t a, std::uint32_t b, std::vector<Edge>& crossing);
    void mark_fixed(std::uint32_t a, std::uint32_t b);

    std::vector<Mm> points_;
    std::uint32_t first_of_frame_;
    std::vector<Face> faces_;
    std::vector<std::uint32_t> face_of_;                            // of each vertex, one that holds it
    std::vector<std::uint32_t> unsettled_;                          // faces whose edge 0 may be bad
    std::vector<std::pair<std::uint32_t, std::uint32_t>> swapped_;  // edges made by `fix`
    std::uint32_t last_ = 0;                                        // where the next walk begins
};

}  // namespace mallctl::nav
