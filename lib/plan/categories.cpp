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

bool is_unit_category(std::string_view category) {
    return category == "retail" || is_imdf_unit_category(category);
}

}  // namespace mallctl::plan
