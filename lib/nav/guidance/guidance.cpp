#include "nav/guidance/guidance.hpp"

#include <cmath>
#include <map>
#include <utility>

#include "nav/guidance/bends.hpp"
#include "nav/guidance/path.hpp"

namespace mallctl::nav {

namespace {

constexpr double slight_degrees = 45;
constexpr double sharp_degrees = 120;
constexpr double about_degrees = 160;
constexpr double at_the_end_m = 3;      // a bend so near a start or a door is part of it
constexpr double through_door_m = 3;    // from the middle of a door to a way that goes through it
constexpr double least_offset_m = 0.5;  // a place that is nearer lies on the way

InstructionKind kind_of(double turn) {
    const double size = std::abs(turn);
    if (size >= about_degrees) return InstructionKind::u_turn;
    if (size >= sharp_degrees) return turn < 0 ? InstructionKind::sharp_left : InstructionKind::sharp_right;
    if (size > slight_degrees) return turn < 0 ? InstructionKind::turn_left : InstructionKind::turn_right;
    return turn < 0 ? InstructionKind::slight_left : InstructionKind::slight_right;
}

double compass(double bearing) {
    const double turned = bearing < 0 ? bearing + 360 : bearing;
    return turned >= 360 ? 0 : turned;
}

// Consecutive walks on one level as one, so that a turn where they meet is told.
std::vector<Leg> joined_walks(const std::vector<Leg>& legs) {
    std::vector<Leg> joined;
    for (const Leg& leg : legs) {
        if (leg.coordinates.empty()) continue;
        const bool goes_on = !joined.empty() && joined.back().kind == LegKind::walk &&
                             leg.kind == LegKind::walk && joined.back().level == leg.level;
        if (!goes_on) {
            joined.push_back(leg);
            continue;
        }
        Leg& walk = joined.back();
        walk.coordinates.insert(walk.coordinates.end(), leg.coordinates.begin(), leg.coordinates.end());
        walk.distance_m += leg.distance_m;
        walk.duration_s += leg.duration_s;
    }
    return joined;
}

// Where a walk comes to its place: at a door of it, or at its end.
struct Arrival {
    double along = 0;
    std::optional<Side> side;
};

Arrival arrival_of(const WalkedPath& path, const StageEnd& to, const std::vector<Storefront>& fronts) {
    Arrival arrival{path.length(), std::nullopt};
    core::Point gate = path.at(path.length());
    double nearest = through_door_m;
    for (const Storefront& front : fronts) {
        if (!to.unit || front.unit != *to.unit) continue;
        const core::Point door = path.to_local(front.door);
        const auto foot = path.nearest(door);
        if (foot.distance >= nearest) continue;
        nearest = foot.distance;
        arrival.along = foot.along;
        gate = door;
    }
    if (!to.point || path.points().size() < 2) return arrival;
    const core::Point place = path.to_local(*to.point);
    if (std::hypot(place.x - gate.x, place.y - gate.y) < least_offset_m) return arrival;
    const double heading = path.bearing_at(std::max(0.0, arrival.along - at_the_end_m));
    arrival.side = side_of(heading, bearing_of(gate, place));
    return arrival;
}

class Guide {
  public:
    Guide(const std::vector<LevelInfo>& levels, const Surroundings& surroundings)
        : levels_(levels), surroundings_(surroundings) {}

    void add(const Stage& stage, bool first, bool last) {
        const std::vector<Leg> legs = joined_walks(stage.route->legs);
        if (legs.empty()) return;
        depart(legs.front(), first ? stage.from.heading : std::nullopt);
        Arrival arrival;
        for (std::size_t i = 0; i < legs.size(); ++i) {
            if (legs[i].kind == LegKind::connector) {
                ride(legs[i]);
            } else {
                arrival = walk(legs[i], stage, i == 0, i + 1 == legs.size());
            }
        }
        arrive(legs.back(), stage.to, arrival, last);
    }

    std::vector<Instruction> take() { return std::move(list_); }

  private:
    const std::vector<Storefront>& fronts(std::uint32_t level) {
        const auto [it, fresh] = fronts_.try_emplace(level);
        if (fresh && surroundings_.storefronts) it->second = surroundings_.storefronts(level);
        return it->second;
    }

    Instruction& add_instruction(InstructionKind kind, std::uint32_t level, core::Point at) {
        Instruction& instruction = list_.emplace_back();
        instruction.kind = kind;
        instruction.level = instruction.to_level = level;
        instruction.at = at;
        return instruction;
    }

    void depart(const Leg& leg, std::optional<double> heading) {
        add_instruction(InstructionKind::depart, leg.level, leg.coordinates.front());
        heading_ = heading;
    }

    void ride(const Leg& leg) {
        Instruction& step = add_instruction(InstructionKind::connector, leg.level, leg.coordinates.front());
        step.to_level = leg.to_level;
        step.distance_m = leg.distance_m;
        step.duration_s = leg.duration_s;
        const int rise = levels_.at(leg.to_level).ordinal - levels_.at(leg.level).ordinal;
        step.connector = RideStep{leg.connector, leg.connector_category, leg.connector_name,
                                  rise > 0   ? Direction::up
                                  : rise < 0 ? Direction::down
                                             : Direction::level};
    }

