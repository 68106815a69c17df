// A mapping's control points as a transform, with what is suspicious about them.
#pragma once

#include "core/diagnostic.hpp"
#include "core/local_frame.hpp"
#include "importers/georeferencing.hpp"
#include "importers/mapping/mapping.hpp"
#include "projection/control_points.hpp"

namespace mallctl::importers::drawing {

struct GroundFit {
    core::LocalFrame frame;                 // at the first point
    projection::PlanarTransform transform;  // drawing metres to the frame
    Georeferencing report;
    // P085 the points fit far better with longitude and latitude exchanged, or mirrored; P086 the drawing
    // would have to be scaled.
    core::Diagnostics findings;
};

// Throws core::Error(usage) for an unknown CRS, and core::Error(rejected), naming the mapping's line, for
// points that determine nothing (projection::fit_control_points) or lie outside the CRS.
GroundFit fit_ground(const mapping::ControlPointReference& reference, double metres_per_unit);

}  // namespace mallctl::importers::drawing
