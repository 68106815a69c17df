// A plan that says everything that a plan can say.
#pragma once

#include "plan/model.hpp"

namespace mallctl::test {

// Two levels, one of them without an outline; every class, every optional member set somewhere and absent
// elsewhere; hand edits; names in several languages and in none. With ids.
plan::Plan full_plan();

}  // namespace mallctl::test
