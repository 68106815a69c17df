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

// A query for what staged rows say in a field of rows of the kind `target`: _seq, slug.
std::string mentions(const ComparedKind& kind, const Field& field, const catalog::Kind& target) {
    const std::string column = "s." + quoted(column_of(field));
    const std::string table = staged_table(*kind.staged.kind);
    if (field.type == FieldType::reference)
        return fmt::format("select s._seq, {0} as slug from {1} s where {0} is not null", column, table);
    const std::string stated = field.type == FieldType::targets ? column : fmt::format("array[{}]", column);
    return fmt::format(
        "select s._seq, substr(m.stated, {}) as slug from {} s cross join unnest({}) m(stated) "
        "where starts_with(m.stated, '{}:')",
        target.name.size() + 2, table, stated, target.name);
}

// A query for the distinct slugs that a field states and nothing has, and whether a refused row has it: slug,
// refused. $1 is the mall, $2 the name of the target.
std::string missing_slugs(CatalogWork& catalog, const ComparedKind& kind, const Field& field,
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
    // Who is renamed takes references along; what names a target goes on to find it by its former slug.
    if (field.type != FieldType::reference)
        there +=
            " or exists (select from mallctl.former_slug f where f.mall_id = $1::uuid and f.kind = $2 and "
            "f.slug = u.slug)";
    return fmt::format(
        "select u.slug, exists (select from pg_temp.refused_key k where k.kind = $2 and "
        "k.slug = u.slug) as refused from (select distinct slug from ({0}) n) u where not ({1})",
        mentions(kind, field, target), there);
}

// Guessing costs a look at every slug: beyond so many nobody reads the guesses.
constexpr int most_guessed = 100;

void check_reference(CatalogWork& catalog, const ComparedKind& kind, std::size_t field,
                     const catalog::Kind& target) {
    const catalog::Kind& declared = *kind.staged.kind;
    const Field& reference = declared.fields[field];
    const std::string missing = missing_slugs(catalog, kind, reference, target);
    const Rows first = catalog.work.run(fmt::format("{} order by u.slug limit {}", missing, most_guessed),
                                        Params().add(catalog.mall).add(target.name));
    if (first.empty()) return;
    const auto known = known_slugs(catalog, target);
    std::vector<std::string> slugs;
    std::vector<std::string> guesses;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first.flag(i, 1)) continue;
        slugs.emplace_back(first.text(i, 0));
        guesses.push_back(core::did_you_mean(slugs.back(), known));
    }
    // All of them may be as many as there are rows: they stay in the database.
    catalog.work.run(
        fmt::format("insert into pg_temp.row_finding (kind, _seq, field, code, message, advice) "
                    "select $3, s._seq, $4::integer, 'M005', case when m.refused "
                    "then 'the {0} \"' || m.slug || '\" is refused itself' "
                    "else 'there is no {0} \"' || m.slug || '\"' end, case when m.refused "
                    "then 'mend that row, then apply both' else coalesce(g.guess, '') end from ({1}) m "
                    "left join unnest($5::text[], $6::text[]) g(slug, guess) on g.slug = m.slug "
                    "join ({2}) s on s.slug = m.slug",
                    target.name, missing, mentions(kind, reference, target)),
        Params()
            .add(catalog.mall)
            .add(target.name)
            .add(declared.name)
            .add(static_cast<std::int64_t>(field))
            .add(texts_to_array(slugs))
            .add(texts_to_array(guesses)));
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
    for (const std::size_t field : stated_fields(kind.staged)) {
        for (const auto& target : catalog::named_kinds(kind.staged.kind->fields[field]))
            check_reference(catalog, kind, field, *catalog::find_kind(target));
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
