// Where a drawn door opens a unit: the line on the unit's edge.
#pragma once

#include <optional>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::importers::drawing {

// The edges that doors may lie on.
class Edges {
  public:
    // Rings in metres.
    explicit Edges(const core::MultiPolygon& areas);

    std::size_t size() const { return edges_.size(); }

    // The part of the nearest edge that the door covers: all points of the door are projected on the edge,
    // and the line runs from the first to the last of them, within the edge. Only edges that come within 0.5
    // m of the door (half a thick wall) and of which it covers at least 0.2 m count. Among edges equally near
    // (1 cm) the one wins of which more is covered; a swing that stands in a corner covers two alike, and
    // then the edge wins from which the door's points are farther on average, because an open leaf lies along
    // the other.
    std::optional<core::LineString> cut_by(const std::vector<core::Point>& door) const;

    // A line of `width` metres about the point of the nearest edge that comes within 0.5 m of `middle`;
    // within the edge, and so shorter where the edge is.
    std::optional<core::LineString> about(core::Point middle, double width) const;

  private:
    struct Edge {
        core::Point from;
        core::Point to;
    };
    std::vector<Edge> edges_;
};

}  // namespace mallctl::importers::drawing
