// A drawing laid onto the ground by points that are known in both: least squares in the plane. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::projection {

// What may be done to the drawing. rigid: turn and move. similarity: also one scale. affine: also another
// scale along another axis, and shear. None but affine mirrors.
enum class Fit { rigid, similarity, affine };

// "rigid" and so on.
const char* to_string(Fit fit);

// How many points determine it: two, and three for affine. Only with more do residuals say anything.
std::size_t least_points(Fit fit);

// The same spot twice, in metres: in the drawing, and in a local frame on the ground (core/local_frame.hpp).
struct ControlPoint {
    core::Point drawing;
    core::Point ground;
};

// ground = to + (xx xy; yx yy) * (drawing - from).
struct PlanarTransform {
    core::Point from;
    core::Point to;
    double xx = 1;
    double xy = 0;
    double yx = 0;
    double yy = 1;

    core::Point apply(core::Point drawing) const;

    // Below 0 the transform mirrors.
    double determinant() const { return xx * yy - xy * yx; }

    // Metres on the ground for a metre of the drawing, over all directions: sqrt(|determinant|).
    double scale() const;

    // Where the drawing's +y axis points, degrees clockwise from the ground's +y (north), -180 to 180.
    double rotation_deg() const;
};

struct ControlPointFit {
    PlanarTransform transform;
    std::vector<double> residuals_m;  // of each point, in their order: how far off it lies on the ground
    double rms_m = 0;                 // the root of the mean of their squares
};

// The transform of this kind with the least sum of squared residuals. rigid and similarity: S. Umeyama,
// "Least-squares estimation of transformation parameters between two point patterns", IEEE TPAMI 13 (1991),
// which in the plane has a closed form; affine: the normal equations about the centroids. O(points).
//
// Throws core::Error(rejected) for fewer than least_points, a coordinate that is not finite, points that
// coincide in the drawing or on the ground, points of an affine fit that lie on one line there (within a
// thousandth of their extent), and points from which no rotation follows.
ControlPointFit fit_control_points(const std::vector<ControlPoint>& points, Fit fit);

}  // namespace mallctl::projection
