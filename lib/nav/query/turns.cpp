#include "nav/query/turns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "nav/mesh/look.hpp"

namespace mallctl::nav {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double cautious = 1 - 2e-6;  // keeps sums of rounded floats below what they bound
constexpr double hair_s = 1e-9;        // ways this close are equally good

// What turning from one direction to another costs in s: nothing where there is no direction yet.
double turn_s(Mm from, Mm to) {
    if (from == Mm{} || to == Mm{}) return 0;
    const double angle =
        std::atan2(std::abs(static_cast<double>(cross(from, to))), static_cast<double>(dot(from, to)));
    return angle / (std::numbers::pi / 2) * quarter_turn_s;
}

// Somewhere on the way, with how one got there.
struct State {
    std::uint32_t slot = 0;  // of the search's nodes
    std::uint32_t level = 0;
    std::uint32_t node = 0;       // of the level
    std::uint32_t parent = none;  // a state; `none` where one came straight from a start
    std::uint32_t by = 0;         // the start then; of a state after a ride, the ride
    std::uint32_t next = none;    // another state of the same slot
    bool after_ride = false;
    bool beaten = false;  // by another one of its slot, however one goes on
    Mm direction;         // that one comes in; none at portals
    double cost_s = 0;
    double rest_s = 0;  // at least so long to the target
};

struct Entry {
    double bound_s = 0;
    std::uint32_t state = 0;
    bool operator<(const Entry& other) const {
        return bound_s != other.bound_s ? bound_s > other.bound_s : state > other.state;
    }
};

// A node that sees a target.
struct Finish {
    std::uint32_t slot = 0;
    std::uint32_t target = 0;
    bool operator<(const Finish& other) const {
        return slot != other.slot ? slot < other.slot : target < other.target;
    }
};

// The nodes of all levels have a slot each; so have, behind them, the portals where a ride ends.
class TurnSearch {
  public:
    TurnSearch(const MallView& mall, const Closures::Impl* closures, Profile profile,
               const std::vector<LevelPoint>& from, const std::vector<LevelPoint>& to)
        : closures_(closures),
          body_(mall.body(profile)),
          profile_(closures != nullptr ? closures->without_connectors(profile).profile
                                       : mall.profile(profile)),
          from_(from),
          to_(to),
          speed_(speed_m_s(profile)) {
        slots_of_.push_back(0);
        for (std::uint32_t level = 0; level < body_.floors.size(); ++level) {
            graphs_.push_back(closures != nullptr ? closures->walks(body_of(profile), level)
                                                  : WalkGraph(body_.floors[level], nullptr));
            slots_of_.push_back(slots_of_.back() + graphs_.back().node_count());
        }
        first_state_.assign(slots_of_.back() + body_.portal_count(), none);
        rest_of_.assign(slots_of_.back(), -1);
        unhindered_rest_of_.assign(slots_of_.back(), -1);
        bend_rests_.resize(graphs_.size());
        look_back();
    }

    // Better than `cost_s`? Then trace() writes the path.
    bool run(double cost_s) {
        best_s_ = cost_s - hair_s;
        for (std::uint32_t i = 0; i < from_.size(); ++i) set_out(i);
        while (!heap_.empty()) {
            std::pop_heap(heap_.begin(), heap_.end());
            const Entry here = heap_.back();
            heap_.pop_back();
            if (here.bound_s >= best_s_) break;
            if (!states_[here.state].beaten) go_on(here.state);
        }
        return target_ != none;
    }

    void trace(Path& path) const {
        std::vector<std::uint32_t> chain;
        for (std::uint32_t i = last_; i != none; i = states_[i].parent) chain.push_back(i);
        const LevelPoint& start = from_[chain.empty() ? straight_from_ : states_[chain.back()].by];
        path.clear();
        path.begin_walk(start.level, start.point);
        std::uint32_t level = start.level;
        for (auto i = chain.rbegin(); i != chain.rend(); ++i) {
            const State& state = states_[*i];
            if (state.after_ride) {
                path.ride(state.by, level);
                path.begin_walk(state.level, position(state));
            } else {
                path.walk_to(position(state));
            }
            level = state.level;
        }
        path.walk_to(to_[target_].point);
        measure_path(profile_, path);
    }

