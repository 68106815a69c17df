#include "nav/space/pieces.hpp"

#include <algorithm>
#include <deque>
#include <limits>

namespace mallctl::nav {

namespace {

constexpr double farthest_place_m = 2;

}  // namespace

Pieces::Pieces(const plan::Plan& plan, const std::vector<const LevelShape*>& shapes, Profile profile)
    : shapes_(shapes),
      accesses_(plan.units.size()),
      levels_(plan.units.size()),
      closed_units_(plan.units.size()) {
    for (const LevelShape* shape : shapes) floors_.emplace_back(shape->rings);
    number_pieces();
    add_rides(plan, profile);
    for (std::uint32_t level = 0; level < shapes.size(); ++level) add_barriers(level);
}

Piece Pieces::add() {
    forward_.emplace_back();
    backward_.emplace_back();
    barred_.emplace_back();
    unit_counts_.push_back(0);
    return forward_.size() - 1;
}

// Only where something is: pieces without a unit, portal or barrier are of no interest to anybody.
void Pieces::number_pieces() {
    for (std::uint32_t level = 0; level < shapes_.size(); ++level) {
        const auto number = [&](Mm point) -> std::optional<Piece> {
            const auto ring = floors_[level].piece_of(point);
            if (!ring) return std::nullopt;
            const auto key = std::pair(level, *ring);
            if (const auto known = by_ring_.find(key); known != by_ring_.end()) return known->second;
            return by_ring_.emplace(key, add()).first->second;
        };
        for (const UnitAccess& access : shapes_[level]->units) {
            accesses_[access.unit] = &access;
            levels_[access.unit] = level;
            std::optional<Piece> first;
            for (const Mm spot : access.spots) {
                const auto piece = number(spot);
                if (!first) first = piece;
            }
            if (access.spots.empty()) closed_units_[access.unit] = add();
            if (first && access.state == UnitState::reachable) ++unit_counts_[*first];
        }
        for (const Portal& portal : shapes_[level]->portals) number(portal.point);
        for (const Barrier& barrier : shapes_[level]->barriers) {
            number(barrier.left);
            number(barrier.right);
        }
    }
}

void Pieces::bar(Piece from, Piece to, const Cut& cut) {
    if (from == to) return;
    cuts_.push_back(cut);
    barred_[from].push_back({to, cuts_.size() - 1});
}

void Pieces::add_rides(const plan::Plan& plan, Profile profile) {
    const auto end = [&](PortalRef ref) {
        return at(ref.level, shapes_[ref.level]->portals[ref.portal].point);
    };
    const ProfileRides rides = rides_of(plan, shapes_, profile);
    for (const Ride& ride : rides.rides) {
        const auto from = end(ride.from);
        const auto to = end(ride.to);
        if (!from || !to) continue;
        forward_[*from].push_back(*to);
        backward_[*to].push_back(*from);
    }
    for (const BarredRide& barred : rides.barred) {
        const auto from = end(barred.ride.from);
        const auto to = end(barred.ride.to);
        if (!from || !to) continue;
        bar(*from, *to, {barred.cause, barred.ride.connector, barred.ride.opening, barred.ride.from.level});
    }
}

// A side of an opening without free space is that of a unit beside it that has none.
void Pieces::add_barriers(std::uint32_t level) {
    std::map<std::uint32_t, std::vector<Piece>> closed;  // by opening
    for (const UnitDoor& door : shapes_[level]->doors) {
        if (const auto piece = closed_units_[door.unit]) closed[door.opening].push_back(*piece);
    }
    for (const Barrier& barrier : shapes_[level]->barriers) {
        std::vector<Piece> ends;
        for (const Mm point : {barrier.left, barrier.right}) {
            if (const auto piece = at(level, point)) ends.push_back(*piece);
        }
        const bool both_free = ends.size() == 2;
        if (!both_free) {
            const std::vector<Piece>& units = closed[barrier.opening];
            ends.insert(ends.end(), units.begin(), units.end());
        }
        const Cut cut{barrier.cause, none, barrier.opening, level};
        for (const Piece from : ends) {
            for (const Piece to : ends) {
                // With free space on both sides the way that is open is a ride.
                if (both_free && barrier.cause == "one_way" && from == ends.front()) continue;
                bar(from, to, cut);
            }
        }
    }
}

std::optional<Piece> Pieces::at(std::uint32_t level, Mm point) const {
    const auto ring = floors_.at(level).piece_of(point);
    if (!ring) return std::nullopt;
    const auto found = by_ring_.find({level, *ring});
    return found != by_ring_.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<Piece> Pieces::near(std::uint32_t level, Mm point) const {
    const auto free = floors_.at(level).nearest(point, farthest_place_m);
    return free ? at(level, *free) : std::nullopt;
}

std::vector<Piece> Pieces::of_unit(plan::UnitIndex unit) const {
    std::vector<Piece> pieces;
    if (closed_units_[unit]) pieces.push_back(*closed_units_[unit]);
    for (const Mm spot : accesses_[unit]->spots) {
        if (const auto piece = at(levels_[unit], spot)) pieces.push_back(*piece);
    }
    return pieces;
}

std::vector<bool> Pieces::closure(Piece start, const Links& links) {
    std::vector<bool> found(links.size(), false);
    std::vector<Piece> open{start};
    found[start] = true;
    while (!open.empty()) {
        const Piece from = open.back();
        open.pop_back();
        for (const Piece to : links[from]) {
            if (found[to]) continue;
            found[to] = true;
            open.push_back(to);
        }
    }
    return found;
}

std::vector<bool> Pieces::reached_from(Piece start) const {
    return closure(start, forward_);
}

std::vector<bool> Pieces::leading_to(Piece start) const {
    return closure(start, backward_);
}

std::optional<std::vector<Cut>> Pieces::cuts_between(Piece from, std::span<const Piece> to) const {
    constexpr std::size_t far = std::numeric_limits<std::size_t>::max();
    struct Step {
        std::size_t cost = far;
        Piece before = 0;
        std::size_t cut = far;
    };
    std::vector<Step> steps(size());
    steps[from].cost = 0;
    std::deque<Piece> open{from};
    while (!open.empty()) {
        const Piece here = open.front();
        open.pop_front();
        for (const Piece next : forward_[here]) {
            if (steps[next].cost <= steps[here].cost) continue;
            steps[next] = {steps[here].cost, here, far};
            open.push_front(next);
        }
        for (const Barred& barred : barred_[here]) {
            if (steps[barred.to].cost <= steps[here].cost + 1) continue;
            steps[barred.to] = {steps[here].cost + 1, here, barred.cut};
            open.push_back(barred.to);
        }
    }
    std::optional<Piece> end;
    for (const Piece piece : to) {
        if (steps[piece].cost < far && (!end || steps[piece].cost < steps[*end].cost)) end = piece;
    }
    if (!end) return std::nullopt;
    std::vector<Cut> cuts;
    for (Piece at = *end; at != from; at = steps[at].before) {
        if (steps[at].cut != far) cuts.push_back(cuts_[steps[at].cut]);
    }
    std::reverse(cuts.begin(), cuts.end());
    return cuts;
}

// Of the pieces that rides join in any direction together; among those, pieces with more units of their own
// come first.
Piece Pieces::main() const {
    Links both = forward_;
    for (Piece i = 0; i < size(); ++i)
        both[i].insert(both[i].end(), backward_[i].begin(), backward_[i].end());
    std::vector<bool> done(size(), false);
    Piece best = 0;
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (Piece i = 0; i < size(); ++i) {
        if (done[i]) continue;
        const std::vector<bool> group = closure(i, both);
        std::size_t sum = 0;
        for (Piece k = 0; k < size(); ++k) sum += group[k] ? unit_counts_[k] : 0;
        for (Piece k = 0; k < size(); ++k) {
            if (!group[k]) continue;
            done[k] = true;
            if (std::pair(sum, unit_counts_[k]) > most) {
                most = {sum, unit_counts_[k]};
                best = k;
            }
        }
    }
    return best;
}

}  // namespace mallctl::nav
