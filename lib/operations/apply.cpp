#include "operations/apply.hpp"

#include <algorithm>

#include "catalog/findings.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/catalog_writer.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/change_set.hpp"
#include "operations/manifest_rows.hpp"
#include "operations/occupant_stores.hpp"
#include "operations/plan_breaks.hpp"
#include "operations/plan_mentions.hpp"
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

// The id of the mall, new or old, and what is stored of it. A manifest cannot create a mall without its
// document.
std::pair<core::Uuid, std::optional<catalog::Mall>> mall_of(db::Session& session,
                                                            const catalog::Manifest& manifest,
                                                            const std::string& slug) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    db::MallRepository malls(look_up);
    if (const auto stored = malls.find(slug)) return {stored->id, stored};
    if (manifest.mall) return {core::uuid_v5(core::mall_name_space, slug), std::nullopt};
    reject_errors(manifest.findings);
    std::vector<std::string> slugs;
    for (const auto& mall : malls.list()) slugs.push_back(mall.slug);
    const auto guess = core::did_you_mean(slug, slugs);
    throw Error(Fault::failed, "there is no mall \"" + slug + "\"",
                guess.empty() ? "apply its mall.yaml first; mallctl init writes one" : guess);
}

// Edits the plan as the manifest says.
UnitEditing edit_plan(std::optional<plan::Plan>& plan, const catalog::Manifest& manifest,
                      bool must_have_plan) {
    if (manifest.units.empty()) return {};
    if (plan) return edit_units(*plan, manifest);
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
void write_plan(db::Transaction& transaction, const plan::Plan& plan, const UnitEditing& editing,
                WriteReport& report) {
    report.changed.by_kind["unit"] = editing.counts;
    if (!editing.counts.any()) return;
    db::PlanRepository plans(transaction);
    const auto before = plans.current();
    plans.replace(plan);
    db::CatalogRepository catalog(transaction);
    const auto stores = catalog.put_imported_stores(stores_of_occupants(plan));
    if (stores.any()) report.changed.by_kind["store"] += stores;
    catalog.resolve_lease_units();
    const auto references = read_plan_references(transaction, db::MallRepository(transaction).list().at(0));
    for (const auto& it : plan_breaks(references, *before, plan, plan::all_kept(plan)))
        report.findings.push_back(it.finding);
}

// The currency that the amounts of a manifest are in: of its mall document, or stored.
std::string currency_of(const catalog::Manifest& manifest, const std::optional<catalog::Mall>& stored) {
    if (manifest.mall && !manifest.mall->currency.empty()) return manifest.mall->currency;
    return stored ? stored->currency : std::string();
}

// Rows on their way, and what they name of the plan.
struct Staged {
    PlanMentions mentions;
    std::vector<std::string> files;
};

Staged stage(db::CatalogWriter& writer, const catalog::Manifest& manifest) {
    Staged staged;
    ManifestRows to;
    to.on_row = [&](const catalog::Row& row) {
        staged.mentions.add(row);
        writer.add(row);
    };
    to.on_refused = [&](const std::string& kind, const std::string& key) { writer.add_refused(kind, key); };
    staged.files = read_rows(manifest, to);
    return staged;
}

core::ChangeSummary write(db::CatalogWriter& writer, const catalog::Manifest& manifest) {
    try {
        return writer.write();
    } catch (const Error& error) {
        if (error.fault() != Fault::rejected || error.findings().empty()) throw;
        auto findings = error.findings();
        place_findings(findings, manifest);
        reject_errors(findings);
        throw;
    }
}

void append(core::Diagnostics& to, const core::Diagnostics& from) {
    to.insert(to.end(), from.begin(), from.end());
}

void refuse_conflicts(const core::Diagnostics& conflicts) {
    if (conflicts.empty()) return;
    throw Error(Fault::conflict,
                "the files would overwrite " + std::to_string(conflicts.size()) +
                    (conflicts.size() == 1 ? " change" : " changes") + " made by hand; nothing was written",
                "take them over into the files, or write over them with --force-conflicts", conflicts);
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

WriteReport apply(db::Session& session, const catalog::Manifest& given, const ApplyOptions& options) {
    if (!given.mall && options.mall.empty()) reject_errors(given.findings);
    catalog::Manifest manifest = given;
    const std::string slug = target_mall(manifest, options.mall);
    const auto [id, stored] = mall_of(session, manifest, slug);
    if (const auto currency = currency_of(manifest, stored); !currency.empty())
        catalog::settle_money(manifest, currency);
    db::Transaction transaction(session, id, db::Transaction::Mode::write);
    const bool is_set = options.kind == "set";
    db::CatalogWriteOptions how;
    how.author = is_set ? db::CatalogWriteOptions::Author::person : db::CatalogWriteOptions::Author::files;
    db::CatalogWriter writer(transaction, how);
    const Staged staged = stage(writer, manifest);

    transaction.lock_mall(options.lock_timeout);
    const auto mall = db::MallRepository(transaction).find(slug);
    std::optional<plan::Plan> plan;
    if (mall && (!manifest.units.empty() || !staged.mentions.empty()))
        plan = db::PlanRepository(transaction).current();
    const UnitEditing editing = edit_plan(plan, manifest, is_set);
    const auto checked = writer.check(staged.files);
    WriteReport report;
    report.dry_run = options.dry_run;
    report.version = mall ? mall->version : 0;
    report.findings = manifest.findings;
    append(report.findings, checked.findings);
    append(report.findings, editing.findings);
    if (plan) append(report.findings, staged.mentions.check(*plan, staged.files));
    catalog::sort_by_place(report.findings);
    reject_errors(report.findings, is_set ? "the command" : "the manifest");
    refuse_conflicts(checked.conflicts);

    report.changed = write(writer, manifest);
    if (plan && !manifest.units.empty()) write_plan(transaction, *plan, editing, report);
    std::int64_t version = report.version;
    if (report.changed.any())
        version = db::record_version(transaction, options.kind, to_json(report.changed));
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

}  // namespace mallctl::operations
