// Connectors and occupants: what refers to units is known by them.
#include <algorithm>
#include <map>
#include <tuple>

#include "plan/match_details.hpp"
#include "plan/match_shape.hpp"

namespace mallctl::plan {

namespace {

constexpr double near_m = 0.5;

// What a stop shares with one of the other plan: its unit, or its level and place.
bool same_stop(const ConnectorStop& fresh, const ConnectorStop& old, const StructurePairs& structure) {
    if (fresh.unit && old.unit) return structure.units.old_of(*fresh.unit) == old.unit;
    return structure.levels.old_of(fresh.level) == old.level &&
           DegreeScale(old.point.y).distance(fresh.point, old.point) <= near_m;
}

// Of two connectors with few stops each.
std::size_t shared_stops(const Connector& fresh, const Connector& old, const StructurePairs& structure) {
    return static_cast<std::size_t>(
        std::count_if(fresh.stops.begin(), fresh.stops.end(), [&](const ConnectorStop& stop) {
            return std::any_of(old.stops.begin(), old.stops.end(),
                               [&](const ConnectorStop& other) { return same_stop(stop, other, structure); });
        }));
}

std::optional<UnitIndex> old_unit(const Occupant& occupant, const StructurePairs& structure) {
    return occupant.unit ? structure.units.old_of(*occupant.unit) : std::nullopt;
}

// The connectors of the old plan that may be the same one: those that stop at a unit of it, or, where it
// stops at no unit, those that stop at none either.
class OldConnectors {
  public:
    explicit OldConnectors(const Plan& old) {
        for (std::size_t j = 0; j < old.connectors.size(); ++j) {
            for (const ConnectorStop& stop : old.connectors[j].stops) {
                stop.unit ? by_unit_[*stop.unit].push_back(j) : by_level_[stop.level].push_back(j);
            }
        }
    }

    std::vector<std::size_t> near(const Connector& fresh, const StructurePairs& structure) const {
        std::vector<std::size_t> found;
        const auto add = [&](const auto& index, std::optional<std::size_t> key) {
            if (!key) return;
            const auto at = index.find(*key);
            if (at != index.end()) found.insert(found.end(), at->second.begin(), at->second.end());
        };
        for (const ConnectorStop& stop : fresh.stops) {
            if (stop.unit) add(by_unit_, structure.units.old_of(*stop.unit));
            if (found.size() < most_near) add(by_level_, structure.levels.old_of(stop.level));
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

  private:
    static constexpr std::size_t most_near = 10'000;

    std::map<UnitIndex, std::vector<std::size_t>> by_unit_;
    std::map<LevelIndex, std::vector<std::size_t>> by_level_;
};

}  // namespace

Pairing match_connectors(const Plan& fresh_plan, const Plan& old_plan, const StructurePairs& structure) {
    const auto& fresh = fresh_plan.connectors;
    const auto& old = old_plan.connectors;
    Pairing pairs(fresh.size(), old.size());
    link_by_id(pairs, fresh, old);
    link_by_source_id(pairs, fresh, old, [&](std::size_t i, std::size_t j) {
        return fresh_plan.format == old_plan.format && fresh[i].category == old[j].category;
    });
    if (!pairs.open()) return pairs;
    // Fewest missed stops first.
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> candidates;
    const OldConnectors index(old_plan);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (pairs.old_of(i)) continue;
        for (const std::size_t j : index.near(fresh[i], structure)) {
            if (pairs.fresh_of(j) || fresh[i].category != old[j].category) continue;
            const std::size_t shared = shared_stops(fresh[i], old[j], structure);
            if (shared == 0) continue;
            const std::size_t all = fresh[i].stops.size() + old[j].stops.size();
            candidates.emplace_back(all - std::min(all, 2 * shared), j, i);
        }
    }
    std::sort(candidates.begin(), candidates.end());
    for (const auto& [missed, j, i] : candidates) pairs.link(i, j, Means::overlap);
    return pairs;
}

Pairing match_occupants(const Plan& fresh_plan, const Plan& old_plan, const StructurePairs& structure) {
    const auto& fresh = fresh_plan.occupants;
    const auto& old = old_plan.occupants;
    Pairing pairs(fresh.size(), old.size());
    link_by_id(pairs, fresh, old);
    link_by_source_id(pairs, fresh, old, [&](std::size_t i, std::size_t j) {
        return fresh_plan.format == old_plan.format || fresh[i].name == old[j].name;
    });
    using Key = std::tuple<Names, std::optional<UnitIndex>>;
    const auto key = [](const Names& name, std::optional<UnitIndex> unit) {
        return name.empty() ? std::nullopt : std::optional(Key(name, unit));
    };
    link_by_key(
        pairs, Means::ref, [&](std::size_t i) { return key(fresh[i].name, old_unit(fresh[i], structure)); },
        [&](std::size_t j) { return key(old[j].name, old[j].unit); });
    link_by_key(
        pairs, Means::ref, [&](std::size_t i) { return key(fresh[i].name, std::nullopt); },
        [&](std::size_t j) { return key(old[j].name, std::nullopt); });
    return pairs;
}

}  // namespace mallctl::plan
