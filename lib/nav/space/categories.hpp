// What the IMDF unit and opening categories mean for walking.
#pragma once

#include <string_view>

#include "plan/categories.hpp"

namespace mallctl::nav {

using plan::is_open_plan;
using plan::is_solid;
using plan::is_vertical;

// An emergency exit is no way to a shop; every other opening category is passable on foot (real plans mark
// indoor doors as "automobile").
bool is_passable(std::string_view opening_category);

}  // namespace mallctl::nav
