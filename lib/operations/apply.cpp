#include "operations/apply.hpp"

#include <tuple>

#include "catalog/assigned_rows.hpp"
#include "catalog/findings.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/mall_repository.hpp"
#include "operations/write_rows.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

// The id of the mall, new or old, and what is stored of it. A manifest cannot create a mall without its
// document.
// `was`: what the document says that the mall was called before.
std::pair<core::Uuid, std::optional<catalog::Mall>> mall_of(db::Session& session, const std::string& slug,
                                                            bool has_document, const std::string& was) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    db::MallRepository malls(look_up);
    if (const auto stored = malls.find(slug)) return {stored->id, stored};
    if (const auto renamed = malls.find(was)) return {renamed->id, renamed};
    if (has_document) return {core::uuid_v5(core::mall_name_space, slug), std::nullopt};
    std::vector<std::string> slugs;
    for (const auto& mall : malls.list()) slugs.push_back(mall.slug);
    const auto guess = core::did_you_mean(slug, slugs);
    throw Error(Fault::failed, "there is no mall \"" + slug + "\"",
                guess.empty() ? "apply its mall.yaml first; mallctl init writes one" : guess);
}

// Edits of units that a command line states.
class UnitFeed : public RowFeed {
  public:
    void feed(db::CatalogWriter&) override {}
};

// What is stored of rows that were refused would be taken for what files state no more.
core::Diagnostic cannot_prune(std::int64_t rows) {
    core::Diagnostic finding;
    finding.code = "M036";
    finding.severity = core::Severity::error;
    finding.message = "nothing can be deleted: of " + std::to_string(rows) +
                      (rows == 1 ? " refused row" : " refused rows") + " it is not known which stored " +
                      (rows == 1 ? "row it is" : "rows they are");
    finding.advice = "apply without --prune, mend the rejects, then prune";
    return finding;
}

class ReaderFeed : public RowFeed {
  public:
    ReaderFeed(catalog::ManifestReader& reader, RefusedRows& refused, bool prunes)
        : reader_(reader), refused_(refused), prunes_(prunes) {
        currency = reader.settings().currency;
    }

    void feed(db::CatalogWriter& writer) override {
        reader_.hand_refused_to([&](const catalog::Row& refused, std::uint64_t unread) {
            if (refused.kind->name != "unit") writer.add_refused(refused, unread, refused_.count());
        });
        catalog::Row row;
        while (reader_.next(row)) {
            if (row.kind->name == "unit") {
                units.push_back(row);
                continue;
            }
            mentions.add(row);
            writer.add(row);
        }
        reader_.hand_refused_to({});
        if (reader_.suspects_are_complete()) {
            writer.suspect_duplicates({}, {});
            for (const auto& suspect : reader_.suspected_duplicates())
                writer.suspect_duplicates(suspect.kind->name, {suspect.key});
        }
        for (const auto& [kind, key] : refused_.keys()) writer.add_refused(kind, key);
        files = reader_.files();
        findings = reader_.take_findings();
        errors_of_no_row = reader_.errors_of_no_row();
        if (!prunes_ || !refused_.has_file() || refused_.unknown() == 0) return;
        errors_of_no_row.push_back(cannot_prune(refused_.unknown()));
        findings.push_back(errors_of_no_row.back());
    }

  private:
    catalog::ManifestReader& reader_;
    RefusedRows& refused_;
    bool prunes_;
};

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
    feed.mall = options.mall;
    const auto [id, stored] = mall_of(session, options.mall, false, {});
    return write_rows(session, id, feed, options);
}

WriteReport apply(db::Session& session, catalog::ManifestReader& reader, RefusedRows& refused,
                  const ApplyOptions& options) {
    const catalog::Row* document = reader.mall();
    const std::string stated = document == nullptr ? std::string() : document->key();
    const std::string was = document == nullptr ? std::string() : document->was;
    if (stated.empty() && options.mall.empty()) reject_errors(read_to_the_end(reader));
    const std::string slug = target_mall(stated, options.mall);
    core::Uuid id;
    std::optional<catalog::Mall> stored;
    try {
        std::tie(id, stored) = mall_of(session, slug, !stated.empty(), was);
    } catch (const Error& error) {
        // A mall document with a fault is none.
        if (error.fault() == Fault::failed && reader.errors() > 0) reject_errors(read_to_the_end(reader));
        throw;
    }
    if (stored) reader.assume({stored->currency, stored->time_zone});
    ReaderFeed feed(reader, refused, options.prune);
    feed.mall = slug;
    if (stored) feed.read_by = {stored->currency, stored->time_zone};
    ApplyOptions all = options;
    all.refused = &refused;
    WriteReport report = write_rows(session, id, feed, all);
    report.rejects_file = refused.finish();
    return report;
}

}  // namespace mallctl::operations
