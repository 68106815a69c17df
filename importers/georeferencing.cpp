#include "importers/georeferencing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::importers {

namespace {

const Georeferencing::Point& worst_of(const Georeferencing& georeferencing) {
    return *std::max_element(georeferencing.points.begin(), georeferencing.points.end(),
                             [](const auto& a, const auto& b) { return a.residual_m < b.residual_m; });
}

std::string place_of(const Georeferencing::Point& point) {
    return fmt::format("x {:.10g}, y {:.10g}", point.drawing.x, point.drawing.y);
}

}  // namespace

std::string describe(const Georeferencing& georeferencing) {
    const Georeferencing::Point& worst = worst_of(georeferencing);
    return fmt::format(
        "{} of {} control points, RMS {:.3f} m, worst {:.3f} m at {}; scale {:.5g}, rotation {:.4g}",
        georeferencing.transform, georeferencing.points.size(), georeferencing.rms_m, worst.residual_m,
        place_of(worst), georeferencing.scale, georeferencing.rotation_deg);
}

void require_rms(const std::optional<Georeferencing>& georeferencing, double max_rms_m) {
    if (!georeferencing || georeferencing->points.empty()) {
        throw core::Error(core::Fault::usage,
                          "--max-rms has nothing to measure: the plan has no control points",
                          "write control_points under georeference of the mapping, or leave the limit out");
    }
    if (georeferencing->rms_m <= max_rms_m) return;
    const Georeferencing::Point& worst = worst_of(*georeferencing);
    core::Diagnostic finding;
    finding.code = "P088";
    finding.severity = core::Severity::error;
    finding.message = fmt::format(
        "the control points fit with an RMS of {:.3f} m, more than the limit of {:.3f} m; "
        "the worst, {}, is {:.3f} m off",
        georeferencing->rms_m, max_rms_m, place_of(worst), worst.residual_m);
    finding.advice = "check that point first: a mistyped digit, or another corner than meant";
    finding.at = worst.geographic;
    finding.where = worst.where;
    throw core::Error(core::Fault::rejected, finding.message, finding.advice, {finding});
}

}  // namespace mallctl::importers
