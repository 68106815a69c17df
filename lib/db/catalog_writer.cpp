#include "db/catalog_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "core/error.hpp"
#include "db/audit.hpp"
#include "db/catalog/audit_entries.hpp"
#include "db/catalog/catalog_work.hpp"
#include "db/catalog/compare_rows.hpp"
#include "db/catalog/conflicts.hpp"
#include "db/catalog/expected_rows.hpp"
#include "db/catalog/kind_rules.hpp"
#include "db/catalog/narrow_rows.hpp"
#include "db/catalog/offer_rule.hpp"
#include "db/catalog/refusals.hpp"
#include "db/catalog/removals.hpp"
#include "db/catalog/row_checks.hpp"
#include "db/catalog/row_findings.hpp"
#include "db/catalog/row_writes.hpp"
#include "db/catalog/staging.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

constexpr std::size_t most_findings = 1000;

void append(core::Diagnostics& to, core::Diagnostics from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

void count_left_out(core::Diagnostics& findings, std::int64_t all) {
    const std::int64_t left_out = all - static_cast<std::int64_t>(most_findings);
    if (left_out <= 0) return;
    core::Diagnostic& last = findings.emplace_back();
    last.code = findings.front().code;
    last.severity = core::Severity::error;
    last.message = fmt::format("{} more findings of rows are left out", left_out);
    last.advice = "mend these first";
}

}  // namespace

struct CatalogWriter::Impl {
    Impl(Transaction& of, CatalogWriteOptions given)
        : options(std::move(given)), staging(of), catalog{of.impl().work, mall_of(of), 0, {}, false, 0, {}} {
        catalog.refuses_rows = static_cast<bool>(options.on_refused);
        catalog.origin = options.author == CatalogWriteOptions::Author::files ? "apply" : "api";
    }

    void end_rows() {
        if (std::exchange(ended, true)) return;
        staging.finish();
        if (staging.has_expected()) index_expected(catalog.work);
    }

    void compare() {
        mall_is_stored =
            !catalog.work.run("select from mallctl.mall where id = $1", Params().add(catalog.mall)).empty();
        catalog.version = mall_is_stored ? coming_version(catalog.work, catalog.mall) : 1;
        catalog.refused = staging.refused_rows();
        create_row_findings(catalog.work);
        create_doomed(catalog.work);
        for (const StagedKind& staged : staging.kinds())
            catalog.kinds.push_back(compare_rows(catalog, staged));
        for (const auto& [kind, slugs] : removed) doom_rows(catalog, *catalog::find_kind(kind), slugs);
        if (options.prune) doom_unstated_rows(catalog);
        if (staging.has_expected()) doom_expected(catalog);
    }

    bool has_mall() const {
        const ComparedKind* const mall = catalog.find("mall");
        return mall_is_stored || (mall != nullptr && mall->staged.rows > 0);
    }

    // What narrow_rows() asks for; and rows that are left out one by one are counted by what is staged.
    bool may_narrow() {
        const ComparedKind* const mall = catalog.find("mall");
        return !options.on_refused && catalog.refused == 0 && !staging.has_expected() &&
               (mall == nullptr || mall->added + mall->updated == 0) &&
               std::none_of(catalog.kinds.begin(), catalog.kinds.end(),
                            [](const ComparedKind& kind) { return kind.staged.renames; }) &&
               count_row_findings(catalog) == 0 &&
               catalog.work.run("select from pg_temp.doomed limit 1").empty();
    }

    void check_rows() {
        for (const ComparedKind& kind : catalog.kinds) {
            const auto it = suspects.find(kind.staged.kind->name);
            const std::vector<std::string> none;
            check_duplicates(catalog, kind,
                             !suspects_told         ? nullptr
                             : it == suspects.end() ? &none
                                                    : &it->second);
        }
        if (may_narrow()) narrow_rows(catalog);
        for (const ComparedKind& kind : catalog.kinds) {
            check_required(catalog, kind);
            check_references(catalog, kind);
        }
        for (const KindRule& rule : kind_rules()) {
            const ComparedKind* kind = catalog.find(rule.kind);
            if (kind != nullptr && rule.check != nullptr) rule.check(catalog, *kind);
        }
    }

    // Everything that is wrong with rows; what is refused for it is gone afterwards, and so, in turn, is what
    // refers to that.
    core::Diagnostics take_findings() {
        core::Diagnostics findings = read_row_findings(catalog, files, most_findings);
        std::int64_t all = count_row_findings(catalog);
        const RefusalSink sink{options.on_refused, options.on_more_reasons};
        while (options.on_refused && drop_refused(catalog, files, options.currency, sink) > 0) {
            for (const ComparedKind& kind : catalog.kinds) check_references(catalog, kind);
            if (const ComparedKind* offer = catalog.find("offer")) check_audience(catalog, *offer);
            all += count_row_findings(catalog);
            append(findings, read_row_findings(catalog, files, most_findings - findings.size()));
        }
        count_left_out(findings, all);
        return findings;
    }

