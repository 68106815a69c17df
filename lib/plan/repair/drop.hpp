// Features that say nothing: slivers and second copies.
#pragma once

#include "plan/model.hpp"
#include "plan/repair/log.hpp"
#include "plan/repair/scale.hpp"

namespace mallctl::plan {

// Drops units whose mean width (twice the area by the length of the boundary) is below `width_m`. O(n).
void drop_slivers(Plan& plan, double width_m, const Scale& scale, RepairLog& log);

// Drops the copies that find_duplicates finds; what referred to one refers to the unit that is kept.
void drop_duplicates(Plan& plan, RepairLog& log);

}  // namespace mallctl::plan
