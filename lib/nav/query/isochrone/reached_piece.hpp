// The part of a triangle that is reached in straight lines from one point: all convex, so that pieces are
// cheap to cut and to compare.
#pragma once

#include <array>
#include <vector>

#include "core/geometry.hpp"
#include "nav/millimetres.hpp"

namespace mallctl::nav {

// Where one can still go on for `left_mm`, seeing the closed angle counter-clockwise from the direction
// `right` to `left`; both zero: everything.
struct Source {
    Mm at;
    double left_mm = 0;
    Mm right;
    Mm left;

    bool sees_all() const { return right == Mm{} && left == Mm{}; }
    // Whether the point, which is in a triangle that the source sees a part of, is seen; and reached.
    bool sees(Mm point) const;
    bool reaches(core::Point point) const;
};

// Counter-clockwise, in mm, the first point not repeated.
using Outline = std::vector<core::Point>;

// Arcs are drawn as chords from within, so far off at most.
inline constexpr double chord_error_mm = 8;

// The part of a triangle (counter-clockwise) in the source's angle and within its reach: empty where there is
// none or it is thinner than the grid. O(1) and the chords.
void cut_piece(const std::array<Mm, 3>& triangle, const Source& source, Outline& piece);

// Keeps what lies to the left of a line, or on it (Sutherland and Hodgman 1974).
void keep_left(Outline& outline, Mm at, Mm direction);

// In mm^2.
double area_of(const Outline& outline);

}  // namespace mallctl::nav