    core::ChangeSummary write() {
        if (catalog.refused > 0) throw std::logic_error("a refused row is not written");
        core::ChangeSummary changed;
        for (const ComparedKind& kind : catalog.kinds) {
            keep_before(catalog, kind);
            rename_rows(catalog, kind);
            insert_rows(catalog, kind);
            update_rows(catalog, kind);
            core::ChangeCounts& counts = changed.by_kind[kind.staged.kind->name];
            counts.added = kind.added;
            counts.updated = kind.updated;
            counts.unchanged = kind.staged.rows - kind.added - kind.updated;
        }
        for (const ComparedKind& kind : catalog.kinds) log_writes(catalog, kind);
        delete_doomed(catalog, changed);
        for (const KindRule& rule : kind_rules()) {
            const ComparedKind* kind = catalog.find(rule.kind);
            if (kind != nullptr && rule.after_write != nullptr) rule.after_write(catalog, *kind);
        }
        return changed;
    }

    CatalogWriteOptions options;
    CatalogStaging staging;
    CatalogWork catalog;
    std::map<std::string, std::vector<std::string>> removed;  // slugs by kind
    std::map<std::string, std::vector<std::string>> suspects;
    bool suspects_told = false;
    bool ended = false;
    bool mall_is_stored = false;
    std::vector<std::string> files;  // of the input
};

CatalogWriter::CatalogWriter(Transaction& transaction, CatalogWriteOptions options)
    : impl_(std::make_unique<Impl>(transaction, std::move(options))) {}

CatalogWriter::~CatalogWriter() = default;

void CatalogWriter::add(const catalog::Row& row) {
    impl_->staging.add(row);
}

void CatalogWriter::add_refused(const catalog::Row& row, std::uint64_t unread, std::int64_t number) {
    impl_->staging.add_refused(row, unread, number);
}

void CatalogWriter::add_refused(const std::string& kind, const std::string& key) {
    impl_->staging.add_refused(kind, key);
}

void CatalogWriter::suspect_duplicates(const std::string& kind, const std::vector<std::string>& keys) {
    impl_->suspects_told = true;
    auto& suspects = impl_->suspects[kind];
    suspects.insert(suspects.end(), keys.begin(), keys.end());
}

void CatalogWriter::remove(const std::string& kind, const std::string& slug) {
    impl_->removed[kind].push_back(slug);
}

void CatalogWriter::end_rows() {
    impl_->end_rows();
}

void CatalogWriter::expect(const ExpectedRow& row) {
    impl_->staging.add_expected(row);
}

core::Diagnostics CatalogWriter::check_expected(const std::string& file) {
    if (!impl_->staging.has_expected()) return {};
    return db::check_expected(impl_->catalog, file, most_findings);
}

bool CatalogWriter::is_as_intended() {
    return impl_->staging.has_expected() && db::is_as_intended(impl_->catalog);
}

CatalogCheck CatalogWriter::check(const std::vector<std::string>& files) {
    impl_->files = files;
    end_rows();
    impl_->compare();
    impl_->check_rows();
    CatalogWork& catalog = impl_->catalog;
    CatalogCheck result;
    result.findings = impl_->take_findings();
    result.has_mall = impl_->has_mall();
    if (!impl_->options.most_deletes.empty())
        result.removals = check_doomed_count(catalog, impl_->options.most_deletes);
    append(result.removals, check_doomed_references(catalog));
    append(result.findings, result.removals);
    if (impl_->options.author == CatalogWriteOptions::Author::person || impl_->options.force_conflicts)
        return result;
    for (const ComparedKind& kind : catalog.kinds)
        append(result.conflicts, find_conflicts(catalog, kind, files, most_findings));
    return result;
}

core::ChangeSummary CatalogWriter::write() {
    // What the server refuses ends the transaction for every statement, also for those that look where the
    // row is.
    impl_->catalog.work.run_script("savepoint catalog_write");
    try {
        return impl_->write();
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected || error.findings().empty()) throw;
        impl_->catalog.work.run_script("rollback to savepoint catalog_write");
        auto findings = error.findings();
        place_findings(impl_->catalog, impl_->files, findings);
        throw core::Error(error.fault(), error.what(), error.advice(), std::move(findings));
    }
}

}  // namespace mallctl::db
