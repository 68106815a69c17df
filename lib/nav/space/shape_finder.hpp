// Which shapes of a level lie near a point, a line or another shape.
#pragma once

#include <cstddef>
#include <vector>

#include "nav/space/geos.hpp"
#include "plan/box_tree.hpp"

namespace mallctl::nav {

class ShapeFinder {
  public:
    ShapeFinder() = default;
    ShapeFinder(const Geos& geos, const std::vector<Shape>& shapes);

    // Indexes of the shapes whose boxes meet the box of these points, ascending. O(log n + answers).
    std::vector<std::size_t> near(const std::vector<Mm>& points) const;

    // The same for the box of `shape`, larger by `mm` on every side.
    std::vector<std::size_t> near(const Geos& geos, const Shape& shape, double mm) const;

  private:
    std::vector<std::size_t> within(const core::Box& box) const;

    plan::BoxTree tree_;
};

}  // namespace mallctl::nav
