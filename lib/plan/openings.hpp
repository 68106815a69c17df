// Doors, and the space between them, of levels on which a plan draws neither.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// Makes a unit the outline of its level where the level has none and the unit is it in fact: it covers nearly
// all that the level's units cover, and most of them lie in it. Units keep their names and everything else;
// what referred to the outline refers to no unit. A finding P091 (note) each. O(units).
void recognise_outlines(Plan& plan, core::Diagnostics& findings);

// On each level that has an outline and units, but neither an opening nor a unit of circulation space, makes
// a walkway of each part of the outline that the units leave free. A finding P092 (note) says on which level.
// O(n log n) in vertices.
void infer_circulation(Plan& plan, core::Diagnostics& findings);

// Adds openings, marked inferred, on each level that has not a single one, so that its units can be reached
// from circulation space (walkways, corridors, open areas): first in the gaps of walls that are as wide as a
// door (0.6 to 2.5 m) on the edge of a unit, then for each unit that is not reached yet one in the middle of
// the longest edge that it shares with circulation space, else with a unit that is reached. Never where a
// wall is drawn all along. Edges are shared when they face each other at 0.5 m at most. A finding P090 (note)
// says how many on which level. O(n log n) in edges, and linear in the pairs that face each other.
void infer_openings(Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::plan