  private:
    bool is_closed(const LevelPoint& spot) const {
        return closures_ != nullptr && closures_->holds(body_of(profile_.profile), spot);
    }
    Mm position(const State& state) const { return graphs_[state.level].position(state.node); }
    std::uint32_t site_node(std::uint32_t portal, std::uint32_t level) const {
        return body_.floors[level].counts.corners + body_.site_of(portal, level);
    }

    // What the targets see, and lower bounds from there back to all portals.
    void look_back() {
        std::vector<float> ends(body_.portal_count(), unreachable);
        std::vector<Seen> seen;
        std::vector<float> lengths;
        for (std::uint32_t t = 0; t < to_.size(); ++t) {
            if (is_closed(to_[t])) continue;
            const std::uint32_t level = to_[t].level;
            graphs_[level].look_around(to_[t].point, seen);
            for (const Seen& one : seen) finishes_.push_back({slots_of_[level] + one.node, t});
            const FloorView& floor = body_.floors[level];
            look_around(floor, to_[t].point, seen);
            towards_.push_back({level, TowardsPoint(floor, seen)});
            lengths.resize(floor.counts.portals);
            lengths_to_sites(floor, seen, 0, lengths);
            for (std::uint32_t q = 0; q < lengths.size(); ++q) {
                float& end = ends[body_.first_portal[level] + q];
                end = std::min(end, lengths[q] / static_cast<float>(speed_));
            }
        }
        std::sort(finishes_.begin(), finishes_.end());
        finishes_.erase(std::unique(finishes_.begin(), finishes_.end(),
                                    [](const Finish& a, const Finish& b) { return !(a < b) && !(b < a); }),
                        finishes_.end());
        portal_rest_.assign(body_.portal_count(), unreachable);
        for (std::uint32_t q = 0; q < ends.size(); ++q) {
            if (!(ends[q] < unreachable)) continue;
            for (std::uint32_t p = 0; p < ends.size(); ++p)
                portal_rest_[p] = std::min(portal_rest_[p], profile_.times.at(p, q) + ends[q]);
        }
    }

    double rest_of_portal(std::uint32_t level, std::uint32_t site) const {
        return double{portal_rest_[body_.first_portal[level] + site]} * cautious;
    }

    // Of a corner or a bend. As in a search for the shortest walk, a way to a bend may leave a corner where
    // no way over corners alone would, and be shorter: so the way over the bends is a bound of its own.
    double rest_of(std::uint32_t level, std::uint32_t node) {
        const std::vector<double>& bends = bend_rests(level);
        if (!graphs_[level].is_corner(node)) return bends[node - graphs_[level].floor().node_count()];
        double& known = rest_of_[slots_of_[level] + node];
        if (known >= 0) return known;
        known = unhindered_rest_of(level, node);
        const Mm at = graphs_[level].position(node);
        for (std::uint32_t i = 0; i < bends.size(); ++i)
            known = std::min(known, length_m(at, bend(level, i)) / speed_ + bends[i]);
        return known;
    }

    Mm bend(std::uint32_t level, std::uint32_t i) const {
        return graphs_[level].position(graphs_[level].floor().node_count() + i);
    }

    // From each bend at least the unhindered way, or straight to the bend that is the last of the level and
    // on from there.
    const std::vector<double>& bend_rests(std::uint32_t level) {
        std::vector<double>& rests = bend_rests_[level];
        const std::size_t count = graphs_[level].node_count() - graphs_[level].floor().node_count();
        if (rests.size() == count) return rests;
        rests.assign(count, never);
        for (std::uint32_t i = 0; i < count; ++i) rests[i] = unhindered_rest_from(level, bend(level, i));
        // In place: a rest shortened already is itself straight lines between bends, never too long.
        for (std::uint32_t i = 0; i < count; ++i) {
            for (std::uint32_t k = 0; k < count; ++k)
                rests[i] = std::min(rests[i], length_m(bend(level, i), bend(level, k)) / speed_ + rests[k]);
        }
        return rests;
    }

