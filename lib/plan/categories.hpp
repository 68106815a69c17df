// What kinds of unit there are.
#pragma once

#include <string_view>

namespace mallctl::plan {

// True for the unit categories of IMDF 1.0.0 (docs.ogc.org/cs/20-094, "Unit Category").
bool is_imdf_unit_category(std::string_view category);

// The same and "retail", which this product adds for shops: IMDF calls them "room". O(log n).
bool is_unit_category(std::string_view category);

}  // namespace mallctl::plan
