// Hand edits of units, carried into a new plan.
#pragma once

#include <vector>

#include "plan/match.hpp"
#include "plan/match_pairs.hpp"

namespace mallctl::plan {

// The three-way merge that match.hpp describes, on the units that `pairs` links: `fresh` gets the edits of
// `old`. Ids of `fresh` must be assigned. Conflicts are in the order of the units.
std::vector<EditConflict> merge_edits(Plan& fresh, const Plan& old, const Pairing& pairs);

// P075, a warning.
core::Diagnostic to_finding(const Plan& plan, const EditConflict& conflict);

}  // namespace mallctl::plan
