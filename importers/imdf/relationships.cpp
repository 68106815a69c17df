#include "importers/imdf/relationships.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
                 "Correct the reference");
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

bool shares_unit(const plan::Connector& a, const plan::Connector& b) {
    for (const plan::ConnectorStop& stop : a.stops) {
        if (!stop.unit) continue;
        for (const plan::ConnectorStop& other : b.stops) {
            if (other.unit == stop.unit) return true;
        }
    }
    return false;
}

// Adds those stops that `connector` does not have.
void add_stops(plan::Connector& connector, const std::vector<plan::ConnectorStop>& stops) {
    for (const plan::ConnectorStop& stop : stops) {
        const auto same = [&](const plan::ConnectorStop& other) {
            return other.level == stop.level && other.unit == stop.unit &&
                   (stop.unit || other.point == stop.point);
        };
        if (std::none_of(connector.stops.begin(), connector.stops.end(), same))
            connector.stops.push_back(stop);
    }
}

// A lift over five levels comes as one relationship, or as one for each pair of levels: both are one
// connector.
void add(plan::Connector connector, std::vector<plan::Connector>& connectors) {
    for (std::size_t i = 0; i < connectors.size();) {
        plan::Connector& other = connectors[i];
        if (other.category == connector.category && other.direction == connector.direction &&
            shares_unit(other, connector)) {
            add_stops(other, connector.stops);
            if (other.name.empty()) other.name = std::move(connector.name);
            connector = std::move(other);
            connectors.erase(connectors.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    connectors.push_back(std::move(connector));
}

void order_stops(plan::Connector& connector, const plan::Plan& plan) {
    std::stable_sort(connector.stops.begin(), connector.stops.end(), [&](const auto& a, const auto& b) {
        return plan.levels[a.level].ordinal < plan.levels[b.level].ordinal;
    });
}

}  // namespace

void read_relationships(const Features& relationships, Draft& draft) {
    std::vector<plan::Connector> connectors;
    for (const Feature& feature : relationships) {
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
        add_stops(connector, stops);
        add(std::move(connector), connectors);
    }
    for (plan::Connector& connector : connectors) {
        order_stops(connector, draft.plan());
        draft.plan().connectors.push_back(std::move(connector));
    }
}

}  // namespace mallctl::importers::imdf
