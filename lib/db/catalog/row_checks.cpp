#include "db/catalog/row_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/closest.hpp"
#include "db/catalog/merge_sql.hpp"
#include "db/catalog/row_findings.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

using catalog::Field;
using catalog::FieldType;

// True in SQL where the staged column holds nothing.
std::string is_empty(const Field& field) {
    const std::string column = "s." + quoted(column_of(field));
    const std::string empty = empty_value_of(field);
    return empty == "null" ? column + " is null" : column + " = " + empty;
}

void check_missing(CatalogWork& catalog, const ComparedKind& kind, std::size_t field) {
    const StagedKind& staged = kind.staged;
    if (staged.always_states(field)) return;
    add_row_findings(
        catalog, *staged.kind, 0, "M010",
        fmt::format("'every {} needs the field {}'", staged.kind->name, staged.kind->fields[field].name),
        "''", fmt::format("not ({}) and {}", states(staged, field), is_new(kind)));
}

void check_cleared(CatalogWork& catalog, const ComparedKind& kind, std::size_t field) {
    const StagedKind& staged = kind.staged;
    if (!staged.states(field)) return;
    const Field& declared = staged.kind->fields[field];
    const std::string bit = std::to_string(std::uint64_t{1} << field);
    if ((staged.empty_by_any >> field & 1) != 0) {
        add_row_findings(catalog, *staged.kind, field, "M003",
                         fmt::format("'{} cannot be empty'", declared.name), "''",
                         fmt::format("({}) and s._partial & {} = 0 and {}", states(staged, field), bit,
                                     is_empty(declared)));
    }
    if ((staged.clears_by_any >> field & 1) == 0) return;
    add_row_findings(catalog, *staged.kind, field, "M010",
                     fmt::format("select w._seq, 'every {} needs the field {}', '' from {} w join {} s "
                                 "on s._seq = w._seq where s._clears & {} <> 0 and w.{} = '{{}}'",
                                 staged.kind->name, declared.name, wanted_rows(kind),
                                 staged_table(*staged.kind), bit, quoted(column_of(declared))));
}

// Slugs to guess from when one refers to nothing: those of a very large kind are too many to look through.
constexpr int most_guesses = 20'000;

std::vector<std::string> known_slugs(CatalogWork& catalog, const catalog::Kind& target) {
    const ComparedKind* staged = catalog.find(target.name);
    const Rows rows = catalog.work.run(
        fmt::format("select slug from {} where mall_id = $1::uuid {} limit {}", table_of(target),
                    staged == nullptr ? "" : fmt::format("union select slug from {}", staged_table(target)),
                    most_guesses),
        Params().add(catalog.mall));
    std::vector<std::string> slugs;
    for (std::size_t i = 0; i < rows.size(); ++i) slugs.emplace_back(rows.text(i, 0));
    std::sort(slugs.begin(), slugs.end());
    return slugs;
}

// The distinct slugs that a field states and nothing has, and whether a refused row has it.
Rows missing_slugs(CatalogWork& catalog, const ComparedKind& kind, const Field& field,
                   const catalog::Kind& target) {
    const ComparedKind* staged = catalog.find(target.name);
    std::string there = fmt::format(
        "exists (select from {} t where t.mall_id = $1::uuid and t.slug = u.slug "
        "and not exists (select from pg_temp.doomed d where d.kind = $2 and d.id = t.id){})",
        table_of(target),
        staged == nullptr || !staged->staged.renames
            ? ""
            : fmt::format(" and not exists (select from {} r where r.stored = t.id)", renamed_table(target)));
    if (staged != nullptr)
        there += fmt::format(" or exists (select from {} t where t.slug = u.slug)", staged_table(target));
    if (!catalog.refuses_rows)
        there += " or exists (select from pg_temp.refused_key k where k.kind = $2 and k.slug = u.slug)";
    return catalog.work.run(
        fmt::format("select u.slug, exists (select from pg_temp.refused_key k where k.kind = $2 and "
                    "k.slug = u.slug) from (select distinct {0} as slug from {1} where {0} is not null) u "
                    "where not ({2}) order by u.slug",
                    quoted(column_of(field)), staged_table(*kind.staged.kind), there),
        Params().add(catalog.mall).add(target.name));
}

}  // namespace

