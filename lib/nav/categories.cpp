#include "nav/categories.hpp"

#include <algorithm>
#include <array>

namespace mallctl::nav {

namespace {

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 12> solid{"opentobelow", "void",  "structure", "column",
                                                 "wall",        "brick", "concrete",  "drywall",
                                                 "glass",       "metal", "stone",     "wood"};
constexpr std::array<std::string_view, 11> open_plan{"walkway", "walkway.island", "lobby",      "concourse",
                                                     "ramp",    "steps",          "footbridge", "platform",
                                                     "terrace", "unenclosedarea", "foodcourt"};
constexpr std::array<std::string_view, 4> vertical{"elevator", "stairs", "escalator", "movingwalkway"};

}  // namespace

bool is_solid(std::string_view unit_category) {
    return holds(solid, unit_category);
}

bool is_open_plan(std::string_view unit_category) {
    return holds(open_plan, unit_category);
}

bool is_vertical(std::string_view unit_category) {
    return holds(vertical, unit_category);
}

bool is_passable(std::string_view opening_category) {
    return opening_category != "emergencyexit";
}

}  // namespace mallctl::nav
