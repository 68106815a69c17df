// Whether one gets everywhere, and back: what the graph as a whole says about the plan.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// The findings of `build`, and those about the plan as a whole, without making an artifact: the free space of
// each level falls into pieces that connectors and one-way openings join; the piece with the most units is
// the mall.
//   P067  units that can be reached among themselves and not from the mall: an island, told once for each
//         piece; for a wheelchair those beyond the islands of walkers
//   P070  units that one can walk into and not out of
// The finding's feature is the first unit (plan::unit_reference). The plan needs ids. Throws as `build`, and
// is far quicker: nothing is looked for that only a route needs.
core::Diagnostics check_ways(const plan::Plan& plan);

}  // namespace mallctl::nav
