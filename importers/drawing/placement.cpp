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

Placement::Placement(const GridReference& own, double metres_per_unit)
    : metres_per_unit_(metres_per_unit), transform_(own.crs), grid_(own) {
    const double length = std::hypot(own.north.x, own.north.y);
    grid_->north = {own.north.x / length, own.north.y / length};
}

// Eastings and northings of the drawing's own grid, in metres: its direction of north is turned to +y.
core::Point Placement::on_grid(core::Point planar) const {
    const double scale = grid_->metres_per_unit / metres_per_unit_;
    const double x = planar.x * scale - grid_->drawing.x * grid_->metres_per_unit;
    const double y = planar.y * scale - grid_->drawing.y * grid_->metres_per_unit;
    const core::Point north = grid_->north;
    const double unit = transform_->metres_per_unit();
    return {grid_->projected.x + (x * north.y - y * north.x) / unit,
            grid_->projected.y + (x * north.x + y * north.y) / unit};
}

core::Point Placement::in_frame(core::Point planar) const {
    if (fit_) return fit_->transform.apply(planar);
    const double x = planar.x - anchor_.x;
    const double y = planar.y - anchor_.y;
    // +y points `rotation` clockwise from north: (sin, cos) east and north; +x a quarter turn further.
    return {x * cosine_ + y * sine_, y * cosine_ - x * sine_};
}

core::Point Placement::to_geographic(core::Point planar) const {
    if (grid_) return transform_->to_geographic(on_grid(planar));
    if (transform_) {
        const double unit = transform_->metres_per_unit();
        return transform_->to_geographic({planar.x / unit, planar.y / unit});
    }
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
