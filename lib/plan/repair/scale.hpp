// Metres between points that are kept in degrees, so that what needs no mending is never converted.
#pragma once

#include <cmath>

#include "core/geometry.hpp"

namespace mallctl::plan {

// Metres per degree around one place: true to 1e-3 within some kilometres, which is enough for tolerances.
struct Scale {
    double x = 0;
    double y = 0;

    double distance_m(core::Point a, core::Point b) const {
        return std::hypot((a.x - b.x) * x, (a.y - b.y) * y);
    }
    double square_metres(double square_degrees) const { return square_degrees * x * y; }
};

// Takes the latitude to a hundredth of a degree, so that a mended vertex does not change the scale; the
// equator for a point that is none.
Scale scale_at(core::Point geographic);

}  // namespace mallctl::plan
