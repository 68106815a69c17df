// What the IMDF unit and opening categories mean for walking.
#pragma once

#include <string_view>

namespace mallctl::nav {

// Nobody stands here: "opentobelow", "void", "structure", "column" and walls drawn as units ("wall", "brick",
// "concrete", "drywall", "glass", "metal", "stone", "wood"). Every other category is walkable, restricted
// units too: who may enter is not decided here.
bool is_solid(std::string_view unit_category);

// Circulation: two such units that share an edge are one open space, unless an opening is drawn on that edge.
// "walkway", "walkway.island", "lobby", "concourse", "ramp", "steps", "footbridge", "platform", "terrace",
// "unenclosedarea", "foodcourt".
bool is_open_plan(std::string_view unit_category);

// A lift, stairs, an escalator or a moving walkway: drawn without an opening it is entered from the
// circulation space next to it.
bool is_vertical(std::string_view unit_category);

// An emergency exit is no way to a shop; every other opening category is passable on foot (real plans mark
// indoor doors as "automobile").
bool is_passable(std::string_view opening_category);

}  // namespace mallctl::nav
