#include "operations/apply.hpp"

#include <algorithm>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/change_set.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

void reject_errors(const core::Diagnostics& findings) {
    const auto errors = std::count_if(findings.begin(), findings.end(), [](const core::Diagnostic& finding) {
        return finding.severity == core::Severity::error;
    });
    if (errors == 0) return;
    throw Error(Fault::rejected,
                "the manifest has " + std::to_string(errors) + (errors == 1 ? " error" : " errors") +
                    "; nothing was written",
                "mend the findings above and apply again", findings);
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
    const StoredMall stored = load(transaction, slug);
    ChangeSet changes = make_change_set(manifest, stored);
    reject_errors(changes.findings);

    WriteReport report;
    report.dry_run = options.dry_run;
    report.findings = changes.findings;
    report.version = stored.mall ? stored.mall->version : 0;
    report.changed = write(transaction, changes, manifest);
    if (!report.changed.any()) return report;
    const auto version = db::record_version(transaction, "apply", to_json(report.changed));
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

}  // namespace mallctl::operations
