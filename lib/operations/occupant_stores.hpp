// Stores from what a plan says of its occupants.
#pragma once

#include <vector>

#include "catalog/model.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// One store for each occupant (all ids assigned), with the occupant's id, sorted by id; its unit is stated by
// UUID. The slug is made of the name. Where that is empty or several have the same, the unit's ref follows
// it, and the first part of the id where that is not enough: which one a store gets depends on the occupants
// alone, not on their order. O(n log n).
std::vector<catalog::Store> stores_of_occupants(const plan::Plan& plan);

}  // namespace mallctl::operations
