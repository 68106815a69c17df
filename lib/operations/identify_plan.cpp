#include "operations/identify_plan.hpp"

#include <algorithm>

#include "db/plan_repository.hpp"
#include "plan/classes.hpp"
#include "plan/digest.hpp"
#include "plan/ids.hpp"

namespace mallctl::operations {

namespace {

bool has_ids(const plan::Plan& plan) {
    bool found = false;
    plan::for_each_class(plan, [&](const char*, const auto& features) {
        found = found || std::any_of(features.begin(), features.end(),
                                     [](const plan::Feature& feature) { return !feature.id.is_nil(); });
    });
    return found;
}

void clear_ids(plan::Plan& plan) {
    plan::for_each_class(plan, [](const char*, auto& features) {
        for (plan::Feature& feature : features) feature.id = {};
    });
}

}  // namespace

IdentifiedPlan identify_plan(db::Transaction& transaction, const core::Uuid& mall, plan::Plan& plan) {
    IdentifiedPlan result;
    db::PlanRepository plans(transaction);
    const auto current = plans.current_header();
    if (!current) {
        plan::assign_ids(plan, mall, result.matching.findings);
        return result;
    }
    if (current->format == plan.format && !has_ids(plan)) {
        plan::assign_ids(plan, mall, result.matching.findings);
        if (plan::digest(plan) == current->digest) {
            result.matching.units = plan::all_kept(plan);
            return result;
        }
        clear_ids(plan);
    }
    result.previous = plans.current();
    result.matching = plan::match_ids(plan, &*result.previous, mall);
    return result;
}

}  // namespace mallctl::operations
