// Routes and shop fronts made by hand, in metres, for tests of guidance.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/local_frame.hpp"
#include "nav/graph.hpp"
#include "nav/guidance/landmarks.hpp"

namespace mallctl::test {

inline core::Point at(core::Point metres) {
    static const core::LocalFrame frame({10, 0});
    return frame.to_geographic(metres);
}

inline nav::Leg walk(const std::vector<core::Point>& metres, std::uint32_t level = 0) {
    nav::Leg leg;
    leg.level = leg.to_level = level;
    for (std::size_t i = 0; i < metres.size(); ++i) {
        leg.coordinates.push_back(at(metres[i]));
        if (i > 0) leg.distance_m += std::hypot(metres[i].x - metres[i - 1].x, metres[i].y - metres[i - 1].y);
    }
    leg.duration_s = leg.distance_m / 1.34;
    return leg;
}

inline nav::Leg ride(const std::string& category, std::uint32_t from, std::uint32_t to) {
    nav::Leg leg;
    leg.kind = nav::LegKind::connector;
    leg.level = from;
    leg.to_level = to;
    leg.duration_s = 25;
    leg.coordinates = {at({10, 0}), at({10, 0})};
    leg.connector_category = category;
    return leg;
}

// G and 2.
inline std::vector<nav::LevelInfo> two_levels() {
    std::vector<nav::LevelInfo> levels(2);
    levels[0].label = "G";
    levels[1].ordinal = 2;
    levels[1].label = "2";
    return levels;
}

// Its id is made of its name's first letter.
inline nav::Storefront shop(const std::string& name, core::Point door, core::Point left, core::Point right) {
    nav::Storefront front;
    front.unit.bytes[15] = static_cast<std::uint8_t>(name.front());
    front.name = name;
    front.door = at(door);
    front.left = at(left);
    front.right = at(right);
    return front;
}

}  // namespace mallctl::test
