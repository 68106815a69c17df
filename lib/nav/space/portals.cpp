#include "nav/space/portals.hpp"

#include <algorithm>
#include <optional>

namespace mallctl::nav {

namespace {

// A stop's point may lie in a wall, not in another room.
constexpr double farthest_stop_m = 2;

bool lies_in_closed_unit(const BodyLevel& level, Mm point) {
    const LevelDrawing& drawing = *level.space.drawing;
    const std::vector<std::size_t> near = drawing.finder.near({point});
    return std::any_of(near.begin(), near.end(), [&](std::size_t unit) {
        return level.space.uses[unit] == UnitUse::staff_only &&
               level.geos.contains(drawing.unit_shapes[unit], point);
    });
}

std::optional<Mm> stop_point(const BodyLevel& level, const plan::ConnectorStop& stop) {
    const Mm wanted = level.to_mm(stop.point);
    if (lies_in_closed_unit(level, wanted)) return std::nullopt;
    const auto unit = stop.unit ? level.space.drawing->find(*stop.unit) : std::nullopt;
    if (!unit) return level.floor.nearest(wanted, farthest_stop_m);
    if (level.space.uses[*unit] == UnitUse::staff_only) return std::nullopt;
    if (level.space.uses[*unit] == UnitUse::closed) return beside_closed_unit(level, *unit, wanted);
    const auto inside = nearest_free_in_unit(level, *unit, wanted);
    return inside ? inside : level.floor.nearest(wanted, farthest_stop_m);
}

void add_stops(const BodyLevel& level, LevelPortals& found) {
    for (std::uint32_t i = 0; i < level.plan.connectors.size(); ++i) {
        const plan::Connector& connector = level.plan.connectors[i];
        for (std::uint32_t s = 0; s < connector.stops.size(); ++s) {
            if (connector.stops[s].level != level.space.drawing->level) continue;
            if (const auto point = stop_point(level, connector.stops[s])) {
                found.portals.push_back({*point, i, s, none, false});
            } else {
                found.missed_stops.emplace_back(i, s);
            }
        }
    }
}

void add_one_way_openings(const BodyLevel& level, LevelPortals& found) {
    const std::vector<Doorway>& doorways = level.space.drawing->doorways;
    for (std::size_t i = 0; i < doorways.size(); ++i) {
        const plan::Opening& opening = level.plan.openings[doorways[i].opening];
        if (!opening.one_way || (level.body == Body::wheelchair && !opening.accessible)) continue;
        // Too narrow ones are reported with the others.
        if (!clearance_in(doorways[i], level.body) || closed_beside(level.space, doorways[i])) continue;
        const auto left = before_doorway(level, doorways[i], 0);
        const auto right = before_doorway(level, doorways[i], 1);
        if (!left || !right) {
            found.missed_doorways.push_back(i);
            continue;
        }
        const auto index = static_cast<std::uint32_t>(doorways[i].opening);
        found.portals.push_back({*left, none, 0, index, false});
        found.portals.push_back({*right, none, 0, index, true});
    }
}

}  // namespace

LevelPortals portals_of(const BodyLevel& level) {
    LevelPortals found;
    add_stops(level, found);
    add_one_way_openings(level, found);
    return found;
}

bool is_usable(const plan::Connector& connector, Body body) {
    if (body != Body::wheelchair) return true;
    return connector.accessible && connector.category != "stairs" && connector.category != "escalator";
}

}  // namespace mallctl::nav
