#include "operations/apply.hpp"

#include <algorithm>
#include <tuple>

#include "catalog/assigned_rows.hpp"
#include "catalog/findings.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/catalog_writer.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
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
// `was`: what the document says that the mall was called before. `findings`: what is wrong with the files,
// which is told rather than that the mall is not there.
std::pair<core::Uuid, std::optional<catalog::Mall>> mall_of(db::Session& session, const std::string& slug,
                                                            bool has_document, const std::string& was,
                                                            const core::Diagnostics& findings) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    db::MallRepository malls(look_up);
    if (const auto stored = malls.find(slug)) return {stored->id, stored};
    if (const auto renamed = malls.find(was)) return {renamed->id, renamed};
    if (has_document) return {core::uuid_v5(core::mall_name_space, slug), std::nullopt};
    reject_errors(findings);
    std::vector<std::string> slugs;
    for (const auto& mall : malls.list()) slugs.push_back(mall.slug);
    const auto guess = core::did_you_mean(slug, slugs);
    throw Error(Fault::failed, "there is no mall \"" + slug + "\"",
                guess.empty() ? "apply its mall.yaml first; mallctl init writes one" : guess);
}

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

std::string target(const std::string& stated, const std::string& named) {
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

db::CatalogWriteOptions write_options(const ApplyOptions& options, const std::string& currency) {
    db::CatalogWriteOptions how;
    how.author = options.by_person() ? db::CatalogWriteOptions::Author::person
                                     : db::CatalogWriteOptions::Author::files;
    how.force_conflicts = options.force_conflicts;
    how.prune = options.prune;
    if (options.prune) how.most_deletes = options.max_deletes;
    if (options.refused != nullptr && options.refused->has_file())
        how.on_refused = [refused = options.refused](const catalog::RejectedRow& row) { refused->add(row); };
    how.currency = currency;
    return how;
}

// Where rows come from.
class Feed {
  public:
    Feed() = default;
    virtual ~Feed() = default;
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    // Hands every row to the writer and fills what is below.
    virtual void feed(db::CatalogWriter& writer) = 0;

    std::string currency;             // of the amounts, known before
    std::vector<catalog::Row> units;  // the rows of kind unit, which are edits of the plan
    PlanMentions mentions;
    std::vector<std::string> files;
    core::Diagnostics findings;
};

// Edits of units that a command line states.
class UnitFeed : public Feed {
  public:
    void feed(db::CatalogWriter&) override {}
};

class ReaderFeed : public Feed {
  public:
    ReaderFeed(catalog::ManifestReader& reader, RefusedRows& refused) : reader_(reader), refused_(refused) {
        currency = reader.settings().currency;
    }

    void feed(db::CatalogWriter& writer) override {
        catalog::Row row;
        while (reader_.next(row)) {
            if (row.kind->name == "unit") {
                units.push_back(row);
                continue;
            }
            mentions.add(row);
            writer.add(row);
        }
        if (reader_.suspects_are_complete()) {
            writer.suspect_duplicates({}, {});
            for (const auto& suspect : reader_.suspected_duplicates())
                writer.suspect_duplicates(suspect.kind->name, {suspect.key});
        }
        for (const auto& [kind, key] : refused_.keys()) writer.add_refused(kind, key);
        files = reader_.files();
        findings = reader_.take_findings();
    }

  private:
    catalog::ManifestReader& reader_;
    RefusedRows& refused_;
};

struct Checked {
    db::CatalogCheck rows;
    std::optional<plan::Plan> plan;  // with the edits of units
    UnitEditing editing;
};

// Everything that forbids the write; with refused rows put aside it is only what is wrong with the whole.
void require_writable(const Checked& checked, const WriteReport& report, const ApplyOptions& options) {
    const std::string input = options.by_person() ? "the command" : "the manifest";
    core::Diagnostics errors = report.findings;
    if (options.refused != nullptr && options.refused->has_file()) {
        errors = checked.editing.findings;
        append(errors, checked.rows.removals);
    }
    reject_errors(errors, input);
    refuse_conflicts(checked.rows.conflicts);
}

WriteReport write(db::Session& session, const core::Uuid& id, Feed& feed, const ApplyOptions& options) {
    db::Transaction transaction(session, id, db::Transaction::Mode::write);
    db::CatalogWriter writer(transaction, write_options(options, feed.currency));
    feed.feed(writer);
    writer.end_rows();
    transaction.lock_mall(options.lock_timeout);

    const auto malls = db::MallRepository(transaction).list();
    Checked checked;
    if (!malls.empty() && (!feed.units.empty() || !feed.mentions.empty()))
        checked.plan = db::PlanRepository(transaction).current();
    checked.editing = edit_plan(checked.plan, feed.units, feed.files, options.by_person());
    checked.rows = writer.check(feed.files);
    WriteReport report;
    report.dry_run = options.dry_run;
    report.version = malls.empty() ? 0 : malls.front().version;
    report.findings = feed.findings;
    append(report.findings, checked.rows.findings);
    append(report.findings, checked.editing.findings);
    if (checked.plan) append(report.findings, feed.mentions.check(*checked.plan, feed.files));
    catalog::sort_by_place(report.findings);
    require_writable(checked, report, options);

    report.changed = writer.write();
    if (checked.plan && !feed.units.empty()) write_plan(transaction, *checked.plan, checked.editing, report);
    std::int64_t version = report.version;
    if (report.changed.any())
        version = db::record_version(transaction, options.kind, to_json(report.changed));
    if (report.changed.any() && options.on_change)
        tell_changes(transaction, version - 1, version, options.on_change);
    if (options.refused != nullptr) report.refused = options.refused->count();
    if (options.dry_run) return report;
    transaction.commit();
    report.version = version;
    return report;
}

// Reads what is left only to find out what is wrong with it.
core::Diagnostics read_to_the_end(catalog::ManifestReader& reader) {
    catalog::Row row;
    while (reader.next(row)) continue;
    return reader.take_findings();
}

}  // namespace

WriteReport set_units(db::Session& session, const std::vector<std::string>& units,
                      const std::vector<std::string>& words, const ApplyOptions& options) {
    catalog::Findings findings;
    UnitFeed feed;
    feed.units = catalog::read_assigned_rows("unit", units, words, {}, findings);
    feed.findings = findings.take();
    const auto [id, stored] = mall_of(session, options.mall, false, {}, {});
    return write(session, id, feed, options);
}

WriteReport apply(db::Session& session, catalog::ManifestReader& reader, RefusedRows& refused,
                  const ApplyOptions& options) {
    const catalog::Row* document = reader.mall();
    const std::string stated = document == nullptr ? std::string() : document->key();
    const std::string was = document == nullptr ? std::string() : document->was;
    if (stated.empty() && options.mall.empty()) reject_errors(read_to_the_end(reader));
    const std::string slug = target(stated, options.mall);
    core::Uuid id;
    std::optional<catalog::Mall> stored;
    try {
        std::tie(id, stored) = mall_of(session, slug, !stated.empty(), was, {});
    } catch (const Error& error) {
        // A mall document with a fault is none.
        if (error.fault() == Fault::failed && reader.errors() > 0) reject_errors(read_to_the_end(reader));
        throw;
    }
    if (stored) reader.assume({stored->currency, stored->time_zone});
    ReaderFeed feed(reader, refused);
    ApplyOptions all = options;
    all.refused = &refused;
    WriteReport report = write(session, id, feed, all);
    report.rejects_file = refused.finish();
    return report;
}

}  // namespace mallctl::operations
