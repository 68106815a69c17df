// What is wrong with a plan, told before anyone walks by it.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// The checks of mallctl-diagnostics(7) that need the plan alone: levels against each other, units in their
// level, overlaps, slivers, duplicates, names, openings on edges, connectors with partners, axes swapped,
// size and place of floors. Expects a plan that plan::repair has been over; needs no ids. Findings are
// ordered by code, level and feature. O(n log n) in vertices.
core::Diagnostics check(const Plan& plan);

}  // namespace mallctl::plan
