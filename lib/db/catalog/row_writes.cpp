#include "db/catalog/row_writes.hpp"

#include <fmt/format.h>

#include "core/denied.hpp"
#include "db/catalog/merge_sql.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

// The version of a mall is that of its newest change of any kind: recording the version sets it.
bool is_mall(const ComparedKind& kind) {
    return kind.staged.kind->name == "mall";
}

// An id that a row has kept from the time when it was called what another is called now.
void avoid_kept_ids(CatalogWork& catalog, const ComparedKind& kind) {
    const catalog::Kind& declared = *kind.staged.kind;
    if (kind.all_new || is_mall(kind)) return;
    if (catalog.work
            .run("select from mallctl.former_slug where mall_id = $1 and kind = $2 limit 1",
                 Params().add(catalog.mall).add(declared.name))
            .empty()) {
        return;
    }
    catalog.work.run(
        fmt::format("update {0} s set _id = md5($1 || ' {1} ' || s.slug || ' ' || $2)::uuid from {2} d "
                    "where d._seq = s._seq and d.stored is null "
                    "and exists (select from {3} t where t.mall_id = $1::uuid and t.id = s._id)",
                    staged_table(declared), declared.name, delta_table(declared), table_of(declared)),
        Params().add(catalog.mall).add(catalog.version));
}

// Row-level security passes over a row that the caller of the API may read and not write, as if it were not
// there.
void require_written(CatalogWork& catalog, const ComparedKind& kind) {
    const catalog::Kind& declared = *kind.staged.kind;
    const Rows passed_over = catalog.work.run(
        fmt::format(
            "select t.slug from {} d join {} t on t.mall_id = $1::uuid and t.id = d.stored "
            "where current_user = 'mallctl_api' and d.changed <> 0 and t.version <> $2::bigint limit 1",
            delta_table(declared), table_of(declared)),
        Params().add(catalog.mall).add(catalog.version));
    if (passed_over.empty()) return;
    throw core::DeniedError(
        fmt::format("{} \"{}\" may not be changed by this caller", declared.name, passed_over.text(0, 0)));
}

}  // namespace

void rename_rows(CatalogWork& catalog, const ComparedKind& kind) {
    const catalog::Kind& declared = *kind.staged.kind;
    if (!kind.staged.renames || kind.all_new) return;
    const Params mall = Params().add(catalog.mall);
    catalog.work.run(fmt::format("insert into mallctl.former_slug (mall_id, kind, slug, id) "
                                 "select $1::uuid, '{}', was, stored from {} "
                                 "on conflict (mall_id, kind, slug) do update set id = excluded.id",
                                 declared.name, renamed_table(declared)),
                     mall);
    // Rows may swap their slugs or hand them on: one that another is to get is let go of first.
    catalog.work.run(
        fmt::format("update {0} t set slug = t.id::text from {1} r where t.mall_id = $1::uuid and "
                    "t.id = r.stored and exists (select from {2} s join {1} o on o._seq = s._seq "
                    "where s.slug = t.slug)",
                    table_of(declared), renamed_table(declared), staged_table(declared)),
        mall);
    catalog.work.run(fmt::format("update {} t set slug = s.slug from {} r join {} s on s._seq = r._seq "
                                 "where t.mall_id = $1::uuid and t.id = r.stored and t.slug <> s.slug",
                                 table_of(declared), renamed_table(declared), staged_table(declared)),
                     mall);
}

void insert_rows(CatalogWork& catalog, const ComparedKind& kind) {
    if (kind.added == 0) return;
    avoid_kept_ids(catalog, kind);
    const StagedKind& staged = kind.staged;
    const catalog::Kind& declared = *staged.kind;
    std::string columns;
    std::string values;
    for (const std::size_t field : stored_fields(declared)) {
        if (field == 0) continue;
        columns += ", " + quoted(column_of(declared.fields[field]));
        values += ", " + new_value(staged, field);
    }
    std::string given = "'{}'::text[]";
    if (catalog.origin != "apply") given = names_of_bits(declared, "s._stated & ~1::bigint");
    const std::string from = kind.all_new
                                 ? fmt::format("{} s", staged_table(declared))
                                 : fmt::format("{} s join {} d on d._seq = s._seq and d.stored is null",
                                               staged_table(declared), delta_table(declared));
    catalog.work.run(
        fmt::format("insert into {} ({}id, slug{}, origin, created_version{}, edited) "
                    "select {}s._id, s.slug{}, $2, $3::bigint{}, {} from {} where $1::uuid is not null",
                    table_of(declared), is_mall(kind) ? "" : "mall_id, ", columns,
                    is_mall(kind) ? "" : ", version", is_mall(kind) ? "" : "$1::uuid, ", values,
                    is_mall(kind) ? "" : ", $3::bigint", given, from),
        Params().add(catalog.mall).add(catalog.origin).add(catalog.version));
}

void update_rows(CatalogWork& catalog, const ComparedKind& kind) {
    if (kind.updated == 0 && kind.taken_over == 0) return;
    const StagedKind& staged = kind.staged;
    const catalog::Kind& declared = *staged.kind;
    std::string values;
    for (const std::size_t field : stated_fields(staged)) {
        values +=
            fmt::format("{} = {}, ", quoted(column_of(declared.fields[field])), merged_value(staged, field));
    }
    const bool by_files = catalog.origin == "apply";
    const std::string origin =
        by_files ? "'apply'" : "case when t.origin = 'import' then 'api' else t.origin end";
    const std::string edited = by_files
                                   ? fmt::format(
                                         "case when t.edited = '{{}}' then t.edited else "
                                         "coalesce((select array_agg(e order by e) from unnest(t.edited) e "
                                         "where e <> all ({})), '{{}}') end",
                                         names_of_bits(declared, "s._stated"))
                                   : fmt::format(
                                         "(select coalesce(array_agg(distinct e order by e), '{{}}') "
                                         "from unnest(t.edited || {}) e)",
                                         names_of_bits(declared, "d.changed"));
    catalog.work.run(
        fmt::format(
            "update {} t set {}origin = {}, edited = {}{} from {} d join {} s on s._seq = d._seq "
            "where d.stored is not null and t.mall_id = $1::uuid and t.id = d.stored{} "
            "and $2::bigint is not null",
            table_of(declared), values, origin, edited,
            is_mall(kind) ? "" : ", version = case when d.changed <> 0 then $2::bigint else t.version end",
            delta_table(declared), staged_table(declared), of_few(kind)),
        Params().add(catalog.mall).add(catalog.version));
    if (!is_mall(kind)) require_written(catalog, kind);
}

}  // namespace mallctl::db
