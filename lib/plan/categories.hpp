// What kinds of unit there are.
#pragma once

#include <span>
#include <string_view>

namespace mallctl::plan {

// True for the unit categories of IMDF 1.0.0 (docs.ogc.org/cs/20-094, "Unit Category").
bool is_imdf_unit_category(std::string_view category);

// The same and "retail", which this product adds for shops: IMDF calls them "room". O(log n).
bool is_unit_category(std::string_view category);

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

// A business with customers in rooms of its own, which a route may end before: "retail", "foodservice",
// "fitnessroom", "movietheater", "theater", "recreation". Not "room", though IMDF calls shops that: so it
// calls every other room, and people pass through those; nor the tables that a "foodcourt" shares.
bool is_shop(std::string_view unit_category);

// What visitors look for by its name: not circulation, connectors, solid parts, toilets and staff areas.
bool is_looked_for(std::string_view unit_category);

// Those of IMDF, sorted.
std::span<const std::string_view> imdf_unit_category_names();

}  // namespace mallctl::plan
