// What became of each unit, for people to read.
#pragma once

#include <vector>

#include "plan/match.hpp"
#include "plan/match_units.hpp"

namespace mallctl::plan {

// Every unit of both plans once, by level and reference. All ids of `fresh` must be assigned; `old` may be
// null, and then `matches` is empty.
std::vector<UnitChange> unit_changes(const Plan& fresh, const Plan* old, const UnitMatches& matches,
                                     const UnitSide& fresh_side, const UnitSide* old_side);

}  // namespace mallctl::plan
