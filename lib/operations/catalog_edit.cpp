#include "operations/catalog_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catalog/assigned_rows.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "db/kind_columns.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "db/row_keys.hpp"
#include "operations/change_json.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;
using nlohmann::json;

db::CatalogWriteOptions by_hand() {
    db::CatalogWriteOptions how;
    how.author = db::CatalogWriteOptions::Author::person;
    return how;
}

std::string text_of(const catalog::Field& field, const json& value, const std::string& currency) {
    if (value.is_null()) return {};
    if (field.type == catalog::FieldType::money && value.is_number_integer())
        return core::format_money(value.get<std::int64_t>(), currency);
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

const catalog::Kind& editable_kind(const std::string& name) {
    std::vector<std::string> names;
    for (const auto& kind : catalog::kinds()) {
        if (kind.name == "unit") continue;
        if (name == kind.name || name == kind.plural) return kind;
        names.push_back(kind.name);
    }
    if (name == "unit" || name == "units") {
        throw Error(Fault::usage, "units come with the floor plan",
                    "import a plan; to change one: mallctl set unit REF@LEVEL");
    }
    const auto guess = core::did_you_mean(name, names);
    throw Error(Fault::usage, "unknown kind \"" + name + "\"",
                guess.empty() ? fmt::format("use one of {}", fmt::join(names, ", ")) : guess);
}

CatalogEdit::CatalogEdit(db::Session& session, catalog::Mall mall, const EditOptions& options)
    : mall_(std::move(mall)),
      options_(options),
      transaction_(session, mall_.id, db::Transaction::Mode::write),
      writer_(transaction_, by_hand()) {
    if (options.on_begin) options.on_begin(transaction_);
    transaction_.lock_mall(options.lock_timeout);
    // What it is by now: the lock may have been waited for.
    if (auto stored = db::MallRepository(transaction_).find(mall_.slug)) mall_ = std::move(*stored);
    version_ = mall_.version;
}

void CatalogEdit::require_rows(const catalog::Kind& kind, const std::vector<std::string>& slugs) {
    const auto stored = db::stored_slugs(transaction_, kind, slugs);
    for (const auto& slug : slugs) {
        if (std::find(stored.begin(), stored.end(), slug) != stored.end()) continue;
        const auto guess = db::guess_slug(transaction_, kind, slug);
        throw Error(Fault::failed, fmt::format("there is no {} \"{}\" in {}", kind.name, slug, mall_.slug),
                    guess.empty() ? fmt::format("list them: mallctl get {}", kind.name) : guess);
    }
}

void CatalogEdit::state(const catalog::Kind& kind, const std::vector<std::string>& keys,
                        const std::vector<std::string>& words) {
    catalog::Findings findings;
    const auto refuse = [this](const catalog::Row& row, std::uint64_t unread) {
        writer_.add_refused(row, unread, 0);
    };
    for (const auto& row : catalog::read_assigned_rows(kind.name, keys, words,
                                                       {mall_.currency, mall_.time_zone}, findings, refuse))
        state(row);
    for (auto& finding : findings.take()) findings_.push_back(std::move(finding));
}

void CatalogEdit::state(const catalog::Row& row) {
    mentions_.add(row);
    writer_.add(row);
}

void CatalogEdit::remove(const catalog::Kind& kind, const std::string& slug) {
    writer_.remove(kind.name, slug);
}

void CatalogEdit::check(EditReport& report) {
    report.findings = std::move(findings_);
    const auto checked = writer_.check({""});
    report.findings.insert(report.findings.end(), checked.findings.begin(), checked.findings.end());
    if (!mentions_.empty()) {
        if (const auto plan = db::PlanRepository(transaction_).current()) {
            const auto mentioned = mentions_.check(*plan, {""});
            report.findings.insert(report.findings.end(), mentioned.begin(), mentioned.end());
        }
    }
    const auto errors =
        std::count_if(report.findings.begin(), report.findings.end(),
                      [](const core::Diagnostic& it) { return it.severity == core::Severity::error; });
    if (errors == 0) return;
    throw Error(
        Fault::rejected,
        fmt::format("the command has {} {}; nothing was written", errors, errors == 1 ? "error" : "errors"),
        "mend the findings above and try again", report.findings);
}

void CatalogEdit::list_fields(std::int64_t version, EditReport& report) {
    for (const auto& row : db::updated_rows(transaction_, version)) {
        const json before = json::parse(row.before);
        const json after = json::parse(row.after);
        for (const auto index : db::stored_fields(*row.kind)) {
            const catalog::Field& field = row.kind->fields[index];
            const std::string column = db::column_of(field);
            if (!before.contains(column) || !after.contains(column) || before[column] == after[column])
                continue;
            report.fields.push_back({row.kind->name + " " + row.slug, field.name,
                                     text_of(field, before[column], mall_.currency),
                                     text_of(field, after[column], mall_.currency)});
        }
    }
}

EditReport CatalogEdit::finish(const std::string& version_kind) {
    EditReport report;
    report.dry_run = options_.dry_run;
    report.version = version_;
    report.mall = mall_.slug;
    check(report);
    report.changed = writer_.write();
    if (const auto written = db::MallRepository(transaction_).current()) report.mall = written->slug;
    if (report.changed.any()) {
        const auto version = db::record_version(transaction_, version_kind, to_json(report.changed));
        if (report.changed.total().updated > 0) list_fields(version, report);
        if (!options_.dry_run) report.version = version;
    }
    if (options_.on_end) options_.on_end(transaction_, report);
    if (!options_.dry_run && (report.changed.any() || options_.on_end)) transaction_.commit();
    return report;
}

}  // namespace mallctl::operations
