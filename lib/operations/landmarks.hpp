// What somebody on the way sees of the mall: shop fronts with the names of who is in them at the time.
#pragma once

#include <string>
#include <vector>

#include "core/clock.hpp"
#include "nav/guidance/landmarks.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

// The fronts are the units' outer edges at the doors that the navigation graph knows. A store is named as the
// first of `locales` has it; a unit without one that visitors look for (plan::is_looked_for) by its own name
// or number, which counts for less. Units of at least 400 m2 are anchors. The snapshot must have a graph, and
// outlive what is returned. O(doors) when a level is asked for, of which more is made the first time.
nav::Surroundings surroundings_of(const Snapshot& snapshot, const std::vector<std::string>& locales,
                                  core::Instant at);

}  // namespace mallctl::operations
