#include "nav/guidance/landmarks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

namespace mallctl::nav {

namespace {

constexpr double farthest_m = 25;
constexpr double farthest_beside_m = 15;  // "at" a shop that is farther away would mislead
constexpr double nearest_ahead_m = 4;
constexpr double ahead_degrees = 20;
constexpr double beyond_m = 10;            // one does not walk "towards" what is farther behind at the end
constexpr double least_side_degrees = 10;  // what is less far aside is on neither side
constexpr double most_side_degrees = 140;  // what is farther round has been passed
constexpr double long_walk_m = 40;
constexpr double passing_gap_m = 8;  // from the instructions at both ends
constexpr double passing_reach_m = 12;
constexpr double door_m = 1.6;  // how wide a front without ends is taken to be
constexpr double quarter_degrees = 45;

double distance(core::Point a, core::Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

// In degrees.
double apparent_angle(core::Point eye, core::Point a, core::Point b, core::Point door) {
    if (a == b) return 2 * std::atan2(door_m / 2, distance(eye, door)) * 180 / std::numbers::pi;
    return std::abs(turn_between(bearing_of(eye, a), bearing_of(eye, b)));
}

bool leads_up_to(double away, double onward_m) {
    return away >= nearest_ahead_m && away <= farthest_m && onward_m <= away + beyond_m;
}

}  // namespace

Side side_of(double heading, double direction) {
    const double turn = turn_between(heading, direction);
    if (std::abs(turn) <= quarter_degrees) return Side::ahead;
    if (std::abs(turn) >= 180 - quarter_degrees) return Side::behind;
    return turn > 0 ? Side::right : Side::left;
}

Lookout::Lookout(const WalkedPath& path, std::uint32_t level, std::span<const Storefront> fronts,
                 const Surroundings& surroundings, std::optional<core::Uuid> origin,
                 std::optional<core::Uuid> destination)
    : path_(path), level_(level), surroundings_(surroundings), destination_(destination) {
    for (const Storefront& store : fronts) {
        if (store.name.empty() || store.weight <= 0 || store.unit == origin) continue;
        // Projecting a point takes longer than all else that is asked of most fronts.
        if (!path.may_be_within(store.door, farthest_m)) continue;
        fronts_.push_back({&store, path.to_local(store.door)});
    }
}

Lookout::Choice Lookout::choice(const Front& front, core::Point from, double heading,
                                Relation relation) const {
    const double bearing = bearing_of(from, front.door);
    const double turn = turn_between(heading, bearing);
    Landmark landmark{front.store->unit, front.store->name, relation, Side::ahead,
                      distance(from, front.door)};
    if (relation == Relation::passed || std::abs(turn) > ahead_degrees)
        landmark.side = turn > 0 ? Side::right : Side::left;
    const double angle = apparent_angle(from, path_.to_local(front.store->left),
                                        path_.to_local(front.store->right), front.door);
    return {angle * front.store->weight, &front, std::move(landmark), from};
}

// Doors are looked for in the order of their scores, since that costs most.
std::optional<Landmark> Lookout::best_in_sight(std::vector<Choice>& choices) const {
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
        return std::tuple(-a.score, a.landmark.distance_m, a.landmark.id) <
               std::tuple(-b.score, b.landmark.distance_m, b.landmark.id);
    });
    for (Choice& choice : choices) {
        const bool seen =
            !surroundings_.in_sight ||
            surroundings_.in_sight(level_, path_.to_geographic(choice.from), choice.front->store->door);
        if (seen) return std::move(choice.landmark);
    }
    return std::nullopt;
}

std::optional<Landmark> Lookout::at_bend(const Bend& bend, double onward_m) const {
    const core::Point eye = path_.at(bend.along);
    std::vector<Choice> choices;
    for (const Front& front : fronts_) {
        const double away = distance(eye, front.door);
        if (away > farthest_m) continue;
        const double bearing = bearing_of(eye, front.door);
        const double side = turn_between(bend.bearing_before, bearing) * (bend.turn > 0 ? 1 : -1);
        if (side < least_side_degrees || side > most_side_degrees) continue;
        const bool towards = leads_up_to(away, onward_m) &&
                             std::abs(turn_between(bend.bearing_after, bearing)) <= ahead_degrees;
        if (!towards && away > farthest_beside_m) continue;
        if (towards && front.store->unit == destination_) continue;
        choices.push_back(
            choice(front, eye, bend.bearing_before, towards ? Relation::towards : Relation::at));
    }
    return best_in_sight(choices);
}

std::optional<Landmark> Lookout::ahead(double along, double onward_m) const {
    const core::Point eye = path_.at(along);
    const double heading = path_.bearing_at(along);
    std::vector<Choice> choices;
    for (const Front& front : fronts_) {
        const double away = distance(eye, front.door);
        if (!leads_up_to(away, onward_m) || front.store->unit == destination_) continue;
        if (std::abs(turn_between(heading, bearing_of(eye, front.door))) > ahead_degrees) continue;
        choices.push_back(choice(front, eye, heading, Relation::towards));
    }
    return best_in_sight(choices);
}

std::optional<Landmark> Lookout::passed(double from, double to, std::span<const core::Uuid> named) const {
    std::vector<Choice> choices;
    if (to - from < long_walk_m) return std::nullopt;
    for (const Front& front : fronts_) {
        const bool again = std::find(named.begin(), named.end(), front.store->unit) != named.end();
        if (!front.store->anchor || again || front.store->unit == destination_) continue;
        const auto foot = path_.nearest(front.door);
        if (foot.distance > passing_reach_m || foot.distance <= 0) continue;
        if (foot.along < from + passing_gap_m || foot.along > to - passing_gap_m) continue;
        choices.push_back(
            choice(front, path_.at(foot.along), path_.bearing_at(foot.along), Relation::passed));
    }
    return best_in_sight(choices);
}

}  // namespace mallctl::nav
