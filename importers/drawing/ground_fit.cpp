#include "importers/drawing/ground_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "core/error.hpp"
#include "projection/transform.hpp"

namespace mallctl::importers::drawing {

namespace {

using core::Point;
using projection::ControlPoint;
using projection::Fit;

// The points with something done to them, to see whether they fit better so.
using Change = std::function<ControlPoint(const Point& drawing, const Point& geographic)>;

std::vector<Point> geographic_points(const mapping::ControlPointReference& reference) {
    std::optional<projection::Transform> transform;
    if (!reference.crs.empty()) transform.emplace(reference.crs);
    std::vector<Point> points;
    for (const mapping::ControlPoint& point : reference.points) {
        points.push_back(point.projected && transform ? transform->to_geographic(point.ground)
                                                      : point.ground);
    }
    return points;
}

// The RMS of the changed points, in their own freest fit that does not mirror; infinite where there is none.
double rms_of(const std::vector<Georeferencing::Point>& points, const Change& change) {
    std::vector<ControlPoint> changed;
    for (const Georeferencing::Point& point : points)
        changed.push_back(change(point.drawing, point.geographic));
    try {
        return projection::fit_control_points(changed, changed.size() > 2 ? Fit::similarity : Fit::rigid)
            .rms_m;
    } catch (const core::Error&) {
        return std::numeric_limits<double>::infinity();
    }
}

double extent_of(const std::vector<Georeferencing::Point>& points, const core::LocalFrame& frame) {
    double extent = 0;
    for (const Georeferencing::Point& point : points) {
        const Point local = frame.to_local(point.geographic);
        extent = std::max(extent, std::hypot(local.x, local.y));
    }
    return extent;
}

core::Diagnostic finding(const char* code, std::string message, std::string advice,
                         const mapping::ControlPointReference& reference) {
    core::Diagnostic result;
    result.code = code;
    result.severity = core::Severity::warning;
    result.message = std::move(message);
    result.advice = std::move(advice);
    result.where = reference.where;
    return result;
}

// A reflection cannot be told from a bad point by residuals alone: it shows in how well the points fit
// without it.
void suspect_exchange(const mapping::ControlPointReference& reference, double metres_per_unit,
                      GroundFit& fit) {
    constexpr double noticeable = 0.02;  // of the extent: no survey is as bad
    constexpr double far_better = 5;
    const auto& points = fit.report.points;
    const auto metres = [&](const Point& p) { return Point{p.x * metres_per_unit, p.y * metres_per_unit}; };
    const double as_given = rms_of(points, [&](const Point& drawing, const Point& geographic) {
        return ControlPoint{metres(drawing), fit.frame.to_local(geographic)};
    });
    if (!(as_given > noticeable * extent_of(points, fit.frame))) return;
    const double mirrored = rms_of(points, [&](const Point& drawing, const Point& geographic) {
        return ControlPoint{{-metres(drawing).x, metres(drawing).y}, fit.frame.to_local(geographic)};
    });
    const Point origin = points.front().geographic;
    const bool may_be_exchanged = std::all_of(points.begin(), points.end(),
                                              [](const auto& it) { return std::abs(it.geographic.x) <= 90; });
    const core::LocalFrame other(may_be_exchanged ? Point{origin.y, origin.x} : origin);
    const double exchanged =
        may_be_exchanged
            ? rms_of(points,
                     [&](const Point& drawing, const Point& geographic) {
                         return ControlPoint{metres(drawing), other.to_local({geographic.y, geographic.x})};
                     })
            : std::numeric_limits<double>::infinity();
    if (std::min(mirrored, exchanged) * far_better > as_given) return;
    const bool exchange = exchanged < mirrored;
    fit.findings.push_back(finding(
        "P085",
        fmt::format("the control points fit {} ({:.3f} m) far better than as they are ({:.3f} m)",
                    exchange ? "with longitude and latitude exchanged" : "a mirror image of the drawing",
                    exchange ? exchanged : mirrored, as_given),
        exchange
            ? "lon is east, lat is north: exchange them, as programs that write 'lat, lon' need"
            : "check the sign and the order of x and y, and that each is paired with its own lon and lat",
        reference));
}

void suspect_scale(const mapping::ControlPointReference& reference, GroundFit& fit) {
    constexpr double tolerance = 0.02;
    const double scale = fit.transform.scale();
    if (reference.transform == Fit::rigid || std::abs(scale - 1) <= tolerance) return;
    fit.findings.push_back(finding(
        "P086",
        fmt::format("the control points make the drawing {:.4g} times as large as its units do", scale),
        "check the units of the mapping or the drawing, then the points; transform: rigid allows no "
        "scale",
        reference));
}

}  // namespace

GroundFit fit_ground(const mapping::ControlPointReference& reference, double metres_per_unit) {
    const std::vector<Point> geographic = geographic_points(reference);
    const core::LocalFrame frame(geographic.front());
    std::vector<ControlPoint> points;
    for (std::size_t i = 0; i < geographic.size(); ++i) {
        const Point drawing = reference.points[i].drawing;
        points.push_back(
            {{drawing.x * metres_per_unit, drawing.y * metres_per_unit}, frame.to_local(geographic[i])});
    }
    projection::ControlPointFit fitted;
    try {
        fitted = projection::fit_control_points(points, reference.transform);
    } catch (const core::Error& error) {
        throw core::Error(error.fault(),
                          fmt::format("{}:{}: {}", reference.where.file, reference.where.line, error.what()),
                          error.advice());
    }
    GroundFit fit{frame, fitted.transform, {}, {}};
    fit.report.transform = projection::to_string(reference.transform);
    fit.report.rms_m = fitted.rms_m;
    fit.report.scale = fitted.transform.scale();
    fit.report.rotation_deg = fitted.transform.rotation_deg();
    for (std::size_t i = 0; i < geographic.size(); ++i) {
        fit.report.points.push_back(
            {reference.points[i].drawing, geographic[i], fitted.residuals_m[i], reference.points[i].where});
    }
    suspect_exchange(reference, metres_per_unit, fit);
    if (fit.findings.empty() && fit.transform.determinant() < 0) {
        fit.findings.push_back(finding("P085", "the control points make a mirror image of the drawing",
                                       "check the sign and the order of x and y, and the pairs", reference));
    }
    if (fit.findings.empty()) suspect_scale(reference, fit);
    return fit;
}

}  // namespace mallctl::importers::drawing
