#include "db/catalog/removals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/closest.hpp"
#include "core/denied.hpp"
#include "core/error.hpp"
#include "db/catalog/audit_entries.hpp"
#include "db/catalog/merge_sql.hpp"
#include "db/catalog/offer_rule.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

using core::Error;
using core::Fault;

core::Diagnostic finding(const char* code, std::string feature, std::string message, std::string advice) {
    core::Diagnostic result;
    result.code = code;
    result.severity = core::Severity::error;
    result.feature = std::move(feature);
    result.message = std::move(message);
    result.advice = std::move(advice);
    return result;
}

bool has_table(const catalog::Kind& kind) {
    return kind.name != "unit";
}

// How many of `rows` may go.
std::int64_t allowed(const std::string& most, std::int64_t rows) {
    const bool is_share = most.ends_with('%');
    const char* end = most.data() + most.size() - (is_share ? 1 : 0);
    std::int64_t number = 0;
    const auto [stop, fault] = std::from_chars(most.data(), end, number);
    if (fault != std::errc{} || stop != end || number < 0 || (is_share && number > 100)) {
        throw Error(Fault::usage, "\"" + most + "\" is no limit of deletions",
                    "write a number or a share: 50, 10%");
    }
    return is_share ? std::max<std::int64_t>(number > 0 ? 1 : 0, rows * number / 100) : number;
}

std::int64_t doomed_of(CatalogWork& catalog, const catalog::Kind& kind) {
    return catalog.work.run("select count(*) from pg_temp.doomed where kind = $1", Params().add(kind.name))
        .integer(0, 0);
}

// Rows of `from` whose `field` refers to doomed rows of `to`, by the row referred to.
Rows referring(CatalogWork& catalog, const catalog::Kind& from, std::size_t field, const catalog::Kind& to) {
    const bool is_reference = from.fields[field].type == catalog::FieldType::reference;
    const std::string column = "r." + quoted(column_of(from.fields[field]));
    const std::string name = is_reference ? "d.slug" : fmt::format("'{}:' || d.slug", to.name);
    const bool is_one = from.fields[field].type != catalog::FieldType::targets;
    const ComparedKind* staged = catalog.find(from.name);
    std::string changed;
    if (staged != nullptr && staged->staged.states(field)) {
        changed = fmt::format(" and not exists (select from {} s where s.slug = r.slug and {})",
                              staged_table(from), states(staged->staged, field));
    }
    return catalog.work.run(
        fmt::format("select d.slug, count(*), min(r.slug collate \"C\") from pg_temp.doomed d join {} r "
                    "on r.mall_id = $1::uuid and {} = {} where d.kind = $2 and not exists "
                    "(select from pg_temp.doomed g where g.kind = $3 and g.id = r.id){} "
                    "group by d.slug order by d.slug collate \"C\" limit 1000",
                    table_of(from), name, is_one ? column : fmt::format("any ({})", column), changed),
        Params().add(catalog.mall).add(to.name).add(from.name));
}

// What to do with a field so that it refers to the row no more.
std::string letting_go(const catalog::Field& field) {
    if (field.type == catalog::FieldType::targets) return "take it out of its " + field.name;
    return (field.required ? "name another " : "clear the ") + field.name;
}

void add_referring(CatalogWork& catalog, const catalog::Kind& from, std::size_t field,
                   const catalog::Kind& to, core::Diagnostics& findings) {
    const Rows rows = referring(catalog, from, field, to);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t more = rows.integer(i, 1) - 1;
        findings.push_back(finding(
            "M033", fmt::format("{} {}", to.name, rows.text(i, 0)),
            fmt::format("{} \"{}\" cannot be deleted: {} \"{}\"{} to it", to.name, rows.text(i, 0), from.name,
                        rows.text(i, 2), more > 0 ? fmt::format(" and {} more refer", more) : " refers"),
            fmt::format("delete what refers to it too, or {} there", letting_go(from.fields[field]))));
    }
}

}  // namespace

void create_doomed(Work& work) {
    work.run_script("create temp table doomed (kind text, id uuid, slug text) on commit drop");
}

