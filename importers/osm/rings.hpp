// The rings of a plan's units by the places of their corners: how door nodes find the rooms they open, as
// ways from GDAL do not tell their nodes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/geometry.hpp"
#include "plan/model.hpp"

namespace mallctl::importers::osm {

// A corner of a ring, and the corners before and after it in the ring as it was drawn.
struct Corner {
    plan::UnitIndex unit = 0;
    std::optional<core::Point> before;
    std::optional<core::Point> after;
};

// A place on an edge of a ring.
struct OnEdge {
    plan::UnitIndex unit = 0;
    core::Point from;
    core::Point to;
    core::Point at;
};

class RingIndex {
  public:
    // `plan` must outlive the index. O(corners).
    explicit RingIndex(const plan::Plan& plan);

    // Levels on which a ring has a corner at this place: to 1e-7 degrees, which is all that OpenStreetMap
    // keeps.
    std::set<plan::LevelIndex> levels_at(core::Point point) const;

    // The corners at this place on this level, in the order of the units.
    std::vector<Corner> corners_at(plan::LevelIndex level, core::Point point) const;

    // The place nearest to `point` on an edge of a unit of this level; nothing beyond `reach_m`. O(units),
    // and O(edges) of those near by.
    std::optional<OnEdge> nearest(plan::LevelIndex level, core::Point point, double reach_m) const;

    // How many rings of a level have this edge, in either direction.
    int rings_with_edge(plan::LevelIndex level, core::Point a, core::Point b) const;

  private:
    using Key = std::pair<std::int64_t, std::int64_t>;
    struct Hit {
        plan::LevelIndex level;
        Corner corner;
    };

    static Key key(core::Point point);
    void add(const plan::Unit& unit, plan::UnitIndex index, const core::Ring& ring);

    const plan::Plan& plan_;
    std::map<Key, std::vector<Hit>> hits_;
    std::map<plan::LevelIndex, std::vector<std::pair<core::Box, plan::UnitIndex>>> boxes_;
};

}  // namespace mallctl::importers::osm
