#include "operations/rollback.hpp"

#include <algorithm>
#include <limits>

#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/find_mall.hpp"
#include "operations/history.hpp"
#include "operations/occupant_stores.hpp"

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
    report.changed = plans.restore(report.target.plan->id);
    if (!report.changed.any()) return report;
    db::CatalogRepository catalog(transaction);
    const auto stores = catalog.put_imported_stores(stores_of_occupants(plans.read(report.target.plan->id)));
    if (stores != core::ChangeCounts{}) report.changed.by_kind["store"] = stores;
    catalog.resolve_lease_units();

    const auto version = db::record_version(transaction, "rollback", to_json(report.changed));
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

}  // namespace mallctl::operations
