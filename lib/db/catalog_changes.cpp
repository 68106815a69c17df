#include "db/catalog_changes.hpp"

#include <fmt/format.h>

#include "db/audit.hpp"
#include "db/kind_columns.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// Row-level security shows the mall's rows alone; this lets the indexes find them.
constexpr const char* this_mall = "nullif(current_setting('mallctl.mall', true), '')::uuid";

constexpr int fetched_rows = 500;  // rows fetched at once

// Without what only says who wrote the row, and when.
std::string content(const std::string& image) {
    return fmt::format("({} - '{{origin,edited,created_version,version}}'::text[])", image);
}

void read_kind(Work& work, const catalog::Kind& kind, std::int64_t from, std::int64_t to,
               const std::function<void(const RowChange&)>& on_change) {
    work.run(fmt::format(
        "declare change no scroll cursor for select i.id, coalesce(b.image::text, ''), "
        "coalesce(n.image::text, ''), coalesce(n.image, b.image) ->> 'slug' "
        "from ({}) i cross join lateral ({}) b cross join lateral ({}) n where {} is distinct from {} "
        "order by coalesce(n.image, b.image) ->> 'slug' collate \"C\"",
        touched_after(kind, std::to_string(from)), state_at(kind, "i.id", std::to_string(from)),
        state_at(kind, "i.id", std::to_string(to)), content("b.image"), content("n.image")));
    for (;;) {
        const Rows rows = work.run(fmt::format("fetch {} from change", fetched_rows));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            on_change({&kind, rows.uuid(i, 0), std::string(rows.text(i, 3)), std::string(rows.text(i, 1)),
                       std::string(rows.text(i, 2))});
        }
        if (rows.size() < fetched_rows) break;
    }
    work.run("close change");
}

}  // namespace

std::string state_at(const catalog::Kind& kind, const std::string& id, const std::string& version) {
    return fmt::format(
        "select case when e.version is null then c.image "
        "when (e.before ->> 'created_version')::bigint <= {version} then {before} end as image, e.version as "
        "entry "
        "from (values (1)) one left join lateral (select a.version, a.before from mallctl.audit a "
        "where a.mall_id = {mall} and a.kind = '{kind}' and a.id = {id} and a.version > {version} "
        "and a.before is not null order by a.version, a.seq limit 1) e on true "
        "left join lateral (select {image} as image from {table} t where t.mall_id = {mall} and t.id = {id} "
        "and t.created_version <= {version}) c on e.version is null",
        fmt::arg("version", version), fmt::arg("mall", this_mall), fmt::arg("kind", kind.name),
        fmt::arg("id", id), fmt::arg("image", image_of(kind, "t")), fmt::arg("table", table_of(kind)),
        fmt::arg("before", complete_image(kind, "e.before")));
}

std::string touched_after(const catalog::Kind& kind, const std::string& version) {
    return fmt::format(
        "select a.id from mallctl.audit a where a.mall_id = {mall} and a.kind = '{kind}' and a.version > "
        "{version} "
        "and a.id is not null union select t.id from {table} t where t.mall_id = {mall} "
        "and t.created_version > {version}",
        fmt::arg("version", version), fmt::arg("mall", this_mall), fmt::arg("kind", kind.name),
        fmt::arg("table", table_of(kind)));
}

void for_each_change(Transaction& transaction, std::int64_t from, std::int64_t to,
                     const std::function<void(const RowChange&)>& on_change) {
    for (const catalog::Kind& kind : catalog::kinds()) {
        if (kind.name != "unit") read_kind(transaction.impl().work, kind, from, to, on_change);
    }
}

void for_each_unit_edit(Transaction& transaction, std::int64_t version,
                        const std::function<void(const RowChange&)>& on_change) {
    const Rows rows = transaction.impl().work.run(
        "select id, slug, before::text, after::text from mallctl.audit where mall_id = $1 and version = "
        "$2::bigint "
        "and kind = 'unit' order by seq",
        Params().add(mall_of(transaction)).add(version));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        on_change({nullptr, rows.uuid(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                   std::string(rows.text(i, 3))});
    }
}

std::vector<std::int64_t> unaudited_versions(Transaction& transaction, std::int64_t above) {
    const Rows rows = transaction.impl().work.run(
        "select v.number from mallctl.version v where v.mall_id = $1 and v.number > $2::bigint and not "
        "exists "
        "(select from mallctl.audit a where a.mall_id = v.mall_id and a.version = v.number) order by "
        "v.number",
        Params().add(mall_of(transaction)).add(above));
    std::vector<std::int64_t> versions;
    for (std::size_t i = 0; i < rows.size(); ++i) versions.push_back(rows.integer(i, 0));
    return versions;
}

}  // namespace mallctl::db
