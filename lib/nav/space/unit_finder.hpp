// Which shapes of a level lie near a point or a line.
#pragma once

#include <cstddef>
#include <vector>

#include "nav/space/geos.hpp"
#include "plan/box_tree.hpp"

namespace mallctl::nav {

class UnitFinder {
  public:
    UnitFinder() = default;
    UnitFinder(const Geos& geos, const std::vector<Shape>& shapes);

    // Indexes of the shapes whose boxes meet the box of these points, ascending. O(log n + answers).
    std::vector<std::size_t> near(const std::vector<Mm>& points) const;

  private:
    plan::BoxTree tree_;
};

}  // namespace mallctl::nav
