#include "operations/plan_diff.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/error.hpp"
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

plan::Plan plan_of(db::Transaction& transaction, const db::Version& version) {
    return version.plan ? db::PlanRepository(transaction).read(version.plan->id) : plan::Plan();
}

// Images of rows are told from the earlier version to the later one.
OnCatalogChange backwards(const OnCatalogChange& on_change) {
    return [&on_change](const CatalogChange& change) {
        CatalogChange turned = change;
        if (change.what == CatalogChange::What::added) turned.what = CatalogChange::What::removed;
        if (change.what == CatalogChange::What::removed) turned.what = CatalogChange::What::added;
        for (auto& field : turned.fields) std::swap(field.before, field.after);
        on_change(turned);
    };
}

void diff_catalog(db::Transaction& transaction, const PlanDiff& diff, const OnCatalogChange& on_change) {
    const bool is_back = diff.to.number < diff.from.number;
    const auto first = is_back ? diff.to.number : diff.from.number;
    const auto last = is_back ? diff.from.number : diff.to.number;
    for (const auto number : db::unaudited_versions(transaction, first)) {
        const auto version = db::VersionRepository(transaction).find(number);
        if (number > last || !version || catalog_kinds(*version).empty()) continue;
        throw core::Error(
            core::Fault::failed,
            fmt::format("version {} was written before an audit log was kept: what it changed of the "
                        "catalog is not known",
                        number),
            fmt::format("compare versions from {} on", number));
    }
    const auto told = is_back ? backwards(on_change) : on_change;
    tell_changes(transaction, first, last, [&](const CatalogChange& change) {
        if (change.kind != "unit") told(change);  // which the plans tell
    });
}

}  // namespace

PlanDiff diff_versions(db::Session& session, const std::string& mall, std::int64_t from,
                       const std::optional<std::int64_t>& to, const OnCatalogChange& on_change) {
    const auto found = find_mall(session, mall);
    db::Transaction transaction(session, found.id, db::Transaction::Mode::read);
    PlanDiff result;
    result.from = find_version(transaction, mall, from);
    const auto newest = db::VersionRepository(transaction).newest(1);
    result.to = find_version(transaction, mall, to.value_or(newest.front().number));
    diff_catalog(transaction, result, on_change);
    const auto id_of = [](const db::Version& version) {
        return version.plan ? version.plan->id : core::Uuid();
    };
    if (id_of(result.from) == id_of(result.to)) return result;
    result.changes = plan::diff(plan_of(transaction, result.from), plan_of(transaction, result.to));
    result.changed = count(result.changes);
    return result;
}

}  // namespace mallctl::operations
