// Buildings and levels of a new plan, matched with those of the plan before.
#pragma once

#include "plan/match_pairs.hpp"

namespace mallctl::plan {

// By id, source id, category and name, name; and the only building of both plans. O(n log n).
Pairing match_buildings(const Plan& fresh, const Plan& old);

// By id, source id, then ordinal and short name, ordinal, short name: within the same building where both
// plans say which, and only where no other level has them. O(n log n).
Pairing match_levels(const Plan& fresh, const Plan& old, const Pairing& buildings);

}  // namespace mallctl::plan