    // Completes the last instruction, a departure or a ride, by the walk that follows, and adds its bends.
    Arrival walk(const Leg& leg, const Stage& stage, bool first, bool last) {
        const WalkedPath path(leg.coordinates);
        const auto& doors = fronts(leg.level);
        const Arrival arrival =
            last ? arrival_of(path, stage.to, doors) : Arrival{path.length(), std::nullopt};
        std::vector<Bend> bends = bends_of(path);
        if (arrival.along < path.length() || arrival.side) {
            std::erase_if(bends, [&](const Bend& bend) { return bend.along > arrival.along - at_the_end_m; });
        }
        const Lookout lookout(path, leg.level, doors, surroundings_, first ? stage.from.unit : std::nullopt,
                              stage.to.unit);
        begin_walk(path, bends, arrival.along, lookout);
        const std::size_t before = list_.size();
        for (std::size_t i = 0; i < bends.size(); ++i) {
            const double next = i + 1 < bends.size() ? bends[i + 1].along : arrival.along;
            add_bend(leg, path, bends[i], next - bends[i].along, lookout);
        }
        measure(leg, path, arrival, bends, before, lookout);
        return arrival;
    }

    // A walk that turns at once begins in the direction after the turn.
    void begin_walk(const WalkedPath& path, std::vector<Bend>& bends, double end, const Lookout& lookout) {
        Instruction& step = list_.back();
        double begins = 0;
        double bearing = path.bearing_at(0);
        if (!bends.empty() && bends.front().along < at_the_end_m && step.kind == InstructionKind::depart) {
            begins = bends.front().along;
            bearing = bends.front().bearing_after;
            bends.erase(bends.begin());
        }
        if (path.points().size() < 2) return;
        step.bearing = compass(bearing);
        if (step.kind == InstructionKind::depart && heading_) step.side = side_of(*heading_, bearing);
        const double next = bends.empty() ? end : bends.front().along;
        if (!step.side) step.landmark = lookout.ahead(begins, next - begins);
        heading_.reset();
    }

    void add_bend(const Leg& leg, const WalkedPath& path, const Bend& bend, double onward_m,
                  const Lookout& lookout) {
        Instruction& step =
            add_instruction(kind_of(bend.turn), leg.level, path.to_geographic(path.at(bend.along)));
        step.turn_degrees = bend.turn;
        step.bearing = compass(bend.bearing_after);
        if (step.kind != InstructionKind::u_turn) step.landmark = lookout.at_bend(bend, onward_m);
    }

    // Lengths of the walk between its instructions, and who is passed there; `first`: index of the first
    // bend's.
    void measure(const Leg& leg, const WalkedPath& path, const Arrival& arrival,
                 const std::vector<Bend>& bends, std::size_t first, const Lookout& lookout) {
        const double scale = path.length() > 0 ? leg.distance_m / path.length() : 0;
        const double pace = leg.distance_m > 0 ? leg.duration_s / leg.distance_m : 0;
        for (std::size_t i = 0; i <= bends.size(); ++i) {
            const double from = i == 0 ? 0 : bends[i - 1].along;
            const double to = i < bends.size() ? bends[i].along : arrival.along;
            Instruction& step = list_[first - 1 + i];
            step.distance_m += (to - from) * scale;
            step.duration_s += (to - from) * scale * pace;
            std::vector<core::Uuid> named;
            if (step.landmark) named.push_back(step.landmark->id);
            if (i < bends.size() && list_[first + i].landmark) named.push_back(list_[first + i].landmark->id);
            step.passed = lookout.passed(from, to, named);
        }
        inside_m_ = (path.length() - arrival.along) * scale;
        inside_s_ = inside_m_ * pace;
        door_ = path.to_geographic(path.at(arrival.along));
    }

    void arrive(const Leg& leg, const StageEnd& to, const Arrival& arrival, bool last) {
        const bool walked = leg.kind == LegKind::walk;
        Instruction& step = add_instruction(last ? InstructionKind::arrive : InstructionKind::stop,
                                            leg.to_level, walked ? door_ : leg.coordinates.back());
        if (walked) {
            step.distance_m = inside_m_;
            step.duration_s = inside_s_;
            step.side = arrival.side;
        }
        step.place = to.name;
    }

    const std::vector<LevelInfo>& levels_;
    const Surroundings& surroundings_;
    std::map<std::uint32_t, std::vector<Storefront>> fronts_;
    std::vector<Instruction> list_;
    std::optional<double> heading_;
    double inside_m_ = 0;  // of the last walk: what lies behind the door of its place
    double inside_s_ = 0;
    core::Point door_;
};

}  // namespace

std::vector<Instruction> instructions(std::span<const Stage> stages, const std::vector<LevelInfo>& levels,
                                      const Surroundings& surroundings) {
    Guide guide(levels, surroundings);
    for (std::size_t i = 0; i < stages.size(); ++i) guide.add(stages[i], i == 0, i + 1 == stages.size());
    return guide.take();
}

std::vector<Instruction> instructions(const Route& route, const std::vector<LevelInfo>& levels) {
    const Stage stage{&route, {}, {}};
    return instructions({&stage, 1}, levels, {});
}

}  // namespace mallctl::nav
