// What keeps somebody from a place, in words.
#pragma once

#include <span>
#include <string>

#include "nav/space/pieces.hpp"
#include "nav/space/plan_shapes.hpp"

namespace mallctl::nav {

// "the elevator Lift 2 is not accessible; the opening of U7@G is too narrow": in the order of the way.
std::string cuts_in_words(const plan::Plan& plan, const PlanShapes& shapes, std::span<const Cut> cuts);

// Why a unit is reached by nobody: "no opening leads into it"; empty for one that is reached.
std::string state_in_words(UnitState state);

}  // namespace mallctl::nav
