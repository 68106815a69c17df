// From a plan as it was drawn to a plan as it is kept: the same for import and check.
#pragma once

#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"
#include "plan/repair.hpp"

namespace mallctl::operations {

struct PreparedPlan {
    plan::Plan plan;  // without ids, but those that its source states
    std::vector<plan::Repair> repairs;
    core::Diagnostics findings;  // of repair, inference and plan::check
};

// Repairs the plan; unless `off` recognises outlines among units and infers walkways and openings where a level
// has none; infers connectors; and checks the result.
PreparedPlan prepare_plan(plan::Plan plan, const plan::RepairOptions& options);

}  // namespace mallctl::operations
