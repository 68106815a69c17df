#include "importers/drawing/placement.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "core/error.hpp"

namespace mallctl::importers::drawing {

namespace {

// Beyond this a plan is not a building, and the local frame loses its precision.
constexpr double max_distance_m = 100'000;

}  // namespace

Placement::Placement(const mapping::Georeference& georeference, double metres_per_unit)
    : metres_per_unit_(metres_per_unit) {
    if (const auto* crs = std::get_if<mapping::CrsReference>(&georeference)) {
        transform_.emplace(crs->crs);
        return;
    }
    if (const auto* points = std::get_if<mapping::ControlPointReference>(&georeference)) {
        fit_ = fit_ground(*points, metres_per_unit);
        frame_ = fit_->frame;
        return;
    }
    const auto& anchor = std::get<mapping::AnchorReference>(georeference);
    const double angle = anchor.rotation_deg * std::numbers::pi / 180;
    anchor_ = {anchor.drawing.x * metres_per_unit, anchor.drawing.y * metres_per_unit};
    sine_ = std::sin(angle);
    cosine_ = std::cos(angle);
    frame_.emplace(anchor.geographic);
}

core::Point Placement::in_frame(core::Point planar) const {
    if (fit_) return fit_->transform.apply(planar);
    const double x = planar.x - anchor_.x;
    const double y = planar.y - anchor_.y;
    // +y points `rotation` clockwise from north: (sin, cos) east and north; +x a quarter turn further.
    return {x * cosine_ + y * sine_, y * cosine_ - x * sine_};
}

core::Point Placement::to_geographic(core::Point planar) const {
    if (transform_) return transform_->to_geographic(planar);
    const core::Point local = in_frame(planar);
    if (!(std::hypot(local.x, local.y) <= max_distance_m)) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("the point ({:.0f}, {:.0f}) m lies more than 100 km from the {}", planar.x, planar.y,
                        fit_ ? "first control point" : "anchor"),
            "check x and y of the georeference (in drawing units) and the units of the mapping");
    }
    return frame_->to_geographic(local);
}

}  // namespace mallctl::importers::drawing
