#include "operations/rollback.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/find_mall.hpp"
#include "operations/history.hpp"
#include "operations/occupant_stores.hpp"
#include "plan/match.hpp"

namespace mallctl::operations {

namespace {

// What came after the target, told apart by what a rollback does to it.
void sort_later_versions(db::Transaction& transaction, RollbackReport& report) {
    auto later = db::VersionRepository(transaction)
                     .newest(std::numeric_limits<std::int64_t>::max(), report.target.number);
    std::reverse(later.begin(), later.end());
    for (const auto& version : later) {
        if (changes_plan(version)) report.undone.push_back(version);
        if (!catalog_kinds(version).empty()) report.kept.push_back(version);
    }
}

// One unit that has another id in each plan, as the two that it is to everything which refers to it.
void add_apart(std::vector<plan::UnitChange>& changes, const plan::UnitChange& change, const core::Uuid& id) {
    changes.push_back(change);
    changes.back().fate = plan::Fate::removed;
    changes.push_back(change);
    changes.back().fate = plan::Fate::added;
    changes.back().unit = id;
    for (auto* one : {&changes.back(), &changes[changes.size() - 2]}) {
        one->matched_by.clear();
        one->others.clear();
        one->moved_m = 0;
    }
}

// What becomes of the units of `before` when `plan`, as it is stored, takes its place.
std::vector<plan::UnitChange> unit_changes(const plan::Plan& before, const plan::Plan& plan,
                                           const core::Uuid& mall) {
    plan::Plan matched = plan;  // a rollback brings back ids and hand edits of its own
    const auto changes = plan::match_ids(matched, &before, mall).units;
    std::map<core::Uuid, core::Uuid> stored;
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (matched.units[i].id != plan.units[i].id) stored.emplace(matched.units[i].id, plan.units[i].id);
    }
    std::vector<plan::UnitChange> result;
    for (const auto& change : changes) {
        const auto it = stored.find(change.unit);
        if (it == stored.end())
            result.push_back(change);
        else
            add_apart(result, change, it->second);
    }
    return result;
}

void tell_consequences(db::Transaction& transaction, const catalog::Mall& mall, const plan::Plan& before,
                       const plan::Plan& plan, RollbackReport& report) {
    report.units = unit_changes(before, plan, mall.id);
    report.breaks = plan_breaks(read_plan_references(transaction, mall), before, plan, report.units);
    for (const auto& it : report.breaks) report.findings.push_back(it.finding);
}

}  // namespace

RollbackReport roll_back(db::Session& session, const RollbackOptions& options) {
    const auto mall = find_mall(session, options.mall);
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
    transaction.lock_mall(options.lock_timeout);
    RollbackReport report;
    report.dry_run = options.dry_run;
    report.version = db::MallRepository(transaction).find(options.mall).value_or(mall).version;
    report.target = version_with_plan(transaction, options.mall, options.version);
    sort_later_versions(transaction, report);

    db::PlanRepository plans(transaction);
    const auto before = plans.current();
    report.changed = plans.restore(report.target.plan->id);
    if (!report.changed.any()) return report;
    const plan::Plan plan = plans.read(report.target.plan->id);
    if (before) tell_consequences(transaction, mall, *before, plan, report);
    db::CatalogRepository catalog(transaction);
    const auto stores = catalog.put_imported_stores(stores_of_occupants(plan));
    if (stores != core::ChangeCounts{}) report.changed.by_kind["store"] = stores;
    catalog.resolve_lease_units();

    const auto version = db::record_version(transaction, "rollback", to_json(report.changed));
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

}  // namespace mallctl::operations