void check_required(CatalogWork& catalog, const ComparedKind& kind) {
    const auto& fields = kind.staged.kind->fields;
    for (const std::size_t field : stored_fields(*kind.staged.kind)) {
        if (field == 0 || !fields[field].required) continue;
        check_missing(catalog, kind, field);
        check_cleared(catalog, kind, field);
    }
}

void check_references(CatalogWork& catalog, const ComparedKind& kind) {
    const catalog::Kind& declared = *kind.staged.kind;
    for (const std::size_t field : stated_fields(kind.staged)) {
        if (declared.fields[field].type != FieldType::reference) continue;
        const auto& target = *catalog::find_kind(declared.fields[field].target);
        const Rows missing = missing_slugs(catalog, kind, declared.fields[field], target);
        if (missing.empty()) continue;
        const auto known = known_slugs(catalog, target);
        std::vector<std::string> slugs;
        std::vector<std::string> messages;
        std::vector<std::string> advice;
        for (std::size_t i = 0; i < missing.size(); ++i) {
            const std::string& slug = slugs.emplace_back(missing.text(i, 0));
            if (missing.flag(i, 1)) {
                messages.push_back(fmt::format("the {} \"{}\" is refused itself", target.name, slug));
                advice.push_back("mend that row, then apply both");
                continue;
            }
            messages.push_back(fmt::format("there is no {} \"{}\"", target.name, slug));
            // Guessing costs a look at every slug: what nobody reads is not guessed.
            advice.push_back(i < 100 ? core::did_you_mean(slug, known) : std::string());
        }
        catalog.work.run(
            fmt::format("insert into pg_temp.row_finding (kind, _seq, field, code, message, advice) "
                        "select $1, s._seq, $2::integer, 'M005', m.message, m.advice from unnest($3::text[], "
                        "$4::text[], $5::text[]) m(slug, message, advice) join {} s on s.{} = m.slug",
                        staged_table(declared), quoted(column_of(declared.fields[field]))),
            Params()
                .add(declared.name)
                .add(static_cast<std::int64_t>(field))
                .add(texts_to_array(slugs))
                .add(texts_to_array(messages))
                .add(texts_to_array(advice)));
    }
}

void check_duplicates(CatalogWork& catalog, const ComparedKind& kind,
                      const std::vector<std::string>* suspects) {
    if (suspects != nullptr && suspects->empty() && catalog.refused == 0) return;
    const std::string table = staged_table(*kind.staged.kind);
    const std::string& name = kind.staged.kind->name;
    std::string among = " where slug <> ''";  // a refused row may have none
    if (suspects != nullptr) {
        catalog.work.run("insert into pg_temp.suspected_key (kind, slug) select $1, unnest($2::text[])",
                         Params().add(name).add(texts_to_array(*suspects)));
        if (catalog.refused > 0) {
            catalog.work.run(
                fmt::format("insert into pg_temp.suspected_key (kind, slug) select $1, s.slug from {} s join "
                            "pg_temp.refused_row y on y._seq = s._seq where s.slug <> ''",
                            table),
                Params().add(name));
        }
        among = fmt::format(" where slug in (select k.slug from pg_temp.suspected_key k where k.kind = '{}')",
                            name);
    }
    add_row_findings(
        catalog, *kind.staged.kind, 0, "M004",
        fmt::format("select later._seq, 'the {0} \"' || later.slug || '\" is there twice', "
                    "'the first is on line ' || first._line from {1} later join "
                    "(select slug, min(_seq) as _seq from {1}{2} group by slug having count(*) > 1) f "
                    "on f.slug = later.slug join {1} first on first._seq = f._seq where later._seq > f._seq",
                    name, table, among));
}

}  // namespace mallctl::db
