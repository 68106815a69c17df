#include "importers/imdf/relationships.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "plan/surface.hpp"

namespace mallctl::importers::imdf {

using core::Severity;
using features::Feature;
using features::Json;

namespace {

core::Point middle_of(const core::LineString& line) {
    const core::Point a = line.front();
    const core::Point b = line.back();
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

// What a reference {"id", "feature_type"} stands for, as a stop; nothing, and P052, for an unknown one.
std::optional<plan::ConnectorStop> stop_of(const Feature& feature, const Json& reference, Draft& draft) {
    const std::string id = reference.text("id").value_or("");
    const plan::Plan& plan = draft.plan();
    if (const auto unit = lookup(draft.units, id)) {
        return plan::ConnectorStop{plan.units[*unit].level, *unit,
                                   plan::representative_point(plan.units[*unit])};
    }
    if (const auto opening = lookup(draft.openings, id)) {
        const plan::Opening& door = plan.openings[*opening];
        return plan::ConnectorStop{door.level, std::nullopt, middle_of(door.geometry)};
    }
    if (const auto anchor = lookup(draft.anchors, id); anchor && anchor->unit) {
        return plan::ConnectorStop{plan.units[*anchor->unit].level, anchor->unit, anchor->point};
    }
    draft.report(feature, "P052", Severity::warning,
                 fmt::format("refers to \"{}\", which is no unit or opening here", id),
                 "correct the reference");
    return std::nullopt;
}

std::vector<plan::ConnectorStop> stops_of(const Feature& feature, Draft& draft) {
    std::vector<plan::ConnectorStop> stops;
    for (const char* role : {"origin", "intermediary", "destination"}) {
        for (const Json& reference : feature.properties.objects(role)) {
            if (const auto stop = stop_of(feature, reference, draft)) stops.push_back(*stop);
        }
    }
    return stops;
}

bool is_directed(const Feature& feature) {
    return feature.properties.text("direction") == "directed";
}

// The way from the first stop to the last.
plan::Direction direction_of(const Feature& feature, const std::vector<plan::ConnectorStop>& stops,
                             const plan::Plan& plan) {
    if (!is_directed(feature)) return plan::Direction::both;
    const int from = plan.levels[stops.front().level].ordinal;
    const int to = plan.levels[stops.back().level].ordinal;
    return from < to ? plan::Direction::up : plan::Direction::down;
}

// "traversal" says nothing of the kind: the unit that it leads through does.
std::string category_of(const Feature& feature, const std::vector<plan::ConnectorStop>& stops,
                        const plan::Plan& plan) {
    const std::string category = feature.properties.text("category").value_or("");
    if (!category.empty() && category != "traversal") return category;
    for (const plan::ConnectorStop& stop : stops) {
        if (stop.unit) return plan.units[*stop.unit].category;
    }
    return "stairs";
}

// A directed traversal between two units of one level leads through the opening from its origin's side: the
// line is turned so that this is its left.
void make_one_way(const Feature& feature, Draft& draft) {
    const auto id_of = [&](const char* role) {
        return feature.properties.member(role).text("id").value_or("");
    };
    const auto origin = lookup(draft.units, id_of("origin"));
    const auto through = feature.properties.objects("intermediary");
    if (!origin || through.size() != 1) return;
    const auto opening = lookup(draft.openings, through.front().text("id").value_or(""));
    if (!opening) return;
    plan::Opening& door = draft.plan().openings[*opening];
    const core::Point a = door.geometry.front();
    const core::Point b = door.geometry.back();
    const core::Point middle = middle_of(door.geometry);
    // A tenth of the door's length to the left of its middle.
    const core::Point left{middle.x - (b.y - a.y) / 10, middle.y + (b.x - a.x) / 10};
    if (!plan::contains(draft.plan().units[*origin].geometry, left))
        std::reverse(door.geometry.begin(), door.geometry.end());
    door.one_way = true;
}

// A lift over five levels comes as one relationship, or as one for each pair of levels: those of one category
// and direction that share a unit are one connector. Disjoint sets with path halving (Tarjan and van Leeuwen,
// JACM 31 (1984)).
class Merger {
  public:
    void add(plan::Connector connector) {
        const std::size_t index = connectors_.size();
        parents_.push_back(index);
        for (const plan::ConnectorStop& stop : connector.stops) {
            if (!stop.unit) continue;
            const auto [owner, is_new] =
                owners_.emplace(std::tuple(connector.category, connector.direction, *stop.unit), index);
            if (!is_new) unite(owner->second, index);
        }
        connectors_.push_back(std::move(connector));
    }

    // In the order of the first relationship of each; stops in ascending order, each once.
    std::vector<plan::Connector> take(const plan::Plan& plan) {
        std::vector<plan::Connector> merged;
        std::map<std::size_t, std::size_t> places;  // of roots in `merged`
        for (std::size_t i = 0; i < connectors_.size(); ++i) {
            const auto [place, is_new] = places.emplace(root(i), merged.size());
            if (is_new) {
                merged.push_back(std::move(connectors_[i]));
                continue;
            }
            plan::Connector& target = merged[place->second];
            const auto& stops = connectors_[i].stops;
            target.stops.insert(target.stops.end(), stops.begin(), stops.end());
            if (target.name.empty()) target.name = std::move(connectors_[i].name);
        }
        for (plan::Connector& connector : merged) order_stops(connector, plan);
        return merged;
    }

  private:
    std::size_t root(std::size_t index) {
        while (parents_[index] != index) index = parents_[index] = parents_[parents_[index]];
        return index;
    }

    void unite(std::size_t a, std::size_t b) {
        const std::size_t first = std::min(root(a), root(b));
        parents_[std::max(root(a), root(b))] = first;
    }

    static void order_stops(plan::Connector& connector, const plan::Plan& plan) {
        const auto key = [&](const plan::ConnectorStop& stop) {
            // A unit is one stop, wherever a relationship puts its point.
            return std::tuple(plan.levels[stop.level].ordinal, stop.level, stop.unit,
                              stop.unit ? core::Point{} : stop.point);
        };
        auto& stops = connector.stops;
        std::stable_sort(stops.begin(), stops.end(),
                         [&](const auto& a, const auto& b) { return key(a) < key(b); });
        stops.erase(std::unique(stops.begin(), stops.end(),
                                [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                    stops.end());
    }

    std::vector<plan::Connector> connectors_;
    std::vector<std::size_t> parents_;
    std::map<std::tuple<std::string, plan::Direction, plan::UnitIndex>, std::size_t> owners_;
};

}  // namespace

void read_relationships(Features relationships, Draft& draft) {
    Merger merger;
    for (Feature& feature : relationships) {
        const std::vector<plan::ConnectorStop> stops = stops_of(feature, draft);
        std::set<plan::LevelIndex> levels;
        for (const plan::ConnectorStop& stop : stops) levels.insert(stop.level);
        if (levels.size() < 2) {
            if (is_directed(feature)) make_one_way(feature, draft);
            continue;
        }
        plan::Connector connector;
        connector.category = category_of(feature, stops, draft.plan());
        connector.direction = direction_of(feature, stops, draft.plan());
        connector.accessible = connector.category == "elevator" || connector.category == "ramp";
        draft.fill(connector, feature);
        connector.stops = stops;
        merger.add(std::move(connector));
    }
    draft.plan().connectors = merger.take(draft.plan());
}

}  // namespace mallctl::importers::imdf
