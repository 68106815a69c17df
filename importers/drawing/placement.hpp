// From a drawing's plane to the Earth.
#pragma once

#include <optional>

#include "core/geometry.hpp"
#include "core/local_frame.hpp"
#include "importers/drawing/ground_fit.hpp"
#include "importers/drawing/survey.hpp"
#include "importers/mapping/mapping.hpp"
#include "projection/transform.hpp"

namespace mallctl::importers::drawing {

class Placement {
  public:
    // Throws core::Error(usage) for an unknown CRS, and what fit_ground throws.
    Placement(const mapping::Georeference& georeference, double metres_per_unit);

    // As the drawing itself says. Throws core::Error(usage) for an unknown CRS.
    Placement(const GridReference& own, double metres_per_unit);

    double metres_per_unit() const { return metres_per_unit_; }

    // Where the georeference is of control points.
    const std::optional<GroundFit>& fit() const { return fit_; }

    // `planar`: drawing coordinates times metres_per_unit. With an anchor: the distance from it, turned by
    // its rotation, in a local frame there; with control points: as they fit. Throws core::Error(rejected)
    // for a point more than 100 km from the anchor or the first control point, or outside the CRS.
    core::Point to_geographic(core::Point planar) const;

  private:
    core::Point in_frame(core::Point planar) const;
    core::Point on_grid(core::Point planar) const;

    double metres_per_unit_;
    core::Point anchor_;  // planar
    double sine_ = 0;
    double cosine_ = 1;
    std::optional<core::LocalFrame> frame_;
    std::optional<GroundFit> fit_;
    std::optional<projection::Transform> transform_;
    std::optional<GridReference> grid_;
};

}  // namespace mallctl::importers::drawing
