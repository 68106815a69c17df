// Where connectors and one-way openings join a level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "nav/space/body_level.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

struct LevelPortals {
    std::vector<Portal> portals;  // as in LevelShape
    // What has none: connectors and which of their stops, and one-way doorways (indexes into the drawing's)
    // with something standing before them.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> missed_stops;
    std::vector<std::size_t> missed_doorways;
};

// O(n log n).
LevelPortals portals_of(const BodyLevel& level);

// May the body use the connector at all, however steep it is? Wheelchairs take no stairs and escalators, and
// only what is accessible.
bool is_usable(const plan::Connector& connector, Body body);

}  // namespace mallctl::nav
