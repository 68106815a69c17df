// The steps of a mapping's `do:` from YAML.
#pragma once

#include <vector>

#include "catalog/columns/mapping_values.hpp"
#include "catalog/columns/transform.hpp"

namespace mallctl::catalog::columns {

// A list of steps, or one alone. What is none is a finding, and left out.
std::vector<Transform> read_transforms(const RawValue& value, MappingValues& values);

}  // namespace mallctl::catalog::columns
