#include "operations/prepare_plan.hpp"

#include "plan/connectors.hpp"

namespace mallctl::operations {

PreparedPlan prepare_plan(plan::Plan plan, const plan::RepairOptions&) {
    PreparedPlan prepared;
    prepared.plan = std::move(plan);
    plan::infer_connectors(prepared.plan, prepared.findings);
    return prepared;
}

}  // namespace mallctl::operations
