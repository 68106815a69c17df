// Whether one gets everywhere, and back: what the graph as a whole says about the plan.
#pragma once

#include <cstddef>
#include <span>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Findings about the artifact that `build` made of this plan. The free space of each level falls into pieces
// that connectors and one-way openings join; the piece with the most units is the mall.
//   P067  units that can be reached among themselves and not from the mall: an island, told once for each
//         piece; for a wheelchair those beyond the islands of walkers
//   P070  units that one can walk into and not out of
// The finding's feature is the first unit (plan::unit_reference). Units without a way in are findings of
// `build`. Throws as read_image for other bytes. O(n log n).
core::Diagnostics check_ways(const plan::Plan& plan, std::span<const std::byte> artifact);

}  // namespace mallctl::nav
