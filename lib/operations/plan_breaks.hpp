// What a new plan breaks among the things that refer to the old one.
#pragma once

#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "core/diagnostic.hpp"
#include "db/plan_references.hpp"
#include "db/session.hpp"
#include "plan/match.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// One thing that a change of the plan leaves pointing to nothing, or to something else than before.
struct PlanBreak {
    std::string kind;  // "lease", "store", "location", "closure"
    std::string slug;  // of it; the id of a closure, which has no slug
    // P076 a lease whose unit is gone or divided, P077 a stated unit that is not found any more, P078 a
    // location that is off the plan, P079 a closure of something that is gone; all are warnings.
    core::Diagnostic finding;
};

// Everything that refers to a mall's plan.
struct PlanReferences {
    std::vector<db::LeasedUnit> leased_units;
    std::vector<catalog::Store> stores;  // whose units a person has stated
    std::vector<catalog::Location> locations;
    std::vector<db::OpenClosure> closures;
};

// Reads them as of now: leases and closures that have ended refer to nothing.
PlanReferences read_plan_references(db::Transaction& transaction, const catalog::Mall& mall);

// What `after`, in which `units` became of the units of `before`, breaks; what `before` did not hold either
// is none of it. By code, then slug. O(features + references), and for a location O(features of its level).
std::vector<PlanBreak> plan_breaks(const PlanReferences& references, const plan::Plan& before,
                                   const plan::Plan& after, const std::vector<plan::UnitChange>& units);

}  // namespace mallctl::operations
