#include "nav/guidance/guidance.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "core/local_frame.hpp"

namespace mallctl::nav {

namespace {

constexpr double least_turn_degrees = 25;
constexpr double sharp_turn_degrees = 120;
constexpr double least_gap_m = 3;

struct Bend {
    Point at;
    double along_m = 0;       // from the start of the leg to its first corner
    double turn_degrees = 0;  // positive to the left
};

double heading(Point from, Point to) {
    return std::atan2(to.y - from.y, to.x - from.x) * 180 / std::numbers::pi;
}

double between(double from, double to) {
    return std::remainder(to - from, 360.0);
}

// The corners of a walk; those closer together than 3 m are one bend by the sum of their turns.
std::vector<Bend> bends_of(const Leg& leg) {
    std::vector<Bend> bends;
    if (leg.coordinates.empty()) return bends;
    const core::LocalFrame frame(leg.coordinates.front());
    std::vector<Point> points;
    for (const Point point : leg.coordinates) points.push_back(frame.to_local(point));
    double along = 0;
    double last_corner = -least_gap_m;
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        along += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        const double turn = between(heading(points[i - 1], points[i]), heading(points[i], points[i + 1]));
        if (!bends.empty() && along - last_corner < least_gap_m) {
            bends.back().turn_degrees += turn;
        } else {
            bends.push_back({leg.coordinates[i], along, turn});
        }
        last_corner = along;
    }
    std::erase_if(bends, [](const Bend& bend) { return std::abs(bend.turn_degrees) < least_turn_degrees; });
    return bends;
}

std::string metres(double distance_m) {
    return fmt::format("{} m", std::lround(distance_m));
}

std::string and_walk(double distance_m) {
    return std::lround(distance_m) > 0 ? " and walk " + metres(distance_m) : std::string();
}

const char* kind_of(double turn_degrees) {
    if (turn_degrees > sharp_turn_degrees) return "sharp_left";
    if (turn_degrees < -sharp_turn_degrees) return "sharp_right";
    return turn_degrees > 0 ? "turn_left" : "turn_right";
}

std::string turn_text(const std::string& kind) {
    if (kind == "sharp_left") return "Turn sharp left";
    if (kind == "sharp_right") return "Turn sharp right";
    return kind == "turn_left" ? "Turn left" : "Turn right";
}

// "the lift", "the lift North", and "Lift A" where the name says itself what it is.
std::string with_name(const std::string& kind, const std::string& name) {
    if (name.empty()) return "the " + kind;
    std::string lowered;
    for (const char c : name) lowered += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lowered.find(kind) != std::string::npos ? name : "the " + kind + " " + name;
}

// What the lift's button says, unless both ends say the same (a bridge between two buildings): "level 2".
// Longer names, "Basement" and "Level 2", speak for themselves.
std::string level_text(const LevelInfo& from, const LevelInfo& to) {
    constexpr std::size_t longest_button = 4;
    const bool tells = !to.short_name.empty() && to.short_name != from.short_name;
    const std::string& name = tells ? to.short_name : to.label;
    return name.size() > longest_button ? name : "level " + name;
}

std::string connector_text(const Leg& leg, const std::vector<LevelInfo>& levels) {
    const LevelInfo& from = levels.at(leg.level);
    const LevelInfo& to = levels.at(leg.to_level);
    std::string kind = leg.connector_category;
    if (kind == "elevator") kind = "lift";
    if (kind == "movingwalkway") kind = "moving walkway";
    const std::string what = with_name(kind, leg.connector_name);
    if (leg.level == leg.to_level) return "Take " + what;
    const char* way = to.ordinal > from.ordinal ? "up " : to.ordinal < from.ordinal ? "down " : "";
    return fmt::format("Take {} {}to {}", what, way, level_text(from, to));
}

Instruction make(std::string kind, const Leg& leg, Point at, double distance_m, std::string text) {
    Instruction instruction;
    instruction.kind = std::move(kind);
    instruction.level = leg.level;
    instruction.to_level = leg.to_level;
    instruction.at = at;
    instruction.distance_m = distance_m;
    instruction.text = std::move(text);
    return instruction;
}

void add_walk(const Leg& leg, bool first, std::vector<Instruction>& list) {
    const std::vector<Bend> bends = bends_of(leg);
    const double until_bend = bends.empty() ? leg.distance_m : bends.front().along_m;
    if (first) {
        list.push_back(
            make("depart", leg, leg.coordinates.front(), until_bend, "Start" + and_walk(until_bend)));
    } else {
        list.back().distance_m = until_bend;
        if (std::lround(until_bend) > 0) list.back().text += ", then walk " + metres(until_bend);
    }
    for (std::size_t i = 0; i < bends.size(); ++i) {
        const double end = i + 1 < bends.size() ? bends[i + 1].along_m : leg.distance_m;
        const std::string kind = kind_of(bends[i].turn_degrees);
        const double distance = end - bends[i].along_m;
        list.push_back(make(kind, leg, bends[i].at, distance, turn_text(kind) + and_walk(distance)));
    }
}

}  // namespace

std::vector<Instruction> instructions(const Route& route, const std::vector<LevelInfo>& levels) {
    std::vector<Instruction> list;
    for (const Leg& leg : route.legs) {
        const bool first = list.empty();
        if (leg.kind == LegKind::walk) {
            add_walk(leg, first, list);
            continue;
        }
        if (first) {
            list.push_back(make("depart", leg, leg.coordinates.front(), 0, "Start"));
            list.back().to_level = leg.level;
        }
        list.push_back(make("connector", leg, leg.coordinates.front(), 0, connector_text(leg, levels)));
    }
    if (route.legs.empty()) return list;
    Leg last = route.legs.back();
    last.level = last.to_level;
    list.push_back(make("arrive", last, last.coordinates.back(), 0, "You have arrived"));
    return list;
}

}  // namespace mallctl::nav
