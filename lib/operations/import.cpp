#include "operations/import.hpp"

#include <fmt/format.h>

#include <optional>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/identify_plan.hpp"
#include "operations/occupant_stores.hpp"
#include "operations/prepare_plan.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

using core::Error;
using core::Fault;

namespace {

// A mall as --create describes it; the name comes from the plan.
catalog::Mall new_mall(const ImportOptions& options, const plan::Plan& plan) {
    if (!core::is_slug(options.mall)) {
        throw Error(Fault::usage, fmt::format("\"{}\" cannot be the slug of a mall", options.mall),
                    "use 1 to 63 of a-z, 0-9, '_' and '-', beginning with a letter or digit");
    }
    if (!core::is_time_zone(options.time_zone)) {
        throw Error(Fault::usage,
                    options.time_zone.empty()
                        ? fmt::format("the new mall \"{}\" needs a time zone", options.mall)
                        : fmt::format("there is no time zone \"{}\"", options.time_zone),
                    "name one of the IANA database: --time-zone Europe/Berlin");
    }
    if (!core::currency_exponent(options.currency)) {
        throw Error(Fault::usage,
                    options.currency.empty()
                        ? fmt::format("the new mall \"{}\" needs a currency", options.mall)
                        : fmt::format("\"{}\" is no currency", options.currency),
                    "name it by its ISO 4217 code: --currency EUR");
    }
    catalog::Mall mall;
    mall.slug = options.mall;
    mall.id = core::uuid_v5(core::mall_name_space, mall.slug);
    mall.name = plan.name;
    mall.time_zone = options.time_zone;
    mall.currency = options.currency;
    return mall;
}

// --create for a mall that is there already is fine where both mean the same mall.
void check_same(const catalog::Mall& mall, const ImportOptions& options) {
    const auto check = [&](const char* what, const std::string& stored, const std::string& wanted) {
        if (wanted.empty() || stored == wanted) return;
        throw Error(
            Fault::usage,
            fmt::format("mall \"{}\" is there already, with {} {}, not {}", mall.slug, what, stored, wanted),
            "leave out --create, or change its mall.yaml and apply it");
    };
    check("time zone", mall.time_zone, options.time_zone);
    check("currency", mall.currency, options.currency);
}

// The mall to import into; with --create it need not exist yet.
catalog::Mall find_or_describe(db::Session& session, const ImportOptions& options, const plan::Plan& plan) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
    db::MallRepository malls(transaction);
    if (auto mall = malls.find(options.mall)) {
        if (options.create) check_same(*mall, options);
        return *mall;
    }
    if (!options.create) throw_unknown_mall(options.mall, malls.list());
    return new_mall(options, plan);
}

// Gives the plan its ids and hand edits, and says what became of the units and what that breaks.
void identify(db::Transaction& transaction, const catalog::Mall& mall, plan::Plan& plan,
              ImportReport& report) {
    IdentifiedPlan identified = identify_plan(transaction, mall.id, plan);
    plan::Matching& matching = identified.matching;
    if (identified.previous) {
        report.breaks =
            plan_breaks(read_plan_references(transaction, mall), *identified.previous, plan, matching.units);
    }
    report.findings.insert(report.findings.end(), matching.findings.begin(), matching.findings.end());
    for (const PlanBreak& it : report.breaks) report.findings.push_back(it.finding);
    report.units = std::move(matching.units);
    report.conflicts = std::move(matching.conflicts);
}

}  // namespace

ImportReport import_plan(db::Session& session, plan::Plan source, const ImportOptions& options) {
    return import_prepared(session, prepare_plan(std::move(source), options.repair), options);
}

void require_version(const std::string& mall, std::int64_t version,
                     const std::optional<std::int64_t>& only_at) {
    if (!only_at || *only_at == version) return;
    throw Error(Fault::conflict,
                fmt::format("mall {} is at version {} by now, not at {}", mall, version, *only_at),
                "look at what would change now, and import again");
}

void require_sound(const PreparedPlan& prepared, const std::string& advice) {
    if (!core::has_errors(prepared.findings)) return;
    throw Error(Fault::rejected, "the floor plan was rejected; nothing was written",
                "mend the findings of severity error above" + advice, prepared.findings);
}

ImportReport import_prepared(db::Session& session, PreparedPlan prepared, const ImportOptions& options) {
    require_sound(prepared, " and import again");
    ImportReport report;
    report.dry_run = options.dry_run;
    plan::Plan& plan = prepared.plan;
    report.repairs = std::move(prepared.repairs);
    report.findings = std::move(prepared.findings);
    catalog::Mall mall = find_or_describe(session, options, plan);

    db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
    transaction.lock_mall(options.lock_timeout);
    db::MallRepository malls(transaction);
    const auto stored = malls.find(mall.slug);
    if (!stored) {
        malls.add(mall);
        report.changed.by_kind["mall"].added = 1;
    }
    report.mall = mall.slug;
    report.version = stored ? stored->version : 0;
    require_version(mall.slug, report.version, options.only_at);

    identify(transaction, mall, plan, report);
    const core::ChangeSummary features = db::PlanRepository(transaction).replace(plan);
    for (const auto& [kind, counts] : features.by_kind) report.changed.by_kind[kind] = counts;
    db::CatalogRepository catalog(transaction);
    const core::ChangeCounts stores = catalog.put_imported_stores(stores_of_occupants(plan));
    if (stores != core::ChangeCounts{}) report.changed.by_kind["store"] = stores;
    catalog.resolve_lease_units();

    std::int64_t version = report.version;
    if (report.changed.any()) version = db::record_version(transaction, "import", to_json(report.changed));
    if (options.dry_run) return report;
    report.version = version;
    if (options.on_end) options.on_end(transaction, report);
    if (report.changed.any() || options.on_end) transaction.commit();
    return report;
}

}  // namespace mallctl::operations