void doom_rows(CatalogWork& catalog, const catalog::Kind& kind, const std::vector<std::string>& slugs) {
    const Params given = Params().add(catalog.mall).add(texts_to_array(slugs)).add(kind.name);
    catalog.work.run(fmt::format("insert into pg_temp.doomed select $3, id, slug from {} "
                                 "where mall_id = $1::uuid and slug = any ($2::text[])",
                                 table_of(kind)),
                     given);
    const Rows unknown = catalog.work.run(
        "select u from unnest($1::text[]) u where u not in (select slug from pg_temp.doomed where kind = $2) "
        "limit 1",
        Params().add(texts_to_array(slugs)).add(kind.name));
    if (unknown.empty()) return;
    const Rows known = catalog.work.run(
        fmt::format("select slug from {} where mall_id = $1::uuid order by slug collate \"C\" limit 20000",
                    table_of(kind)),
        Params().add(catalog.mall));
    std::vector<std::string> candidates;
    for (std::size_t i = 0; i < known.size(); ++i) candidates.emplace_back(known.text(i, 0));
    const std::string guess = core::did_you_mean(unknown.text(0, 0), candidates);
    throw Error(Fault::failed, fmt::format("there is no {} \"{}\"", kind.name, unknown.text(0, 0)),
                guess.empty() ? fmt::format("list them: mallctl get {}", kind.name) : guess);
}

void doom_unstated_rows(CatalogWork& catalog) {
    for (const ComparedKind& kind : catalog.kinds) {
        const catalog::Kind& declared = *kind.staged.kind;
        if (declared.name == "mall" || kind.all_new) continue;
        catalog.work.run(
            fmt::format(
                "insert into pg_temp.doomed select '{0}', t.id, t.slug from {1} t "
                "where t.mall_id = $1::uuid and t.origin = 'apply' "
                "and not exists (select from {2} s where s.slug = t.slug) "
                "and not exists (select from {3} r where r.stored = t.id) "
                "and not exists (select from pg_temp.refused_key k where k.kind = '{0}' and k.slug = t.slug)",
                declared.name, table_of(declared), staged_table(declared), renamed_table(declared)),
            Params().add(catalog.mall));
    }
}

core::Diagnostics check_doomed_count(CatalogWork& catalog, const std::string& most) {
    core::Diagnostics findings;
    for (const catalog::Kind& kind : catalog::kinds()) {
        const std::int64_t doomed = has_table(kind) ? doomed_of(catalog, kind) : 0;
        if (doomed == 0) continue;
        const std::int64_t stored =
            catalog.work
                .run(fmt::format("select count(*) from {} where mall_id = $1::uuid", table_of(kind)),
                     Params().add(catalog.mall))
                .integer(0, 0);
        if (doomed <= allowed(most, stored)) continue;
        findings.push_back(finding("M032", kind.name,
                                   fmt::format("{} of {} {} would be deleted, and at most {} may be", doomed,
                                               stored, kind.plural, allowed(most, stored)),
                                   fmt::format("if that is meant: --max-deletes {}", doomed)));
    }
    return findings;
}

core::Diagnostics check_doomed_references(CatalogWork& catalog) {
    core::Diagnostics findings;
    if (catalog.work.run("select from pg_temp.doomed limit 1").empty()) return findings;
    for (const catalog::Kind& from : catalog::kinds()) {
        for (std::size_t field = 0; field < from.fields.size(); ++field) {
            if (!has_table(from)) continue;
            for (const auto& to : catalog::named_kinds(from.fields[field]))
                add_referring(catalog, from, field, *catalog::find_kind(to), findings);
        }
    }
    const core::Diagnostics of_audiences = check_doomed_audiences(catalog);
    findings.insert(findings.end(), of_audiences.begin(), of_audiences.end());
    return findings;
}

namespace {

// Row-level security passes over a row that the caller of the API may read and not delete.
void require_deleted(CatalogWork& catalog, const catalog::Kind& kind) {
    const Rows left = catalog.work.run(
        fmt::format("select t.slug from {} t join pg_temp.doomed d on t.id = d.id and d.kind = $2 "
                    "where current_user = 'mallctl_api' and t.mall_id = $1::uuid limit 1",
                    table_of(kind)),
        Params().add(catalog.mall).add(kind.name));
    if (left.empty()) return;
    throw core::DeniedError(
        fmt::format("{} \"{}\" may not be deleted by this caller", kind.name, left.text(0, 0)));
}

}  // namespace

void delete_doomed(CatalogWork& catalog, core::ChangeSummary& changed) {
    const auto& kinds = catalog::kinds();
    for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
        const std::int64_t doomed = has_table(*kind) ? doomed_of(catalog, *kind) : 0;
        if (doomed == 0) continue;
        log_removals(catalog, *kind);
        catalog.work.run(fmt::format("delete from {} t using pg_temp.doomed d where t.mall_id = $1::uuid "
                                     "and t.id = d.id and d.kind = '{}'",
                                     table_of(*kind), kind->name),
                         Params().add(catalog.mall));
        require_deleted(catalog, *kind);
        changed.by_kind[kind->name].removed += doomed;
    }
}

}  // namespace mallctl::db
