// What is closed of one level to the middle of one body: the inside of polygons. Along their outlines one may
// walk, as along the boundary of free space.
#pragma once

#include <vector>

#include "nav/millimetres.hpp"

namespace mallctl::nav {

class ClosedArea {
  public:
    // A vertex of an outline, with the closed side to the left of before -> at -> after.
    struct Vertex {
        Mm before;
        Mm at;
        Mm after;

        // Paths may bend around it: the closed angle is less than 180 degrees.
        bool is_convex() const { return cross(after - at, before - at) > 0; }
        // Whether a line that ends at it grazes the area there.
        bool is_grazed_from(Mm other) const;
        // Whether the direction leads strictly into the area.
        bool leads_inside(Mm direction) const;
    };

    ClosedArea() = default;
    // The rings of disjoint valid polygons with their inside to the left.
    explicit ClosedArea(const std::vector<MmRing>& rings);

    bool empty() const { return vertices_.empty(); }
    const std::vector<Vertex>& vertices() const { return vertices_; }

    // Strictly inside? O(vertices).
    bool holds(Mm point) const;
    // Whether any of the straight line is strictly inside. Exact. O(vertices), less where it is far away.
    bool cuts(Mm a, Mm b) const;
    // How far along a line that is cut the area begins, from 0 to 1.
    double first_cut(Mm a, Mm b) const;

  private:
    bool is_near(Mm a, Mm b) const;

    std::vector<Vertex> vertices_;
    Mm low_;
    Mm high_;
};

}  // namespace mallctl::nav
