// Lines across the gaps that doors leave in walls.
#pragma once

#include <vector>

#include "plan/openings/segments.hpp"

namespace mallctl::plan {

// Lines that close gaps between walls of at most `widest_m`. `walls` are the straight pieces in metres;
// pieces of one line have one owner. Deterministic: the shortest gaps are closed first, each end once.
core::MultiLineString bridges_of(const std::vector<Segment>& walls, double widest_m);

}  // namespace mallctl::plan
