// What units leave free of a floor.
#pragma once

#include <vector>

#include "core/geometry.hpp"

namespace mallctl::plan {

struct FreeFloor {
    core::MultiPolygon parts;  // geographic, the largest first
    double area_m2 = 0;
};

// The parts of `outline` that none of `taken` covers, as far as a person fits in: nothing of less than 1.2 m
// in width or 2 m2 in all. Valid areas, geographic. O(n log n) in vertices.
FreeFloor free_floor(const core::MultiPolygon& outline, const std::vector<const core::MultiPolygon*>& taken);

}  // namespace mallctl::plan