    double unhindered_rest_from(std::uint32_t level, Mm at) {
        const FloorView& floor = graphs_[level].floor();
        double rest = never;
        for (const LevelPoint& target : to_) {
            if (target.level == level && !is_closed(target) && nav::sees(floor, at, target.point))
                rest = std::min(rest, length_m(at, target.point) / speed_);
        }
        std::vector<Seen> seen;
        look_around(floor, at, seen, floor.counts.corners + floor.counts.portals);
        for (const Seen& one : seen) {
            const double on = one.node < floor.counts.corners
                                  ? unhindered_rest_of(level, one.node)
                                  : rest_of_portal(level, one.node - floor.counts.corners);
            rest = std::min(rest, length_m(at, floor.node(one.node).mm()) / speed_ + on);
        }
        return rest;
    }

    // On ways from a corner over corners and portals alone, with nothing closed.
    double unhindered_rest_of(std::uint32_t level, std::uint32_t corner) {
        double& known = unhindered_rest_of_[slots_of_[level] + corner];
        if (known >= 0) return known;
        const FloorView& floor = body_.floors[level];
        float least = unreachable;
        for (const auto& [target_level, oracle] : towards_) {
            if (target_level == level)
                least = std::min(least, oracle.length_from(corner) / static_cast<float>(speed_));
        }
        const float* lengths = floor.corner_to_site.data() + std::size_t{corner} * floor.sites.size();
        const float* rests = portal_rest_.data() + body_.first_portal[level];
        const float pace = 1 / static_cast<float>(speed_);
        for (std::uint32_t p = 0; p < floor.counts.portals; ++p)
            least = std::min(least, lengths[p] * pace + rests[p]);
        known = double{least} * cautious;
        return known;
    }

    void set_out(std::uint32_t start) {
        const LevelPoint& spot = from_[start];
        if (is_closed(spot)) return;
        const WalkGraph& graph = graphs_[spot.level];
        for (std::uint32_t t = 0; t < to_.size(); ++t) {
            if (to_[t].level != spot.level || is_closed(to_[t]) || !graph.sees(spot.point, to_[t].point))
                continue;
            const double cost = length_m(spot.point, to_[t].point) / speed_;
            if (cost < best_s_) {
                straight_from_ = start;
                finish(none, t, cost);
            }
        }
        std::vector<Seen> seen;
        graph.look_around(spot.point, seen);
        for (const Seen& one : seen) walk(none, start, spot.level, one.node, spot.point, {}, 0);
    }

    void finish(std::uint32_t state, std::uint32_t target, double cost) {
        best_s_ = cost;
        last_ = state;
        target_ = target;
    }

    void go_on(std::uint32_t index) {
        const State here = states_[index];  // a copy: states_ grows
        const WalkGraph& graph = graphs_[here.level];
        const bool at_portal = graph.is_site(here.node);
        if (at_portal) take_rides(index, here);
        if (at_portal && !here.after_ride) return;  // whoever turns at a portal has not taken it
        const Mm at = graph.position(here.node);
        const Finish first{slots_of_[here.level] + here.node, 0};
        for (auto i = std::lower_bound(finishes_.begin(), finishes_.end(), first);
             i != finishes_.end() && i->slot == first.slot; ++i) {
            const Mm step = to_[i->target].point - at;
            const double cost =
                here.cost_s + length_m(at, to_[i->target].point) / speed_ + turn_s(here.direction, step);
            if (cost < best_s_) finish(index, i->target, cost);
        }
        graph.for_each_sight(here.node, [&](std::uint32_t other) {
            walk(index, 0, here.level, other, at, here.direction, here.cost_s);
        });
    }

    void take_rides(std::uint32_t index, const State& here) {
        const std::uint32_t portal =
            body_.first_portal[here.level] + here.node - body_.floors[here.level].counts.corners;
        for (const std::uint32_t i : profile_.rides_from[here.level]) {
            const RideInfo& ride = profile_.info.rides[i];
            if (ride.from != portal) continue;
            if (closures_ != nullptr && closures_->closure_of(profile_.profile, ride) != none) continue;
            State next;
            next.slot = slots_of_.back() + ride.to;
            next.level = body_.level_of(ride.to);
            next.node = site_node(ride.to, next.level);
            next.parent = index;
            next.by = i;
            next.after_ride = true;
            next.cost_s = here.cost_s + ride.duration_s;
            next.rest_s = rest_of_portal(next.level, body_.site_of(ride.to, next.level));
            add(next);
        }
    }

