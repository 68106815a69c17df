#include "nav/query/blocked/gates.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "nav/mesh/look.hpp"

namespace mallctl::nav {

namespace {

// How far off its free space a barrier's side may lie.
constexpr double farthest_side_m = 0.5;

bool meet(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](std::uint32_t piece) { return std::find(b.begin(), b.end(), piece) != b.end(); });
}

// Fewer barriers first, then less time.
struct Cost {
    std::uint32_t barriers = std::numeric_limits<std::uint32_t>::max();
    double seconds = std::numeric_limits<double>::infinity();

    auto operator<=>(const Cost&) const = default;
    Cost after_walk(Mm a, Mm b, double speed_m_s) const {
        return {barriers, seconds + length_m(a, b) / speed_m_s};
    }
    Cost after(const Gate& gate) const {
        return {barriers + (gate.is_barred() ? 1 : 0), seconds + gate.seconds};
    }
};

}  // namespace

Gates::Gates(const MallView& mall, const ProfileView& profile)
    : mall_(mall), profile_(profile), body_(mall.body(profile.profile)), pieces_(body_) {
    add_rides();
    add_barriers();
}

void Gates::add_rides() {
    const auto place = [&](std::uint32_t portal) {
        const std::uint32_t level = body_.level_of(portal);
        return LevelPoint{level, body_.floors[level].sites[body_.site_of(portal, level)].mm()};
    };
    const auto add = [&](Gate::Kind kind, std::size_t index, const RideInfo& ride) {
        Gate gate{
            kind, static_cast<std::uint32_t>(index), place(ride.from), place(ride.to), ride.duration_s, {},
            {}};
        gate.from_pieces = pieces_.at(gate.from);
        gate.to_pieces = pieces_.at(gate.to);
        gates_.push_back(std::move(gate));
    };
    const ProfileInfo& info = profile_.info;
    for (std::size_t i = 0; i < info.rides.size(); ++i) add(Gate::Kind::ride, i, info.rides[i]);
    for (std::size_t i = 0; i < info.barred.size(); ++i) add(Gate::Kind::barred_ride, i, info.barred[i].ride);
}

void Gates::add_barriers() {
    const auto is_ride = [&](const BarrierInfo& barrier) {
        return std::any_of(profile_.info.barred.begin(), profile_.info.barred.end(), [&](const auto& barred) {
            return barred.ride.connector == none && barred.ride.opening == barrier.opening;
        });
    };
    const auto& barriers = mall_.info.by_body[index_of(body_of(profile_.profile))].barriers;
    for (std::uint32_t i = 0; i < barriers.size(); ++i) {
        const BarrierInfo& barrier = barriers[i];
        const bool one_way = barrier.cause == "one_way";
        if (one_way && is_ride(barrier)) continue;
        Gate gate{
            Gate::Kind::barrier, i, {barrier.level, barrier.right}, {barrier.level, barrier.left}, 0, {}, {}};
        gate.seconds = length_m(barrier.left, barrier.right) / speed_m_s(profile_.profile);
        gate.from_pieces = pieces_beside(gate.from);
        gate.to_pieces = pieces_beside(gate.to);
        if (one_way) {
            gates_.push_back(std::move(gate));
        } else {
            add_both_ways(gate);
        }
    }
}

void Gates::add_both_ways(const Gate& gate) {
    Gate back = gate;
    std::swap(back.from, back.to);
    std::swap(back.from_pieces, back.to_pieces);
    gates_.push_back(gate);
    gates_.push_back(std::move(back));
}

std::vector<std::uint32_t> Gates::pieces_beside(const LevelPoint& side) {
    std::vector<std::uint32_t> pieces = pieces_.near(side, farthest_side_m);
    if (!pieces.empty()) return pieces;
    const FloorView& staff = mall_.body(Profile::staff).floors[side.level];
    const auto joined = [&](const Hidden& other) {
        const Mm there = other.place.point;
        if (other.place.level != side.level) return false;
        const Mm middle{(side.point.x + there.x) / 2, (side.point.y + there.y) / 2};
        return there == side.point ||
               (sees(staff, side.point, there) && !is_free(body_.floors[side.level], middle));
    };
    const auto first = std::find_if(hidden_.begin(), hidden_.end(), joined);
    const auto next = pieces_.count() + static_cast<std::uint32_t>(hidden_.size());
    hidden_.push_back({side, first != hidden_.end() ? first->piece : next});
    return {hidden_.back().piece};
}

std::optional<Gates::Found> Gates::find(const std::vector<LevelPoint>& from,
                                        const std::vector<LevelPoint>& to) const {
    const double speed = speed_m_s(profile_.profile);
    std::vector<Cost> costs(gates_.size());
    std::vector<std::uint32_t> before(gates_.size(), none);
    std::vector<std::uint32_t> start(gates_.size(), none);  // which of `from` the way comes from
    Cost best;
    std::optional<Found> found;
    std::uint32_t last = none;
    using Entry = std::pair<Cost, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    const auto relax = [&](const std::vector<std::uint32_t>& pieces, Mm at, const Cost& cost,
                           std::uint32_t previous, std::uint32_t origin) {
        for (std::uint32_t i = 0; i < gates_.size(); ++i) {
            if (!meet(pieces, gates_[i].from_pieces)) continue;
            const Cost through = cost.after_walk(at, gates_[i].from.point, speed).after(gates_[i]);
            if (!(through < costs[i])) continue;
            costs[i] = through;
            before[i] = previous;
            start[i] = origin;
            open.emplace(through, i);
        }
        for (const LevelPoint& target : to) {
            if (!meet(pieces, pieces_.at(target))) continue;
            const Cost total = cost.after_walk(at, target.point, speed);
            if (!(total < best)) continue;
            best = total;
            last = previous;
            found = Found{{}, from[origin], target};
        }
    };
    for (std::uint32_t i = 0; i < from.size(); ++i)
        relax(pieces_.at(from[i]), from[i].point, {0, 0}, none, i);
    while (!open.empty()) {
        const auto [cost, gate] = open.top();
        open.pop();
        if (best < cost) break;
        if (costs[gate] < cost) continue;
        relax(gates_[gate].to_pieces, gates_[gate].to.point, cost, gate, start[gate]);
    }
    if (!found) return found;
    for (; last != none; last = before[last]) found->gates.push_back(&gates_[last]);
    std::reverse(found->gates.begin(), found->gates.end());
    return found;
}

}  // namespace mallctl::nav
