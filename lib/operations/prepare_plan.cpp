#include "operations/prepare_plan.hpp"

#include <iterator>
#include <utility>

#include "operations/check_contacts.hpp"
#include "plan/check.hpp"
#include "plan/connectors.hpp"
#include "plan/openings.hpp"

namespace mallctl::operations {

PreparedPlan prepare_plan(plan::Plan plan, const plan::RepairOptions& options) {
    PreparedPlan prepared;
    prepared.plan = std::move(plan);
    plan::RepairResult repaired = plan::repair(prepared.plan, options);
    prepared.repairs = std::move(repaired.repairs);
    prepared.findings = std::move(repaired.findings);
    if (options.mode != plan::RepairMode::off) {
        plan::recognise_outlines(prepared.plan, prepared.findings);
        plan::infer_circulation(prepared.plan, prepared.findings);
        plan::infer_openings(prepared.plan, prepared.findings);
    }
    plan::infer_connectors(prepared.plan, prepared.findings);
    for (const auto& check : {plan::check, check_contacts}) {
        core::Diagnostics found = check(prepared.plan);
        std::move(found.begin(), found.end(), std::back_inserter(prepared.findings));
    }
    return prepared;
}

}  // namespace mallctl::operations
