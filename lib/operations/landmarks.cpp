#include "operations/landmarks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/local_frame.hpp"
#include "core/names.hpp"
#include "plan/categories.hpp"
#include "plan/surface.hpp"

namespace mallctl::operations {

namespace {

constexpr double anchor_m2 = 400;
constexpr double weight_of_store = 1;
constexpr double weight_of_name = 0.6;
constexpr double weight_of_number = 0.3;
constexpr double weight_of_anchor = 1.5;  // a factor

struct Names {
    std::unordered_map<plan::UnitIndex, std::string> of_stores;
    std::unordered_map<core::Uuid, plan::UnitIndex> units;
    std::vector<std::string> locales;
};

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

nav::Storefront storefront(const plan::Unit& unit, plan::UnitIndex index, core::Point door,
                           const Names& names) {
    nav::Storefront front;
    front.unit = unit.id;
    const auto edge = front_of(unit, door);
    front.door = before_door(unit, door, edge);
    std::tie(front.left, front.right) = edge;
    if (const auto store = names.of_stores.find(index); store != names.of_stores.end()) {
        front.name = store->second;
        front.weight = weight_of_store;
    } else if (plan::is_looked_for(unit.category)) {
        const std::string own = core::pick_name(unit.name, names.locales);
        front.name = own.empty() ? unit.ref : own;
        front.weight = own.empty() ? weight_of_number : weight_of_name;
    }
    front.anchor = !front.name.empty() && area_m2(unit, door) >= anchor_m2;
    if (front.anchor) front.weight *= weight_of_anchor;
    return front;
}

}  // namespace

nav::Surroundings surroundings_of(const Snapshot& snapshot, const std::vector<std::string>& locales,
                                  core::Instant at) {
    auto names = std::make_shared<Names>();
    names->locales = locales;
    for (std::size_t i = 0; i < snapshot.catalog.stores.size(); ++i) {
        const auto& store = snapshot.catalog.stores[i];
        const std::string name = core::pick_name(store.name, locales);
        for (const auto unit : units_of_store(snapshot, i, at))
            names->of_stores.emplace(unit, name.empty() ? store.slug : name);
    }
    for (plan::UnitIndex i = 0; i < snapshot.plan.units.size(); ++i)
        names->units.emplace(snapshot.plan.units[i].id, i);

    const nav::Graph& graph = *snapshot.nav;
    const auto fronts = [&snapshot, &graph, names](std::uint32_t level) {
        std::vector<nav::Storefront> list;
        for (const auto& door : graph.frontages(level)) {
            const auto unit = names->units.find(door.unit);
            if (unit == names->units.end()) continue;  // the plan is newer than the graph
            list.push_back(storefront(snapshot.plan.units[unit->second], unit->second, door.point, *names));
        }
        return list;
    };
    const auto in_sight = [&graph](std::uint32_t level, core::Point a, core::Point b) {
        return graph.in_sight({level, a, std::nullopt}, {level, b, std::nullopt});
    };
    return {fronts, in_sight};
}

}  // namespace mallctl::operations
