#include "plan/categories.hpp"

#include <algorithm>
#include <array>

namespace mallctl::plan {

namespace {

// Sorted.
constexpr auto imdf_unit_categories = std::to_array<std::string_view>({"auditorium",
                                                                       "brick",
                                                                       "classroom",
                                                                       "column",
                                                                       "concrete",
                                                                       "conferenceroom",
                                                                       "drywall",
                                                                       "elevator",
                                                                       "escalator",
                                                                       "fieldofplay",
                                                                       "firstaid",
                                                                       "fitnessroom",
                                                                       "foodservice",
                                                                       "footbridge",
                                                                       "glass",
                                                                       "huddleroom",
                                                                       "kitchen",
                                                                       "laboratory",
                                                                       "library",
                                                                       "lobby",
                                                                       "lounge",
                                                                       "mailroom",
                                                                       "mothersroom",
                                                                       "movietheater",
                                                                       "movingwalkway",
                                                                       "nonpublic",
                                                                       "office",
                                                                       "opentobelow",
                                                                       "parking",
                                                                       "phoneroom",
                                                                       "platform",
                                                                       "privatelounge",
                                                                       "ramp",
                                                                       "recreation",
                                                                       "restroom",
                                                                       "restroom.family",
                                                                       "restroom.female",
                                                                       "restroom.female.wheelchair",
                                                                       "restroom.male",
                                                                       "restroom.male.wheelchair",
                                                                       "restroom.transgender",
                                                                       "restroom.transgender.wheelchair",
                                                                       "restroom.unisex",
                                                                       "restroom.unisex.wheelchair",
                                                                       "restroom.wheelchair",
                                                                       "road",
                                                                       "room",
                                                                       "serverroom",
                                                                       "shower",
                                                                       "smokingarea",
                                                                       "stairs",
                                                                       "steps",
                                                                       "storage",
                                                                       "structure",
                                                                       "terrace",
                                                                       "theater",
                                                                       "unenclosedarea",
                                                                       "unspecified",
                                                                       "vegetation",
                                                                       "waitingroom",
                                                                       "walkway",
                                                                       "walkway.island",
                                                                       "wood"});

}  // namespace

bool is_imdf_unit_category(std::string_view category) {
    return std::binary_search(imdf_unit_categories.begin(), imdf_unit_categories.end(), category);
}

std::span<const std::string_view> imdf_unit_category_names() {
    return imdf_unit_categories;
}

bool is_unit_category(std::string_view category) {
    return category == "retail" || is_imdf_unit_category(category);
}

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

constexpr std::array<std::string_view, 6> shops{"retail",       "foodservice", "fitnessroom",
                                                "movietheater", "theater",     "recreation"};

// What a directory does not list, beside circulation and connectors.
constexpr std::array<std::string_view, 12> not_listed{"nonpublic",
                                                      "restroom",
                                                      "restroom.family",
                                                      "restroom.female",
                                                      "restroom.female.wheelchair",
                                                      "restroom.male",
                                                      "restroom.male.wheelchair",
                                                      "restroom.transgender",
                                                      "restroom.unisex",
                                                      "restroom.unisex.wheelchair",
                                                      "restroom.wheelchair",
                                                      "unspecified"};

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

bool is_shop(std::string_view unit_category) {
    return holds(shops, unit_category);
}

bool is_looked_for(std::string_view unit_category) {
    return !is_solid(unit_category) && !is_open_plan(unit_category) && !is_vertical(unit_category) &&
           !holds(not_listed, unit_category);
}

}  // namespace mallctl::plan
