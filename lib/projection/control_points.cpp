#include "projection/control_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"

namespace mallctl::projection {

namespace {

using core::Point;

constexpr double least_extent_m = 1e-3;
constexpr double least_width_to_length = 1e-3;
constexpr double least_turn = 1e-9;

[[noreturn]] void reject(const std::string& why, const std::string& advice) {
    throw core::Error(core::Fault::rejected, "the control points " + why, advice);
}

// Sums of products about the centroids. p: drawing, q: ground.
struct Moments {
    Point p;
    Point q;
    double pxx = 0, pxy = 0, pyy = 0;
    double qxx = 0, qxy = 0, qyy = 0;
    double xx = 0, xy = 0, yx = 0, yy = 0;  // sums of px*qx, px*qy, py*qx, py*qy
};

Moments moments_of(const std::vector<ControlPoint>& points) {
    Moments m;
    const auto count = static_cast<double>(points.size());
    for (const ControlPoint& point : points) {
        m.p = {m.p.x + point.drawing.x / count, m.p.y + point.drawing.y / count};
        m.q = {m.q.x + point.ground.x / count, m.q.y + point.ground.y / count};
    }
    for (const ControlPoint& point : points) {
        const Point p = {point.drawing.x - m.p.x, point.drawing.y - m.p.y};
        const Point q = {point.ground.x - m.q.x, point.ground.y - m.q.y};
        m.pxx += p.x * p.x;
        m.pxy += p.x * p.y;
        m.pyy += p.y * p.y;
        m.qxx += q.x * q.x;
        m.qxy += q.x * q.y;
        m.qyy += q.y * q.y;
        m.xx += p.x * q.x;
        m.xy += p.x * q.y;
        m.yx += p.y * q.x;
        m.yy += p.y * q.y;
    }
    return m;
}

// True when a cloud of points with these second moments is no wider than a line.
bool is_line(double xx, double xy, double yy) {
    const double mean = (xx + yy) / 2;
    const double half = std::hypot((xx - yy) / 2, xy);
    return mean - half <= least_width_to_length * least_width_to_length * (mean + half);
}

void check_spread(const std::vector<ControlPoint>& points, const Moments& m, Fit fit) {
    const double least = least_extent_m * least_extent_m * static_cast<double>(points.size());
    constexpr const char* apart = "choose points far apart, such as corners of the building";
    if (!(m.pxx + m.pyy > least)) reject("coincide in the drawing", apart);
    if (!(m.qxx + m.qyy > least)) reject("coincide on the ground", apart);
    if (fit != Fit::affine) return;
    if (is_line(m.pxx, m.pxy, m.pyy) || is_line(m.qxx, m.qxy, m.qyy)) {
        reject("lie on one line, so they do not determine an affine transform",
               "add a point beside the line, or use transform: similarity");
    }
}

void check_finite(const std::vector<ControlPoint>& points) {
    // Beyond the circumference of the Earth, squares of metres still are far from overflow.
    constexpr double limit = 1e9;
    const auto good = [](Point p) { return std::abs(p.x) <= limit && std::abs(p.y) <= limit; };
    const bool all = std::all_of(points.begin(), points.end(), [&](const ControlPoint& point) {
        return good(point.drawing) && good(point.ground);
    });
    if (!all) reject("hold a coordinate that is no place on Earth", "check the coordinates and the units");
}

PlanarTransform turned(const Moments& m, Fit fit) {
    const double along = m.xx + m.yy;
    const double across = m.xy - m.yx;
    const double strength = std::hypot(along, across);
    if (!(strength > least_turn * std::sqrt((m.pxx + m.pyy) * (m.qxx + m.qyy)))) {
        reject("fit alike whichever way the drawing is turned",
               "check that each x, y is paired with its own lon, lat: a mirrored set does this");
    }
    const double scale = fit == Fit::rigid ? 1 : strength / (m.pxx + m.pyy);
    const double cosine = scale * along / strength;
    const double sine = scale * across / strength;
    return {m.p, m.q, cosine, -sine, sine, cosine};
}

PlanarTransform sheared(const Moments& m) {
    const double determinant = m.pxx * m.pyy - m.pxy * m.pxy;
    return {m.p,
            m.q,
            (m.xx * m.pyy - m.yx * m.pxy) / determinant,
            (m.yx * m.pxx - m.xx * m.pxy) / determinant,
            (m.xy * m.pyy - m.yy * m.pxy) / determinant,
            (m.yy * m.pxx - m.xy * m.pxy) / determinant};
}

}  // namespace

const char* to_string(Fit fit) {
    switch (fit) {
        case Fit::rigid:
            return "rigid";
        case Fit::similarity:
            return "similarity";
        case Fit::affine:
            return "affine";
    }
    return "rigid";
}

std::size_t least_points(Fit fit) {
    return fit == Fit::affine ? 3 : 2;
}

Point PlanarTransform::apply(Point drawing) const {
    const double x = drawing.x - from.x;
    const double y = drawing.y - from.y;
    return {to.x + xx * x + xy * y, to.y + yx * x + yy * y};
}

double PlanarTransform::scale() const {
    return std::sqrt(std::abs(determinant()));
}

double PlanarTransform::rotation_deg() const {
    return std::atan2(xy, yy) * 180 / std::numbers::pi;
}

ControlPointFit fit_control_points(const std::vector<ControlPoint>& points, Fit fit) {
    if (points.size() < least_points(fit)) {
        reject(fmt::format("are {}, but transform {} needs at least {}", points.size(), to_string(fit),
                           least_points(fit)),
               "add control points: more than needed also show how well they fit");
    }
    check_finite(points);
    const Moments m = moments_of(points);
    check_spread(points, m, fit);
    ControlPointFit result;
    result.transform = fit == Fit::affine ? sheared(m) : turned(m, fit);
    double sum = 0;
    for (const ControlPoint& point : points) {
        const Point placed = result.transform.apply(point.drawing);
        const double residual = std::hypot(placed.x - point.ground.x, placed.y - point.ground.y);
        result.residuals_m.push_back(residual);
        sum += residual * residual;
    }
    result.rms_m = std::sqrt(sum / static_cast<double>(points.size()));
    return result;
}

}  // namespace mallctl::projection
