#include "nav/build/build_floor.hpp"

#include <algorithm>

#include "nav/distances/distances.hpp"
#include "nav/mesh/mesh.hpp"

namespace mallctl::nav {

namespace {

Position position(Mm p) {
    return {static_cast<std::int32_t>(p.x), static_cast<std::int32_t>(p.y)};
}

}  // namespace

FloorData build_floor(const LevelShape& shape) {
    FloorData floor;
    triangulate(shape.rings, floor);
    for (const Portal& portal : shape.portals) floor.sites.push_back(position(portal.point));
    for (const UnitAccess& access : shape.units) {
        for (const Mm spot : access.spots) floor.sites.push_back(position(spot));
    }
    floor.counts.portals = static_cast<std::uint32_t>(shape.portals.size());
    add_sights(floor);
    add_distances(floor);
    return floor;
}

bool same_floor(const LevelShape& a, const LevelShape& b) {
    const auto same_point = [](const Portal& x, const Portal& y) { return x.point == y.point; };
    const auto same_spots = [](const UnitAccess& x, const UnitAccess& y) { return x.spots == y.spots; };
    return a.rings == b.rings &&
           std::equal(a.portals.begin(), a.portals.end(), b.portals.begin(), b.portals.end(), same_point) &&
           std::equal(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(), same_spots);
}

}  // namespace mallctl::nav
