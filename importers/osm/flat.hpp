// Lengths in metres near a place, for doors: exact to a thousandth within some hundred metres.
#pragma once

#include <cmath>
#include <numbers>

#include "core/geometry.hpp"

namespace mallctl::importers::osm {

// Metres per degree at a latitude (the series of the WGS 84 ellipsoid, en.wikipedia.org/wiki/
// Geographic_coordinate_system, "Length of a degree").
struct Flat {
    double x = 0;
    double y = 0;

    explicit Flat(double latitude) {
        const double phi = latitude * std::numbers::pi / 180;
        y = 111132.954 - 559.822 * std::cos(2 * phi) + 1.175 * std::cos(4 * phi);
        x = 111412.84 * std::cos(phi) - 93.5 * std::cos(3 * phi);
    }

    double length(core::Point a, core::Point b) const { return std::hypot((b.x - a.x) * x, (b.y - a.y) * y); }

    // The point `metres` from `a` towards `b`; `a` where they are one.
    core::Point along(core::Point a, core::Point b, double metres) const {
        const double all = length(a, b);
        if (all <= 0) return a;
        return {a.x + (b.x - a.x) * metres / all, a.y + (b.y - a.y) * metres / all};
    }
};

}  // namespace mallctl::importers::osm
