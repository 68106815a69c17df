#include "nav/build/assemble.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "core/names.hpp"

namespace mallctl::nav {

namespace {

std::string label_of(const plan::Unit& unit) {
    if (!unit.ref.empty()) return unit.ref;
    const std::string name = core::pick_name(unit.name);
    return name.empty() ? core::to_string(unit.id) : name;
}

std::vector<plan::UnitIndex> units_by_id(const plan::Plan& plan) {
    std::vector<plan::UnitIndex> order(plan.units.size());
    std::iota(order.begin(), order.end(), plan::UnitIndex{0});
    std::stable_sort(order.begin(), order.end(), [&](plan::UnitIndex a, plan::UnitIndex b) {
        return plan.units[a].id < plan.units[b].id;
    });
    return order;
}

// By the first door of each opening.
std::map<std::uint32_t, std::string> labels_of_openings(const plan::Plan& plan, const LevelShape& shape) {
    std::map<std::uint32_t, std::string> labels;
    for (const UnitDoor& door : shape.doors) labels.emplace(door.opening, label_of(plan.units[door.unit]));
    return labels;
}

BodyInfo describe_body(const plan::Plan& plan, const std::vector<BodyShapes>& levels, Body body,
                       const std::vector<std::uint32_t>& place_of) {
    BodyInfo info;
    info.units.resize(plan.units.size());
    for (std::uint32_t level = 0; level < levels.size(); ++level) {
        const LevelShape& shape = levels[level][index_of(body)];
        auto site = static_cast<std::uint32_t>(shape.portals.size());
        for (const UnitAccess& access : shape.units) {
            const auto spots = static_cast<std::uint32_t>(access.spots.size());
            info.units[place_of[access.unit]] = {access.state, site, spots};
            site += spots;
        }
        const auto labels = labels_of_openings(plan, shape);
        for (const Barrier& barrier : shape.barriers) {
            const auto label = labels.find(barrier.opening);
            info.barriers.push_back({level, plan.openings[barrier.opening].id, barrier.cause,
                                     label == labels.end() ? "" : label->second, barrier.left,
                                     barrier.right});
        }
    }
    return info;
}

}  // namespace

MallInfo describe_mall(const plan::Plan& plan, core::Point origin, const std::vector<BodyShapes>& levels) {
    MallInfo info;
    info.origin = origin;
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
        const plan::Level& level = plan.levels[i];
        info.levels.push_back({level.id, level.ordinal, level.short_name, plan::level_label(plan, i)});
    }
    std::vector<std::uint32_t> place_of(plan.units.size());
    for (const plan::UnitIndex i : units_by_id(plan)) {
        place_of[i] = static_cast<std::uint32_t>(info.units.size());
        info.units.push_back(
            {plan.units[i].id, static_cast<std::uint32_t>(plan.units[i].level), label_of(plan.units[i])});
    }
    for (const plan::Connector& connector : plan.connectors) {
        info.connectors.push_back({connector.id, connector.category, core::pick_name(connector.name)});
    }
    for (std::uint32_t level = 0; level < levels.size(); ++level) {
        for (const UnitDoor& door : levels[level].front().doors) {
            info.doors.push_back({level, place_of[door.unit], door.middle});
        }
    }
    for (const Body body : bodies) {
        info.by_body[index_of(body)] = describe_body(plan, levels, body, place_of);
    }
    return info;
}

ProfileInfo describe_rides(const plan::Plan& plan, const std::vector<BodyShapes>& levels, Profile profile) {
    std::vector<const LevelShape*> shapes;
    std::vector<std::uint32_t> first{0};
    for (const BodyShapes& level : levels) {
        shapes.push_back(&level[index_of(body_of(profile))]);
        first.push_back(first.back() + static_cast<std::uint32_t>(shapes.back()->portals.size()));
    }
    const auto describe = [&](const Ride& ride) {
        RideInfo info;
        info.from = first[ride.from.level] + ride.from.portal;
        info.to = first[ride.to.level] + ride.to.portal;
        info.connector = ride.connector;
        if (ride.connector == none) info.opening = plan.openings[ride.opening].id;
        info.duration_s = ride.duration_s;
        info.wait_s = ride.wait_s;
        info.distance_m = ride.distance_m;
        return info;
    };
    const ProfileRides rides = rides_of(plan, shapes, profile);
    ProfileInfo info;
    for (const Ride& ride : rides.rides) info.rides.push_back(describe(ride));
    for (const BarredRide& barred : rides.barred)
        info.barred.push_back({describe(barred.ride), barred.cause});
    return info;
}

}  // namespace mallctl::nav
