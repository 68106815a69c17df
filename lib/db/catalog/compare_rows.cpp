#include "db/catalog/compare_rows.hpp"

#include <fmt/format.h>

#include "db/catalog/merge_sql.hpp"
#include "db/catalog/row_findings.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

void find_renames(CatalogWork& catalog, const StagedKind& staged) {
    const catalog::Kind& kind = *staged.kind;
    const Params mall = Params().add(catalog.mall);
    catalog.work.run(fmt::format("insert into {} select s._seq, t.id, s._was from {} s "
                                 "join {} t on t.mall_id = $1::uuid and t.slug = s._was where s._was <> ''",
                                 renamed_table(kind), staged_table(kind), table_of(kind)),
                     mall);
    add_row_findings(
        catalog, kind, 0, "M030",
        fmt::format("'there is no {0} \"' || s._was || '\" that could be renamed'", kind.name),
        "'correct `was`, or leave it out'",
        fmt::format("s._was <> '' and not exists (select from {0} r where r._seq = s._seq) and "
                    "not exists (select from {1} t where t.mall_id = $1::uuid and t.slug = s.slug)",
                    renamed_table(kind), table_of(kind)));
    add_row_findings(
        catalog, kind, 0, "M031",
        fmt::format("'\"' || s._was || '\" cannot be renamed: there is a {0} \"' || s.slug || '\" already'",
                    kind.name),
        "'rename that one too, or delete it first'",
        fmt::format("exists (select from {0} r join {1} t on t.mall_id = $1::uuid and t.slug = s.slug "
                    "and t.id <> r.stored where r._seq = s._seq "
                    "and not exists (select from {0} o where o.stored = t.id))",
                    renamed_table(kind), table_of(kind)));
    add_row_findings(catalog, kind, 0, "M031", "'\"' || s._was || '\" is renamed by another row already'",
                     "'it can have one new slug only'",
                     fmt::format("exists (select from {0} r join {0} o on o.stored = r.stored "
                                 "and o._seq < r._seq where r._seq = s._seq)",
                                 renamed_table(kind)));
}

// The stored row that a staged one is about: by what it was called before, where it renames; and a row that
// takes the slug which another row gives up is new.
std::string join_stored(const StagedKind& staged) {
    const catalog::Kind& kind = *staged.kind;
    if (!staged.renames)
        return fmt::format("left join {} t on t.mall_id = $1::uuid and t.slug = s.slug", table_of(kind));
    return fmt::format(
        "left join {0} r on r._seq = s._seq left join {1} t on t.mall_id = $1::uuid "
        "and t.slug = coalesce(r.was, s.slug) "
        "and (r._seq is not null or not exists (select from {0} o where o.was = s.slug))",
        renamed_table(kind), table_of(kind));
}

}  // namespace

ComparedKind compare_rows(CatalogWork& catalog, const StagedKind& staged) {
    const catalog::Kind& kind = *staged.kind;
    const Params mall = Params().add(catalog.mall);
    ComparedKind compared{staged};
    compared.all_new =
        catalog.work.run(fmt::format("select from {} where mall_id = $1::uuid limit 1", table_of(kind)), mall)
            .empty();
    if (compared.all_new) {
        compared.added = staged.rows;
        return compared;
    }
    if (staged.renames) find_renames(catalog, staged);
    const std::string renamed = staged.renames ? "t.slug <> s.slug" : "false";
    // Who made the row follows who states it: files take over whatever they state, a person what an import
    // made.
    const std::string taken_over =
        catalog.origin == "apply" ? "t.origin <> 'apply' or t.edited <> '{}'" : "t.origin = 'import'";
    catalog.work.run(
        fmt::format("insert into {0} select s._seq, t.id, case when t.id is null then 0 else {1} | "
                    "case when {2} then 1 else 0 end end from {3} s {4} "
                    "where t.id is null or {5} or {2} or {6}",
                    delta_table(kind), changed_bits(staged), renamed, staged_table(kind), join_stored(staged),
                    any_differs(staged), taken_over),
        mall);
    const Rows counts =
        catalog.work.run(fmt::format("select count(*) filter (where stored is null), "
                                     "count(*) filter (where stored is not null and changed <> 0), "
                                     "count(*) filter (where stored is not null and changed = 0) from {}",
                                     delta_table(kind)));
    compared.added = counts.integer(0, 0);
    compared.updated = counts.integer(0, 1);
    compared.taken_over = counts.integer(0, 2);
    return compared;
}

}  // namespace mallctl::db
