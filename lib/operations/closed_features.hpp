// What a closure names of the floor plan.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::operations {

// Indices of the connectors that have this UUID, source id, or name in any language: several may share a
// name, and are then all meant. O(connectors).
std::vector<std::size_t> find_connectors(const plan::Plan& plan, std::string_view name);

// The same by UUID or source id. O(openings).
std::vector<std::size_t> find_openings(const plan::Plan& plan, std::string_view name);

bool has_connector(const plan::Plan& plan, std::string_view name);
bool has_opening(const plan::Plan& plan, std::string_view name);

}  // namespace mallctl::operations
