#include "db/catalog/audit_entries.hpp"

#include <fmt/format.h>

#include "db/audit.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

std::string before_table(const catalog::Kind& kind) {
    return quoted("before_" + kind.name);
}

// Appends entries from a query of (position, action, id, slug, rows, digest, before, after) with the
// parameters $1 (the mall) and $2 (the version).
void add_entries(CatalogWork& catalog, const catalog::Kind& kind, const std::string& query) {
    catalog.work.run(
        fmt::format(
            "insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, rows, digest, "
            "before, after) select $1::uuid, $2::bigint, row_number() over (order by e.position) - 1 + "
            "coalesce((select max(seq) + 1 from mallctl.audit a where a.mall_id = $1::uuid "
            "and a.version = $2::bigint), 0), '{}', e.action, e.id, e.slug, e.rows, e.digest, e.before, "
            "e.after from ({}) e (position, action, id, slug, rows, digest, before, after)",
            kind.name, query),
        Params().add(catalog.mall).add(catalog.version));
}

}  // namespace

void keep_before(CatalogWork& catalog, const ComparedKind& kind) {
    if (kind.updated == 0) return;
    const catalog::Kind& declared = *kind.staged.kind;
    catalog.work.run_script(fmt::format(
        "create temp table {} (_seq integer, id uuid, image jsonb) on commit drop", before_table(declared)));
    catalog.work.run(fmt::format("insert into pg_temp.{} select d._seq, t.id, {} from {} d join {} t "
                                 "on t.mall_id = $1::uuid and t.id = d.stored{} where d.changed <> 0",
                                 before_table(declared), image_of(declared, "t"), delta_table(declared),
                                 table_of(declared), of_few(kind)),
                     Params().add(catalog.mall));
}

void log_writes(CatalogWork& catalog, const ComparedKind& kind) {
    const catalog::Kind& declared = *kind.staged.kind;
    if (kind.added > 0) {
        add_entries(
            catalog, declared,
            fmt::format("select 0, 'added', null::uuid, null, count(*), "
                        "encode(sha256(string_agg(uuid_send(s._digest), ''::bytea order by s._seq)), 'hex'), "
                        "null::jsonb, null::jsonb from {} s where {}",
                        staged_table(declared), is_new(kind)));
    }
    if (kind.updated > 0) {
        add_entries(
            catalog, declared,
            fmt::format("select b._seq, 'updated', t.id, t.slug, 1, null, b.image, {} from pg_temp.{} b "
                        "join {} t on t.mall_id = $1::uuid and t.id = b.id{}",
                        image_of(declared, "t"), before_table(declared), table_of(declared), of_few(kind)));
    }
}

void log_removals(CatalogWork& catalog, const catalog::Kind& kind) {
    add_entries(catalog, kind,
                fmt::format("select t.slug collate \"C\", 'removed', t.id, t.slug, 1, null, {}, null::jsonb "
                            "from pg_temp.doomed d join {} t on t.mall_id = $1::uuid and t.id = d.id "
                            "where d.kind = '{}'",
                            image_of(kind, "t"), table_of(kind), kind.name));
}

}  // namespace mallctl::db
