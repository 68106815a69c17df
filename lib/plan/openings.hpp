// Doors of levels on which a plan draws none.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// Adds openings, marked inferred, on each level that has not a single one, so that its units can be reached:
// first in the gaps of its walls that are as wide as a door, then on the longest edge that a unit shares with
// circulation space (walkways, corridors, open areas). A finding P090 (note) says how many on which level.
// O(n log n) in edges.
void infer_openings(Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::plan
