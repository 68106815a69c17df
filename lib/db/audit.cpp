#include "db/audit.hpp"

#include <fmt/format.h>

#include <string_view>

namespace mallctl::db {

using catalog::Field;
using core::Uuid;

namespace {

std::string column_image(const Field& field, const std::string& row) {
    const std::string column = row + "." + quoted(column_of(field));
    const std::string_view type = sql_type_of(field);
    if (type == "timestamptz")
        return fmt::format("to_char({} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", column);
    if (type == "geometry") return fmt::format("encode(st_asewkb({}), 'hex')", column);
    return column;
}

// The plan's entry: which plan was current, and which one is.
constexpr const char* insert_plan_entry =
    "insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, before, after) "
    "with change as (select v.plan_id as id, v.summary, (select b.plan_id from mallctl.version b "
    "where b.mall_id = $1::uuid and b.number = $2::bigint - 1) as old "
    "from mallctl.version v where v.mall_id = $1::uuid and v.number = $2::bigint) "
    "select $1::uuid, $2::bigint, $3::bigint, 'plan', case when b.id is null then 'added' else 'updated' "
    "end, "
    "p.id, p.number::text, case when b.id is not null then jsonb_build_object('plan', b.id, 'number', "
    "b.number, 'format', b.format, 'digest', b.digest) end, jsonb_build_object('plan', p.id, 'number', "
    "p.number, 'format', p.format, 'digest', p.digest, 'changed', c.summary) "
    "from change c join mallctl.plan p on p.mall_id = $1::uuid and p.id = c.id "
    "left join mallctl.plan b on b.mall_id = $1::uuid and b.id = c.old where c.id is distinct from c.old "
    "returning seq";

// An import says what it changed by its counts; units that a person edits are told one by one.
constexpr const char* insert_unit_entries =
    "insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, before, after) "
    "with change as (select v.plan_id as id, b.plan_id as old from mallctl.version v "
    "join mallctl.version b on b.mall_id = v.mall_id and b.number = v.number - 1 "
    "where v.mall_id = $1::uuid and v.number = $2::bigint and v.kind not in ('import', 'rollback') "
    "and v.plan_id <> b.plan_id), "
    "unit as (select u.mall_id, u.plan_id, u.id, u.ref || '@' || l.short_name as slug, jsonb_build_object("
    "'ref', u.ref, 'category', u.category, 'name', u.name, 'edits', u.edits) as image "
    "from mallctl.unit_version u join mallctl.level l on l.mall_id = u.mall_id and l.plan_id = u.plan_id "
    "and l.id = u.level_id where u.mall_id = $1::uuid) "
    "select $1::uuid, $2::bigint, $3::bigint - 1 + row_number() over (order by o.slug, o.id), 'unit', "
    "'updated', o.id, o.slug, o.image, n.image from change c join unit o on o.plan_id = c.old "
    "join unit n on n.plan_id = c.id and n.id = o.id where n.image <> o.image";

constexpr const char* insert_seal =
    "insert into mallctl.audit_seal (mall_id, version, entries, digest, marks, previous, hash) "
    "select v.mall_id, v.number, e.entries, e.digest, e.marks, p.hash, "
    "mallctl.version_hash(v, e.entries, e.digest, p.hash) "
    "from mallctl.version v, "
    "(select coalesce((select s.hash from mallctl.audit_seal s where s.mall_id = $1::uuid "
    "and s.version = $2::bigint - 1), sha256(convert_to($1::uuid::text, 'UTF8'))) as hash) p, "
    "(select count(*) as entries, sha256(coalesce(string_agg(h.hash, '' order by h.seq), '')) as digest, "
    "coalesce(string_agg(substr(h.hash, 1, 4), '' order by h.seq), '') as marks "
    "from (select a.seq, mallctl.audit_hash(a) as hash from mallctl.audit a where a.mall_id = $1::uuid "
    "and a.version = $2::bigint offset 0) h) e "  // each hash once
    "where v.mall_id = $1::uuid and v.number = $2::bigint";

}  // namespace

std::int64_t coming_version(Work& work, const Uuid& mall) {
    const Rows rows = work.run("select version + 1 from mallctl.mall where id = $1", Params().add(mall));
    return rows.empty() ? 1 : rows.integer(0, 0);
}

std::int64_t next_audit_seq(Work& work, const Uuid& mall, std::int64_t version) {
    return work
        .run(
            "select coalesce(max(seq) + 1, 0) from mallctl.audit where mall_id = $1 and version = $2::bigint",
            Params().add(mall).add(version))
        .integer(0, 0);
}

std::string image_of(const catalog::Kind& kind, const std::string& row) {
    std::string pairs;
    for (const std::size_t i : stored_fields(kind)) {
        const Field& field = kind.fields[i];
        pairs += fmt::format("'{}', {}, ", column_of(field), column_image(field, row));
    }
    return fmt::format(
        "jsonb_build_object({}'origin', {row}.origin, 'edited', {row}.edited, 'created_version', "
        "{row}.created_version, 'version', {row}.version)",
        pairs, fmt::arg("row", row));
}

std::string column_of_image(const Field& field, const std::string& image) {
    const std::string column = column_of(field);
    const std::string_view type = sql_type_of(field);
    if (type == "jsonb") return fmt::format("({} -> '{}')", image, column);
    if (type == "text[]")
        return fmt::format("array(select jsonb_array_elements_text({} -> '{}'))", image, column);
    return fmt::format("({} ->> '{}')::{}", image, column, type);
}

std::string complete_image(const catalog::Kind& kind, const std::string& image) {
    std::string pairs;
    for (const std::size_t i : stored_fields(kind)) {
        const Field& field = kind.fields[i];
        pairs += fmt::format("{}'{}', {}::{}", pairs.empty() ? "" : ", ", column_of(field),
                             empty_value_of(field), sql_type_of(field));
    }
    return fmt::format("(jsonb_build_object({}) || {})", pairs, image);
}

std::string digest_of_images(const catalog::Kind& kind, const std::string& row, const std::string& order) {
    return fmt::format(
        "encode(sha256(coalesce(string_agg(sha256(convert_to({}::text, 'UTF8')), '' order by {}), '')), "
        "'hex')",
        image_of(kind, row), order);
}

void audit_and_seal(Work& work, const Uuid& mall, std::int64_t version) {
    std::int64_t seq = next_audit_seq(work, mall, version);
    const Rows plan = work.run(insert_plan_entry, Params().add(mall).add(version).add(seq));
    if (!plan.empty()) work.run(insert_unit_entries, Params().add(mall).add(version).add(seq + 1));
    work.run(insert_seal, Params().add(mall).add(version));
}

}  // namespace mallctl::db
