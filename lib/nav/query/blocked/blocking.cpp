#include "nav/query/blocked/blocking.hpp"

#include <algorithm>

#include "nav/query/blocked/gates.hpp"
#include "nav/query/blocked/no_route.hpp"

namespace mallctl::nav {

namespace {

const std::vector<BarrierInfo>& barriers_of(const MallView& mall, Profile profile) {
    return mall.info.by_body[index_of(body_of(profile))].barriers;
}

Blocking blocking_at(const MallView& mall, const LevelPoint& before) {
    Blocking blocking;
    blocking.level = before.level;
    blocking.at = mall.frame.to_geographic(to_metres(before.point));
    return blocking;
}

std::string label_of_opening(const MallView& mall, Profile profile, const core::Uuid& opening) {
    for (const BarrierInfo& barrier : barriers_of(mall, profile)) {
        if (barrier.opening == opening) return barrier.label;
    }
    return {};
}

Blocking describe(const MallView& mall, const ProfileView& profile, const Gate& gate) {
    Blocking blocking = blocking_at(mall, gate.from);
    if (gate.kind == Gate::Kind::barrier) {
        const BarrierInfo& barrier = barriers_of(mall, profile.profile)[gate.index];
        blocking.kind = "opening";
        blocking.cause = barrier.cause;
        blocking.label = barrier.label;
        blocking.id = barrier.opening;
        return blocking;
    }
    const BarredRideInfo& barred = profile.info.barred[gate.index];
    blocking.cause = barred.cause;
    if (barred.ride.connector == none) {
        blocking.kind = "opening";
        blocking.id = barred.ride.opening;
        blocking.label = label_of_opening(mall, profile.profile, barred.ride.opening);
    } else {
        const ConnectorInfo& connector = mall.info.connectors[barred.ride.connector];
        blocking.kind = "connector";
        blocking.id = connector.id;
        blocking.label = connector.name.empty() ? plain_word(connector.category) : connector.name;
    }
    return blocking;
}

std::vector<Blocking> describe_all(const MallView& mall, const ProfileView& profile,
                                   const Gates::Found& found) {
    std::vector<Blocking> list;
    for (const Gate* gate : found.gates) {
        if (gate->is_barred()) list.push_back(describe(mall, profile, *gate));
    }
    return list;
}

// Empty for units without a door.
std::string cause_of(const MallView& mall, Profile profile, std::uint32_t unit) {
    switch (mall.info.by_body[index_of(body_of(profile))].units[unit].state) {
        case UnitState::staff_only:
            return "staff_only";
        case UnitState::filled:
            return "blocked";
        case UnitState::narrow:
            for (const BarrierInfo& barrier : barriers_of(mall, profile)) {
                if (barrier.label == mall.info.units[unit].label &&
                    barrier.level == mall.info.units[unit].level)
                    return barrier.cause;
            }
            return "too_narrow";
        case UnitState::no_opening:
        case UnitState::solid:
        case UnitState::reachable:
            break;
    }
    return {};
}

// The free points before a unit's barred doors, or where its doors are.
std::vector<LevelPoint> places_before(const MallView& mall, const ProfileView& profile, const Gates& gates,
                                      std::uint32_t unit) {
    std::vector<LevelPoint> places;
    const UnitInfo& info = mall.info.units[unit];
    for (const BarrierInfo& barrier : barriers_of(mall, profile.profile)) {
        if (barrier.level != info.level || barrier.label != info.label) continue;
        for (const Mm side : {barrier.left, barrier.right}) {
            if (!gates.pieces().at({barrier.level, side}).empty()) places.push_back({barrier.level, side});
        }
    }
    return places;
}

std::string name_of(const MallView& mall, const Blocking& blocking) {
    if (blocking.kind == "unit") return "unit " + blocking.label;
    if (blocking.kind == "connector") {
        for (const ConnectorInfo& connector : mall.info.connectors) {
            if (connector.id != blocking.id) continue;
            return "the " + plain_word(connector.category) + (connector.name.empty() ? "" : " ") +
                   connector.name;
        }
    }
    return blocking.label.empty() ? "an opening" : "an opening of unit " + blocking.label;
}

}  // namespace

std::vector<Blocking> find_blocking(const MallView& mall, const ProfileView& profile,
                                    const std::vector<LevelPoint>& from, const std::vector<LevelPoint>& to) {
    const Gates gates(mall, profile);
    const auto found = gates.find(from, to);
    return found ? describe_all(mall, profile, *found) : std::vector<Blocking>{};
}

std::vector<Blocking> find_blocking_unit(const MallView& mall, const ProfileView& profile, std::uint32_t unit,
                                         const std::vector<LevelPoint>& others, bool is_target) {
    const std::string cause = cause_of(mall, profile.profile, unit);
    if (cause.empty()) return {};
    const Gates gates(mall, profile);
    const std::vector<LevelPoint> doors = places_before(mall, profile, gates, unit);
    const auto found = is_target ? gates.find(others, doors) : gates.find(doors, others);
    const UnitInfo& info = mall.info.units[unit];
    LevelPoint before{info.level, {}};
    for (const DoorInfo& door : mall.info.doors) {
        if (door.unit == unit) before.point = door.middle;
    }
    if (found) before = is_target ? found->to : found->from;
    Blocking blocking = blocking_at(mall, before);
    blocking.kind = "unit";
    blocking.cause = cause;
    blocking.label = info.label;
    blocking.id = info.id;
    std::vector<Blocking> list;
    if (found) list = describe_all(mall, profile, *found);
    list.insert(is_target ? list.end() : list.begin(), blocking);
    return list;
}

std::string in_words(const MallView& mall, const std::vector<Blocking>& blocking) {
    std::string words;
    for (const Blocking& one : blocking) {
        std::string cause = one.cause;
        std::replace(cause.begin(), cause.end(), '_', ' ');
        words += (words.empty() ? "" : ", then ") + name_of(mall, one) + " on level " +
                 mall.info.levels[one.level].label + " (" + cause + ")";
    }
    return words;
}

}  // namespace mallctl::nav
