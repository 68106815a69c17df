// A floor of three shops for the tests of plan::check, and what checking it finds.
#pragma once

#include <string>
#include <vector>

#include "plan/check.hpp"

namespace mallctl::test {

// Metres east and north of the floor's corner, as degrees.
core::Point at(double x, double y);

// A rectangle in those metres.
core::MultiPolygon box(double x, double y, double width, double height);

// A floor of 40 x 20 m: a walkway along the south, three shops with a door each along the north.
plan::Plan small_mall();

// The same floor again, one level up.
plan::Plan two_floors();

using Codes = std::vector<std::string>;
Codes codes(const core::Diagnostics& findings);

// The only finding of plan::check, which has this code.
core::Diagnostic only(const plan::Plan& plan, const std::string& code);

}  // namespace mallctl::test
