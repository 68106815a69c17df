// All that can be said about a plan before anybody keeps it: as import reads it, and as people walk it.
#pragma once

#include "catalog/model.hpp"
#include "core/diagnostic.hpp"
#include "plan/model.hpp"
#include "plan/repair.hpp"

namespace mallctl::operations {

struct CheckedPlan {
    plan::Plan plan;  // repaired, with ids
    core::Diagnostics findings;
};

// What import would find: `reader` (the findings of the plan's reader), repairs (P004), prepare_plan; and
// then, unless an error stops it, check_ways. No database.
CheckedPlan check_plan(plan::Plan plan, core::Diagnostics reader, const plan::RepairOptions& options);

// The findings of a plan that is kept: plan::check, contacts and check_ways. Its ids must be assigned.
core::Diagnostics check_kept_plan(const plan::Plan& plan);

// Builds the navigation graph in memory and reports what it shows, for each profile: P059, P067, P068, P070,
// and P096 where no graph can be built. `known` are the findings so far: what they say already is left out.
core::Diagnostics check_ways(const plan::Plan& plan, const core::Diagnostics& known);

// The catalog against the plan. P071: a lease of a unit that the plan does not have, two leases of different
// tenants for one unit on the same day; P097 (note): a store without a unit, by itself or by a lease; and what
// check_reachability finds.
core::Diagnostics check_catalog(const catalog::Catalog& catalog, const plan::Plan& plan);

// P098: a store that is not reached from each location of kind "entrance", or not left to it, for each
// profile. A store is in its own units, or in those of its first lease that the plan has.
core::Diagnostics check_reachability(const catalog::Catalog& catalog, const plan::Plan& plan);

}  // namespace mallctl::operations