    void walk(std::uint32_t parent, std::uint32_t start, std::uint32_t level, std::uint32_t node, Mm from,
              Mm direction, double cost_s) {
        const WalkGraph& graph = graphs_[level];
        const FloorView& floor = graph.floor();
        const bool is_site = graph.is_site(node);
        if (is_site && node - floor.counts.corners >= floor.counts.portals) return;
        const Mm step = graph.position(node) - from;
        const double walk_s = length_m(from, graph.position(node)) / speed_;
        State next;
        next.slot = slots_of_[level] + node;
        next.level = level;
        next.node = node;
        next.parent = parent;
        next.by = start;
        next.cost_s = cost_s + walk_s + turn_s(direction, step);
        if (!is_site) next.direction = step == Mm{} ? direction : step;
        next.rest_s = is_site ? rest_of_portal(level, node - floor.counts.corners) : rest_of(level, node);
        add(next);
    }

    void add(State state) {
        const double bound = state.cost_s + state.rest_s;
        if (!(bound < best_s_)) return;
        for (std::uint32_t i = first_state_[state.slot]; i != none; i = states_[i].next) {
            if (beats(states_[i], state)) return;
        }
        for (std::uint32_t i = first_state_[state.slot]; i != none; i = states_[i].next) {
            if (beats(state, states_[i])) states_[i].beaten = true;
        }
        const auto index = static_cast<std::uint32_t>(states_.size());
        state.next = std::exchange(first_state_[state.slot], index);
        states_.push_back(state);
        heap_.push_back({bound, index});
        std::push_heap(heap_.begin(), heap_.end());
    }

    // Whoever goes on from `b` does so at no more cost from `a`: angles obey the triangle inequality.
    static bool beats(const State& a, const State& b) {
        const double turn = b.direction == Mm{} && !(a.direction == Mm{}) ? 2 * quarter_turn_s
                                                                          : turn_s(a.direction, b.direction);
        return a.cost_s + turn <= b.cost_s + hair_s;
    }

    const Closures::Impl* closures_;
    const BodyView& body_;
    const ProfileView& profile_;
    const std::vector<LevelPoint>& from_;
    const std::vector<LevelPoint>& to_;
    double speed_;
    std::vector<WalkGraph> graphs_;        // by level
    std::vector<std::uint32_t> slots_of_;  // by level, and those of rides' ends at the end
    std::vector<std::uint32_t> first_state_;
    std::vector<double> rest_of_;                  // by slot of a corner; negative: not known yet
    std::vector<double> unhindered_rest_of_;       // likewise
    std::vector<std::vector<double>> bend_rests_;  // by level; empty: not known yet
    std::vector<State> states_;
    std::vector<Entry> heap_;
    std::vector<Finish> finishes_;
    std::vector<std::pair<std::uint32_t, TowardsPoint>> towards_;  // by target, with its level
    std::vector<float> portal_rest_;
    double best_s_ = never;
    std::uint32_t straight_from_ = none;
    std::uint32_t last_ = none;
    std::uint32_t target_ = none;
};

}  // namespace

double cost_with_turns(const Path& path) {
    double cost = path.duration_s;
    for (const PathPiece& piece : path.pieces) {
        if (piece.ride != none) continue;
        for (std::uint32_t i = piece.first + 1; i < piece.last; ++i) {
            cost += turn_s(path.points[i] - path.points[i - 1], path.points[i + 1] - path.points[i]);
        }
    }
    return cost;
}

void turn_less(const MallView& mall, const Closures::Impl* closures, Profile profile,
               const std::vector<LevelPoint>& from, const std::vector<LevelPoint>& to, Path& path) {
    TurnSearch search(mall, closures, profile, from, to);
    if (search.run(cost_with_turns(path))) search.trace(path);
}

}  // namespace mallctl::nav
