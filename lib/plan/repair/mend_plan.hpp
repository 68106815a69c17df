// The first step of repair: every geometry of a plan by itself.
#pragma once

#include "plan/model.hpp"
#include "plan/repair/log.hpp"
#include "plan/repair/mend.hpp"

namespace mallctl::plan {

// Mends every area and line, and leaves out what cannot be mended; a level only loses its outline.
void mend_plan(Plan& plan, const Mender& mender, RepairLog& log);

}  // namespace mallctl::plan
