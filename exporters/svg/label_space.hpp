// Where there is room for a label.
#pragma once

#include <optional>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::exporters::floor_map {

// A rectangle that may be turned: `angle` in degrees, clockwise with y downwards.
struct LabelBox {
    core::Point centre;
    double width = 0;
    double height = 0;
    double angle = 0;

    core::Ring corners() const;  // closed
};

// True when the two share more than a line (separating axes, after Gottschalk 1996). O(1).
bool overlaps(const LabelBox& a, const LabelBox& b);

// The largest rectangle of these proportions and angle inside the area (even-odd rule) that keeps clear of
// the rings in its way; of `width` times the scale, where the scale is at most `max_scale`. Nothing when none
// of at least `min_scale` fits. What is left of the room is used to bring it near the area's middle.
//
// In a frame in which the rectangle is the unit square, this is the pole of inaccessibility by the maximum
// norm, found by subdividing squares as V. Agafonkin, "A new algorithm for finding a visual center of a
// polygon" (2016) does by the Euclidean one; exact to 2 % of the scale. O(points) a square.
std::optional<LabelBox> largest_box(const core::MultiPolygon& area, const std::vector<core::Ring>& in_the_way,
                                    const LabelBox& shape, double min_scale, double max_scale);

}  // namespace mallctl::exporters::floor_map
