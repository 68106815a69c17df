#include "operations/guide_facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "core/local_frame.hpp"
#include "plan/surface.hpp"

namespace mallctl::operations {

namespace {

constexpr double large_m2 = 400;

double distance_to_segment(core::Point p, core::Point a, core::Point b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double square = dx * dx + dy * dy;
    const double dot = (p.x - a.x) * dx + (p.y - a.y) * dy;
    const double share = square > 0 ? std::clamp(dot / square, 0.0, 1.0) : 0;
    return std::hypot(a.x + share * dx - p.x, a.y + share * dy - p.y);
}

// The edge of the unit that its door stands in, geographic.
std::pair<core::Point, core::Point> front_of(const plan::Unit& unit, core::Point door) {
    const core::LocalFrame frame(door);
    std::pair<core::Point, core::Point> front{door, door};
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto& polygon : unit.geometry) {
        if (polygon.rings.empty()) continue;
        const core::Ring& shell = polygon.rings.front();
        for (std::size_t i = 1; i < shell.size(); ++i) {
            const double away =
                distance_to_segment({0, 0}, frame.to_local(shell[i - 1]), frame.to_local(shell[i]));
            if (away >= nearest) continue;
            nearest = away;
            front = {shell[i - 1], shell[i]};
        }
    }
    return front;
}

// Where one stands before the door: half a metre outside of the unit, so that the door is seen along its
// wall too.
core::Point before_door(const plan::Unit& unit, core::Point door,
                        const std::pair<core::Point, core::Point>& front) {
    constexpr double step_m = 0.5;
    const core::LocalFrame frame(door);
    const core::Point a = frame.to_local(front.first);
    const core::Point b = frame.to_local(front.second);
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) return door;
    for (const double side : {step_m, -step_m}) {
        const core::Point out =
            frame.to_geographic({side * (b.y - a.y) / length, side * (a.x - b.x) / length});
        if (!plan::contains(unit.geometry, out)) return out;
    }
    return door;
}

double area_m2(const plan::Unit& unit, core::Point near) {
    const core::LocalFrame frame(near);
    core::MultiPolygon local = unit.geometry;
    for (auto& polygon : local) {
        for (auto& ring : polygon.rings) {
            for (auto& point : ring) point = frame.to_local(point);
        }
    }
    return plan::area_of(local);
}

ShopFront front_at(const plan::Plan& plan, plan::UnitIndex index, core::Point door) {
    const plan::Unit& unit = plan.units[index];
    ShopFront front;
    front.unit = index;
    const auto edge = front_of(unit, door);
    front.door = before_door(unit, door, edge);
    std::tie(front.left, front.right) = edge;
    front.is_large = area_m2(unit, door) >= large_m2;
    return front;
}

// The stores of each unit, whenever they are in it.
std::unordered_map<plan::UnitIndex, std::vector<std::size_t>> stores_of(
    const std::vector<Tenancy>& tenancies) {
    std::unordered_map<plan::UnitIndex, std::vector<std::size_t>> stores;
    for (std::size_t store = 0; store < tenancies.size(); ++store) {
        const auto add = [&](const std::vector<plan::UnitIndex>& units) {
            for (const auto unit : units) {
                auto& known = stores[unit];
                if (known.empty() || known.back() != store) known.push_back(store);
            }
        };
        add(tenancies[store].stated);
        for (const auto& lease : tenancies[store].leased) add(lease.units);
    }
    return stores;
}

}  // namespace

GuideFacts::GuideFacts(const plan::Plan& plan, const nav::Graph* graph, const std::vector<Tenancy>& tenancies)
    : plan_(plan),
      graph_(graph),
      tenancies_(tenancies),
      levels_(std::make_unique<Level[]>(graph != nullptr ? graph->levels().size() : 0)),
      middles_(std::make_unique<Middle[]>(plan.units.size())) {
    units_.reserve(plan.units.size());
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) units_.emplace(plan.units[i].id, i);
}

std::vector<ShopFront> GuideFacts::make_fronts(std::uint32_t level) const {
    const auto stores = stores_of(tenancies_);
    std::vector<ShopFront> fronts;
    for (const auto& door : graph_->frontages(level)) {
        const auto unit = units_.find(door.unit);
        if (unit == units_.end()) continue;  // the plan is newer than the graph
        fronts.push_back(front_at(plan_, unit->second, door.point));
        const auto tenants = stores.find(unit->second);
        if (tenants != stores.end()) fronts.back().stores = tenants->second;
    }
    return fronts;
}

const std::vector<ShopFront>& GuideFacts::fronts(std::uint32_t level) const {
    Level& kept = levels_[level];
    std::call_once(kept.made, [&] { kept.fronts = make_fronts(level); });
    return kept.fronts;
}

core::Point GuideFacts::middle(plan::UnitIndex unit) const {
    Middle& kept = middles_[unit];
    std::call_once(kept.made, [&] { kept.point = plan::representative_point(plan_.units[unit]); });
    return kept.point;
}

const plan::Unit* GuideFacts::find(const core::Uuid& id) const {
    const auto found = units_.find(id);
    return found == units_.end() ? nullptr : &plan_.units[found->second];
}

}  // namespace mallctl::operations
