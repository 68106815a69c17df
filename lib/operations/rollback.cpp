#include "operations/rollback.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/catalog_restore.hpp"
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

std::vector<db::Version> later_versions(db::Transaction& transaction, std::int64_t target) {
    auto later = db::VersionRepository(transaction).newest(std::numeric_limits<std::int64_t>::max(), target);
    std::reverse(later.begin(), later.end());
    return later;
}

// The versions to undo that no audit entry tells of. Of imports it is known all the same what they left: the
// stores of the plan's occupants.
std::vector<std::int64_t> unaudited(db::Transaction& transaction, const RollbackReport& report,
                                    const std::string& mall) {
    const auto numbers = db::unaudited_versions(transaction, report.target.number);
    for (const auto& version : report.undone) {
        if (!std::binary_search(numbers.begin(), numbers.end(), version.number)) continue;
        const auto kinds = catalog_kinds(version);
        if (kinds.empty()) continue;
        throw core::Error(
            core::Fault::failed,
            fmt::format(
                "version {} of mall \"{}\" ({}: {}) was written before an audit log was kept: what it "
                "changed is not known, and it cannot be undone",
                version.number, mall, version.kind, fmt::join(kinds, ", ")),
            fmt::format("roll back to version {} or a later one", numbers.back()));
    }
    return numbers;
}

// True where the mall had no plan at that version, rather than one that was not kept: plans are kept from
// some version on, or none had been imported.
bool had_no_plan(db::Transaction& transaction, const db::Version& version) {
    if (version.plan) return false;
    auto earlier = db::VersionRepository(transaction).newest(std::numeric_limits<std::int64_t>::max());
    std::erase_if(earlier, [&](const db::Version& it) { return it.number > version.number; });
    const auto is_import = [](const db::Version& it) { return it.kind == "import"; };
    const auto has_plan = [](const db::Version& it) { return it.plan.has_value(); };
    return std::any_of(earlier.begin(), earlier.end(), has_plan) ||
           std::none_of(earlier.begin(), earlier.end(), is_import);
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

void add(core::ChangeSummary& to, const core::ChangeSummary& from) {
    for (const auto& [kind, counts] : from.by_kind) to.by_kind[kind] += counts;
}

void restore(db::Transaction& transaction, const catalog::Mall& mall, bool stores_anew,
             RollbackReport& report) {
    db::PlanRepository plans(transaction);
    const auto before = plans.current();
    const auto& target = report.target.plan;
    report.changed = target ? plans.restore(target->id) : plans.clear();
    const bool is_other_plan = report.changed.any();
    auto restored = db::restore_catalog(transaction, report.target.number);
    add(report.changed, restored.changed);
    report.findings.insert(report.findings.end(), restored.findings.begin(), restored.findings.end());
    if (!report.changed.any()) return;
    db::CatalogRepository catalog(transaction);
    if (target && (is_other_plan || stores_anew)) {
        const plan::Plan plan = plans.read(target->id);
        if (stores_anew) {
            const auto stores = catalog.put_imported_stores(stores_of_occupants(plan));
            if (stores.any()) report.changed.by_kind["store"] += stores;
        }
        if (is_other_plan && before) tell_consequences(transaction, mall, *before, plan, report);
    }
    catalog.resolve_lease_units();
}

}  // namespace

RollbackReport roll_back(db::Session& session, const RollbackOptions& options) {
    const auto mall = find_mall(session, options.mall);
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
    transaction.lock_mall(options.lock_timeout);
    RollbackReport report;
    report.mall = options.mall;
    report.dry_run = options.dry_run;
    report.version = db::MallRepository(transaction).find(options.mall).value_or(mall).version;
    report.target = find_version(transaction, options.mall, options.version);
    if (!had_no_plan(transaction, report.target))
        report.target = version_with_plan(transaction, options.mall, options.version);
    report.undone = later_versions(transaction, report.target.number);
    const bool stores_anew = !unaudited(transaction, report, options.mall).empty();

    restore(transaction, mall, stores_anew, report);
    if (!report.changed.any()) return report;
    report.mall = db::MallRepository(transaction).list().at(0).slug;
    const auto version = db::record_version(transaction, "rollback", to_json(report.changed));
    if (options.on_change) tell_changes(transaction, version - 1, version, options.on_change);
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

}  // namespace mallctl::operations
