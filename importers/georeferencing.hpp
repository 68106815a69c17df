// How well control points put a source on the ground.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"

namespace mallctl::importers {

struct Georeferencing {
    struct Point {
        core::Point drawing;     // drawing units, as in the mapping
        core::Point geographic;  // where it should lie
        double residual_m = 0;   // how far from there the fit puts it
        core::SourcePosition where;
    };
    std::string transform;    // "rigid", "similarity" or "affine"
    double rms_m = 0;         // the root of the mean of the squared residuals
    double scale = 1;         // metres on the ground for a metre of the drawing
    double rotation_deg = 0;  // of the drawing's +y axis, clockwise from true north
    std::vector<Point> points;
};

// "similarity of 4 points, RMS 0.012 m, scale 1.0001, rotation 12.5 degrees; worst: ...", for people.
std::string describe(const Georeferencing& georeferencing);

// Throws core::Error(rejected), naming the worst point, with a finding P088, where the RMS is over
// `max_rms_m`; core::Error(usage) where there are no control points to measure.
void require_rms(const std::optional<Georeferencing>& georeferencing, double max_rms_m);

}  // namespace mallctl::importers
