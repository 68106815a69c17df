// What a closure names of the floor plan.
#pragma once

#include <string_view>

#include "plan/model.hpp"

namespace mallctl::operations {

// By UUID, source id, or its name in any language. O(connectors).
bool has_connector(const plan::Plan& plan, std::string_view name);

// By UUID or source id. O(openings).
bool has_opening(const plan::Plan& plan, std::string_view name);

}  // namespace mallctl::operations
