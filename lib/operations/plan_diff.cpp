#include "operations/plan_diff.hpp"

#include "db/plan_repository.hpp"
#include "operations/find_mall.hpp"
#include "operations/history.hpp"

namespace mallctl::operations {

namespace {

core::ChangeSummary count(const std::vector<plan::FeatureChange>& changes) {
    core::ChangeSummary summary;
    for (const auto& change : changes) {
        core::ChangeCounts& counts = summary.by_kind[change.kind];
        if (change.change == plan::Change::added) ++counts.added;
        if (change.change == plan::Change::changed) ++counts.updated;
        if (change.change == plan::Change::removed) ++counts.removed;
    }
    return summary;
}

}  // namespace

PlanDiff diff_versions(db::Session& session, const std::string& mall, std::int64_t from,
                       const std::optional<std::int64_t>& to) {
    const auto found = find_mall(session, mall);
    db::Transaction transaction(session, found.id, db::Transaction::Mode::read);
    PlanDiff result;
    result.from = version_with_plan(transaction, mall, from);
    // The newest version is the one with the current plan.
    const auto newest = db::VersionRepository(transaction).newest(1);
    result.to = version_with_plan(transaction, mall, to.value_or(newest.front().number));
    if (result.from.plan->id == result.to.plan->id) return result;
    db::PlanRepository plans(transaction);
    result.changes = plan::diff(plans.read(result.from.plan->id), plans.read(result.to.plan->id));
    result.changed = count(result.changes);
    return result;
}

}  // namespace mallctl::operations
