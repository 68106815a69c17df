#include "nav/space/unit_access.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "nav/space/portals.hpp"

namespace mallctl::nav {

namespace {

constexpr double farthest_from_opening_m = 1;

std::uint32_t largest_piece(const Floor& floor) {
    double largest = 0;
    std::uint32_t best = 0;
    const std::vector<MmRing>& rings = floor.rings();
    for (std::uint32_t i = 0; i < rings.size(); ++i) {
        double area = 0;
        for (std::size_t k = 1; k + 1 < rings[i].size(); ++k) {
            area += static_cast<double>(side(rings[i][0], rings[i][k], rings[i][k + 1]));
        }
        if (area > largest) {
            largest = area;
            best = i;
        }
    }
    return best;
}

// The pieces of free space from which one gets anywhere.
std::set<std::uint32_t> joined_pieces(const BodyLevel& level, const std::vector<Portal>& portals) {
    std::set<std::uint32_t> pieces;
    for (const Portal& portal : portals) {
        if (portal.connector != none && !is_usable(level.plan.connectors[portal.connector], level.body))
            continue;
        if (const auto piece = level.floor.piece_of(portal.point)) pieces.insert(*piece);
    }
    if (pieces.empty()) pieces.insert(largest_piece(level.floor));
    return pieces;
}

// The doorways beside each unit of the level, in plan order.
std::vector<std::vector<std::size_t>> doorways_by_unit(const LevelDrawing& drawing) {
    std::vector<std::vector<std::size_t>> result(drawing.units.size());
    for (std::size_t i = 0; i < drawing.doorways.size(); ++i) {
        for (const auto& beside : drawing.doorways[i].beside) {
            for (const std::size_t unit : beside) {
                if (result[unit].empty() || result[unit].back() != i) result[unit].push_back(i);
            }
        }
    }
    return result;
}

class Accesses {
  public:
    Accesses(const BodyLevel& level, const std::vector<Portal>& portals)
        : level_(level),
          drawing_(*level.space.drawing),
          joined_(joined_pieces(level, portals)),
          doorways_(doorways_by_unit(drawing_)) {}

    UnitAccess of(std::size_t unit) const {
        UnitAccess access{drawing_.units[unit], UnitState::solid, {}};
        const UnitUse use = level_.space.uses[unit];
        if (use == UnitUse::solid) return access;
        if (use == UnitUse::staff_only) {
            access.state = UnitState::staff_only;
            return access;
        }
        bool passable = false;
        access.spots = use == UnitUse::at_door ? spots_before(unit, passable) : spot_inside(unit, passable);
        std::vector<Mm> joined;
        for (const Mm spot : access.spots) {
            const auto piece = level_.floor.piece_of(spot);
            if (piece && joined_.contains(*piece)) joined.push_back(spot);
        }
        if (!joined.empty()) {
            access.spots = std::move(joined);
            access.state = UnitState::reachable;
        } else if (doorways_[unit].empty()) {
            access.state = UnitState::no_opening;
        } else {
            access.state = passable ? UnitState::filled : UnitState::narrow;
        }
        return access;
    }

  private:
    const plan::Opening& opening_of(std::size_t doorway) const {
        return level_.plan.openings[drawing_.doorways[doorway].opening];
    }

    std::vector<Mm> spot_inside(std::size_t unit, bool& passable) const {
        std::optional<Mm> threshold;
        for (const std::size_t i : doorways_[unit]) {
            const Doorway& doorway = drawing_.doorways[i];
            if (!is_cut(opening_of(i), doorway, level_.body)) continue;
            passable = true;
            if (!threshold && !closed_beside(level_.space, doorway))
                threshold = level_.floor.nearest(doorway.middle, farthest_from_opening_m);
        }
        const Mm wanted = level_.to_mm(plan::representative_point(level_.plan.units[drawing_.units[unit]]));
        std::optional<Mm> point = level_.space.uses[unit] == UnitUse::closed
                                      ? beside_closed_unit(level_, unit, wanted)
                                      : nearest_free_in_unit(level_, unit, wanted);
        if (!point && level_.space.uses[unit] != UnitUse::closed) point = threshold;
        return point ? std::vector<Mm>{*point} : std::vector<Mm>{};
    }

    // Does the body get through the opening into a unit on that side of it?
    bool leads_in(std::size_t doorway, std::size_t inside) const {
        const plan::Opening& opening = opening_of(doorway);
        if (level_.body == Body::wheelchair && !opening.accessible) return false;
        if (!clearance_in(drawing_.doorways[doorway], level_.body)) return false;
        return !opening.one_way || inside == 1;
    }

    std::vector<Mm> spots_before(std::size_t unit, bool& passable) const {
        std::vector<Mm> spots;
        for (const std::size_t i : doorways_[unit]) {
            const Doorway& doorway = drawing_.doorways[i];
            for (const std::size_t inside : {0, 1}) {
                const std::vector<std::size_t>& beside = doorway.beside.at(inside);
                const std::vector<std::size_t>& other = doorway.beside.at(1 - inside);
                const auto holds = [&](const auto& units) {
                    return std::find(units.begin(), units.end(), unit) != units.end();
                };
                if (!holds(beside) || holds(other) || !leads_in(i, inside)) continue;
                passable = true;
                const auto spot = before_doorway(level_, doorway, 1 - inside);
                if (spot && std::find(spots.begin(), spots.end(), *spot) == spots.end())
                    spots.push_back(*spot);
            }
        }
        return spots;
    }

    const BodyLevel& level_;
    const LevelDrawing& drawing_;
    std::set<std::uint32_t> joined_;
    std::vector<std::vector<std::size_t>> doorways_;
};

}  // namespace

std::vector<UnitAccess> unit_accesses(const BodyLevel& level, const std::vector<Portal>& portals) {
    const Accesses accesses(level, portals);
    std::vector<UnitAccess> all;
    for (std::size_t unit = 0; unit < level.space.uses.size(); ++unit) all.push_back(accesses.of(unit));
    return all;
}

}  // namespace mallctl::nav
