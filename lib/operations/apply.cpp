#include "operations/apply.hpp"

#include <algorithm>

#include "catalog/findings.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/change_set.hpp"
#include "operations/occupant_stores.hpp"
#include "operations/plan_breaks.hpp"
#include "operations/unit_edits.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

void reject_errors(const core::Diagnostics& findings, const std::string& input = "the manifest") {
    const auto errors = std::count_if(findings.begin(), findings.end(), [](const core::Diagnostic& finding) {
        return finding.severity == core::Severity::error;
    });
    if (errors == 0) return;
    throw Error(Fault::rejected,
                input + " has " + std::to_string(errors) + (errors == 1 ? " error" : " errors") +
                    "; nothing was written",
                "mend the findings above and try again", findings);
}

// The id of the mall, new or old. A manifest alone cannot create a mall without its document.
core::Uuid mall_id(db::Session& session, const catalog::Manifest& manifest, const std::string& slug) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    db::MallRepository malls(look_up);
    if (const auto stored = malls.find(slug)) return stored->id;
    if (manifest.mall) return core::uuid_v5(core::mall_name_space, slug);
    reject_errors(manifest.findings);
    std::vector<std::string> slugs;
    for (const auto& mall : malls.list()) slugs.push_back(mall.slug);
    const auto guess = core::did_you_mean(slug, slugs);
    throw Error(Fault::failed, "there is no mall \"" + slug + "\"",
                guess.empty() ? "apply its mall.yaml first; mallctl init writes one" : guess);
}

StoredMall load(db::Transaction& transaction, const std::string& slug) {
    StoredMall stored;
    stored.mall = db::MallRepository(transaction).find(slug);
    if (!stored.mall) return stored;
    stored.catalog = db::CatalogRepository(transaction).load();
    stored.plan = db::PlanRepository(transaction).current();
    return stored;
}

// Edits the plan of `stored` as the manifest says.
UnitEditing edit_plan(StoredMall& stored, const catalog::Manifest& manifest, bool must_have_plan) {
    if (manifest.units.empty()) return {};
    if (stored.plan) return edit_units(*stored.plan, manifest);
    UnitEditing editing;
    core::Diagnostic finding;
    finding.code = "M014";
    if (must_have_plan) finding.severity = core::Severity::error;
    finding.message = "the mall has no floor plan yet; its units are not edited";
    finding.advice = "import one, then apply again";
    for (const auto& origin : manifest.origins) {
        if (origin.kind != "unit") continue;
        finding.where = origin.where;
        break;
    }
    editing.findings.push_back(std::move(finding));
    return editing;
}

// The edited plan as the current one, and what follows from it.
void write_plan(db::Transaction& transaction, const StoredMall& edited, const UnitEditing& editing,
                WriteReport& report) {
    report.changed.by_kind["unit"] = editing.counts;
    if (!editing.counts.any()) return;
    const plan::Plan& plan = *edited.plan;
    db::PlanRepository plans(transaction);
    const auto before = plans.current();
    plans.replace(plan);
    db::CatalogRepository catalog(transaction);
    const auto stores = catalog.put_imported_stores(stores_of_occupants(plan));
    if (stores.any()) report.changed.by_kind["store"] += stores;
    catalog.resolve_lease_units();
    const auto references = read_plan_references(transaction, *edited.mall);
    for (const auto& it : plan_breaks(references, *before, plan, plan::all_kept(plan)))
        report.findings.push_back(it.finding);
}

core::ChangeSummary write(db::Transaction& transaction, ChangeSet& changes,
                          const catalog::Manifest& manifest) {
    core::ChangeSummary changed;
    if (changes.mall) changed.by_kind["mall"] = db::MallRepository(transaction).put(*changes.mall);
    try {
        for (const auto& [kind, counts] : db::CatalogRepository(transaction).put(changes.catalog).by_kind) {
            changed.by_kind[kind] += counts;
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::rejected || error.findings().empty()) throw;
        auto findings = error.findings();
        place_findings(findings, manifest);
        reject_errors(findings);
        throw;
    }
    return changed;
}

}  // namespace

std::string target_mall(const catalog::Manifest& manifest, const std::string& named) {
    if (!manifest.mall && named.empty()) {
        throw Error(Fault::usage, "the files do not say which mall they are for",
                    "name it with --mall, or apply mall.yaml too");
    }
    if (manifest.mall && !named.empty() && manifest.mall->slug != named) {
        throw Error(Fault::usage,
                    "the files are for mall \"" + manifest.mall->slug + "\", not \"" + named + "\"",
                    "leave out --mall, or apply that mall's files");
    }
    return manifest.mall ? manifest.mall->slug : named;
}

WriteReport apply(db::Session& session, const catalog::Manifest& manifest, const ApplyOptions& options) {
    if (!manifest.mall && options.mall.empty()) reject_errors(manifest.findings);
    const std::string slug = target_mall(manifest, options.mall);
    db::Transaction transaction(session, mall_id(session, manifest, slug), db::Transaction::Mode::write);
    transaction.lock_mall(options.lock_timeout);
    StoredMall stored = load(transaction, slug);
    const bool is_set = options.kind == "set";
    const UnitEditing editing = edit_plan(stored, manifest, is_set);
    ChangeSet changes = make_change_set(manifest, stored);
    changes.findings.insert(changes.findings.end(), editing.findings.begin(), editing.findings.end());
    catalog::sort_by_place(changes.findings);
    reject_errors(changes.findings, is_set ? "the command" : "the manifest");

    WriteReport report;
    report.dry_run = options.dry_run;
    report.findings = changes.findings;
    report.version = stored.mall ? stored.mall->version : 0;
    report.changed = write(transaction, changes, manifest);
    if (stored.plan && !manifest.units.empty()) write_plan(transaction, stored, editing, report);
    if (!report.changed.any()) return report;
    const auto version = db::record_version(transaction, options.kind, to_json(report.changed));
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

}  // namespace mallctl::operations
