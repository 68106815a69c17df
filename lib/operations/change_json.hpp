// What a write changed, as JSON: the summary that a version keeps.
#pragma once

#include <string>

#include "core/change.hpp"

namespace mallctl::operations {

// {"unit": {"added": 3, "updated": 0, "removed": 0, "unchanged": 12}, ...}, kinds in alphabetical order.
std::string to_json(const core::ChangeSummary& changed);

}  // namespace mallctl::operations
