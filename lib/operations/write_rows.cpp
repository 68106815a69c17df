#include "operations/write_rows.hpp"

#include <algorithm>

#include "catalog/findings.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/change_set/change_set_writer.hpp"
#include "operations/occupant_stores.hpp"
#include "operations/plan_breaks.hpp"
#include "operations/unit_edits.hpp"

namespace mallctl::operations {

using core::Error;
using core::Fault;

namespace {

// Edits the plan as the manifest says.
UnitEditing edit_plan(std::optional<plan::Plan>& plan, const std::vector<catalog::Row>& rows,
                      const std::vector<std::string>& files, bool must_have_plan) {
    if (rows.empty()) return {};
    if (plan) return edit_units(*plan, rows, files);
    UnitEditing editing;
    core::Diagnostic finding;
    finding.code = "M014";
    if (must_have_plan) finding.severity = core::Severity::error;
    finding.message = "the mall has no floor plan yet; its units are not edited";
    finding.advice = "import one, then apply again";
    const catalog::Row& first = rows.front();
    if (first.file < files.size())
        finding.where = {files[first.file], static_cast<int>(first.line), static_cast<int>(first.column)};
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

db::CatalogWriteOptions write_options(const ApplyOptions& options, const RowFeed& feed) {
    db::CatalogWriteOptions how;
    how.author = options.by_person() ? db::CatalogWriteOptions::Author::person
                                     : db::CatalogWriteOptions::Author::files;
    how.force_conflicts = options.force_conflicts;
    how.prune = options.prune;
    if (options.prune || feed.removes) how.most_deletes = options.max_deletes;
    if (options.refused != nullptr && options.refused->has_file())
        how.on_refused = [refused = options.refused](const catalog::RejectedRow& row) { refused->add(row); };
    if (how.on_refused) {
        how.on_more_reasons = [refused = options.refused](std::int64_t row,
                                                          const core::Diagnostics& reasons) {
            refused->add_reasons(row, reasons);
        };
    }
    how.currency = feed.currency;
    return how;
}

struct Checked {
    db::CatalogCheck rows;
    std::optional<plan::Plan> plan;  // with the edits of units
    UnitEditing editing;
};

// Everything that forbids the write; with refused rows put aside it is only what is wrong with the whole.
// Without its mall's row nothing can be written.
void require_writable(const Checked& checked, const WriteReport& report, const ApplyOptions& options,
                      const RowFeed& feed) {
    core::Diagnostics errors = report.findings;
    if (options.refused != nullptr && options.refused->has_file() && checked.rows.has_mall) {
        errors = feed.errors_of_no_row;
        append(errors, checked.editing.findings);
        append(errors, checked.rows.removals);
    }
    reject_errors(errors, options.by_person() ? "the command" : feed.input);
    refuse_conflicts(checked.rows.conflicts);
}

// Tells what the coming version changes to those who want to know.
void tell(db::Transaction& transaction, std::int64_t version, const ApplyOptions& options) {
    if (options.save == nullptr && !options.on_change) return;
    tell_changes(transaction, version - 1, version, options.on_change,
                 [save = options.save](const db::RowChange& change) {
                     if (save != nullptr) save->add(change);
                 });
}

}  // namespace

void reject_errors(const core::Diagnostics& findings, const std::string& input) {
    const auto errors = std::count_if(findings.begin(), findings.end(), [](const core::Diagnostic& finding) {
        return finding.severity == core::Severity::error;
    });
    if (errors == 0) return;
    throw Error(Fault::rejected,
                input + " has " + std::to_string(errors) + (errors == 1 ? " error" : " errors") +
                    "; nothing was written",
                "mend the findings above and try again", findings);
}

std::string target_mall(const std::string& stated, const std::string& named) {
    if (stated.empty() && named.empty()) {
        throw Error(Fault::usage, "the files do not say which mall they are for",
                    "name it with --mall, or apply mall.yaml too");
    }
    if (!stated.empty() && !named.empty() && stated != named) {
        throw Error(Fault::usage, "the files are for mall \"" + stated + "\", not \"" + named + "\"",
                    "leave out --mall, or apply that mall's files");
    }
    return stated.empty() ? named : stated;
}

namespace {

// Amounts and times are read before the lock is taken: in the currency and the zone that the mall had then.
void require_settings(const RowFeed& feed, const std::vector<catalog::Mall>& malls) {
    if (!feed.read_by || malls.empty()) return;
    const catalog::Mall& mall = malls.front();
    if (mall.currency == feed.read_by->currency && mall.time_zone == feed.read_by->time_zone) return;
    throw Error(Fault::conflict,
                "mall \"" + mall.slug +
                    "\" got another currency or time zone while its rows were read; nothing was written",
                "try again");
}

}  // namespace

WriteReport write_rows(db::Session& session, const core::Uuid& id, RowFeed& feed,
                       const ApplyOptions& options) {
    db::Transaction transaction(session, id, db::Transaction::Mode::write);
    db::CatalogWriter writer(transaction, write_options(options, feed));
    feed.feed(writer);
    writer.end_rows();
    transaction.lock_mall(options.lock_timeout);

    const auto malls = db::MallRepository(transaction).list();
    require_settings(feed, malls);
    Checked checked;
    if (!malls.empty() && (!feed.units.empty() || !feed.mentions.empty()))
        checked.plan = db::PlanRepository(transaction).current();
    const std::int64_t base = malls.empty() ? 0 : malls.front().version;
    require_version(feed.mall, base, options.only_at);
    feed.check_stored(writer, base, checked.plan);
    checked.editing = edit_plan(checked.plan, feed.units, feed.files, options.by_person());
    checked.rows = writer.check(feed.files);
    WriteReport report;
    report.dry_run = options.dry_run;
    report.version = base;
    report.findings = feed.findings;
    append(report.findings, checked.rows.findings);
    append(report.findings, checked.editing.findings);
    if (checked.plan) append(report.findings, feed.mentions.check(*checked.plan, feed.files));
    catalog::sort_by_place(report.findings);
    require_writable(checked, report, options, feed);

    report.changed = writer.write();
    if (checked.plan && !feed.units.empty()) write_plan(transaction, *checked.plan, checked.editing, report);
    const auto written = db::MallRepository(transaction).list();
    report.mall = written.empty() ? feed.mall : written.front().slug;
    std::int64_t version = report.version;
    if (report.changed.any())
        version = db::record_version(transaction, options.kind, to_json(report.changed));
    if (options.save != nullptr) {
        options.save->begin(
            {malls.empty() ? feed.mall : malls.front().slug, id, base, core::now(), options.max_deletes});
    }
    if (report.changed.any()) tell(transaction, version, options);
    if (options.refused != nullptr) {
        options.refused->prepare();
        report.refused = options.refused->count();
    }
    if (options.dry_run) return report;
    report.version = version;
    if (options.on_end) options.on_end(transaction, report);
    transaction.commit();
    return report;
}

}  // namespace mallctl::operations
