#include "db/catalog_restore.hpp"

#include <fmt/format.h>

#include "db/audit.hpp"
#include "db/catalog_changes.hpp"
#include "db/kind_columns.hpp"
#include "db/lease_units.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

using catalog::Kind;
using core::Uuid;

// (id, target, present, entry): the rows that are to change, as they were and as they are; null where there
// is none. `entry`: the version of the audit entry that holds `target`.
std::string restored(const Kind& kind) {
    return "pg_temp." + quoted("restore_" + kind.name);
}

class Restorer {
  public:
    Restorer(Work& work, const Uuid& mall, std::int64_t target)
        : work_(work), mall_(mall), target_(target), version_(coming_version(work, mall)) {
        for (const Kind& kind : catalog::kinds()) {
            if (kind.name != "unit") kinds_.push_back(&kind);
        }
    }

    CatalogRestoring restore() {
        for (const Kind* kind : kinds_) collect(*kind);
        undo_renames_in_references();
        for (const Kind* kind : kinds_) let_go_of_slugs(*kind);
        for (const Kind* kind : kinds_) {
            update(*kind);
            insert(*kind);
        }
        for (auto it = kinds_.rbegin(); it != kinds_.rend(); ++it) remove(**it);
        for (const Kind* kind : kinds_) finish(*kind);
        return std::move(result_);
    }

  private:
    void collect(const Kind& kind) {
        // A row that was put back in between has another created_version, and is the same.
        const char* content = "- '{created_version,version}'::text[]";
        work_.run(fmt::format(
            "create temp table {} on commit drop as select i.id, s.image as target, p.image as present, "
            "s.entry "
            "from ({}) i cross join lateral ({}) s left join lateral (select {} as image from {} t "
            "where t.mall_id = '{}'::uuid and t.id = i.id) p on true "
            "where s.image {} is distinct from p.image {}",
            restored(kind), touched_after(kind, std::to_string(target_)),
            state_at(kind, "i.id", std::to_string(target_)), image_of(kind, "t"), table_of(kind),
            core::to_string(mall_), content, content));
    }

    // A reference in an image is by the slug of its time. A row that was renamed before that, and after the
    // target, is called otherwise at the target.
    void undo_renames_in_references() {
        const Rows versions = work_.run(
            "select distinct version from mallctl.audit where mall_id = $1 and version > $2::bigint and "
            "action = 'updated' and before ->> 'slug' <> after ->> 'slug' order by version desc",
            Params().add(mall_).add(target_));
        for (std::size_t i = 0; i < versions.size(); ++i) {
            for (const Kind* kind : kinds_) {
                for (const catalog::Field& field : kind->fields) {
                    if (field.type != catalog::FieldType::reference) continue;
                    work_.run(
                        fmt::format(
                            "update {} r set target = jsonb_set(r.target, '{{{}}}', a.before -> 'slug') "
                            "from mallctl.audit a where a.mall_id = $1 and a.version = $2::bigint and a.kind "
                            "= '{}' "
                            "and a.action = 'updated' and a.before ->> 'slug' <> a.after ->> 'slug' "
                            "and r.entry >= a.version and r.target ->> '{}' = a.after ->> 'slug'",
                            restored(*kind), field.name, field.target, field.name),
                        Params().add(mall_).add(versions.integer(i, 0)));
                }
            }
        }
    }

    // Slugs may be swapped and handed on: rows let go of those that they lose before any row gets one.
    void let_go_of_slugs(const Kind& kind) {
        work_.run(fmt::format(
                      "update {} t set slug = t.id::text from {} r where t.mall_id = $1 and t.id = r.id and "
                      "(r.target is null or r.target ->> 'slug' <> r.present ->> 'slug')",
                      table_of(kind), restored(kind)),
                  Params().add(mall_));
    }

    void update(const Kind& kind) {
        std::string values;
        for (const std::size_t i : stored_fields(kind)) {
            const catalog::Field& field = kind.fields[i];
            values += fmt::format("{} = {}, ", quoted(column_of(field)), value_of(kind, field));
        }
        if (kind.name != "mall") values += "version = $2::bigint, ";
        const Rows updated = work_.run(
            fmt::format("update {} t set {}origin = r.target ->> 'origin', edited = array(select "
                        "jsonb_array_elements_text(r.target -> 'edited')) from {} r "
                        "where t.mall_id = $1 and t.id = r.id and r.target is not null and $2::bigint > 0 "
                        "returning t.id",
                        table_of(kind), values, restored(kind)),
            params());
        count(kind).updated += static_cast<std::int64_t>(updated.size());
    }

    void insert(const Kind& kind) {
        if (kind.name == "mall") return;  // the mall of a version cannot have come later
        std::string columns;
        std::string values;
        for (const std::size_t i : stored_fields(kind)) {
            const catalog::Field& field = kind.fields[i];
            columns += quoted(column_of(field)) + ", ";
            values += value_of(kind, field) + ", ";
        }
        if (kind.name == "offer") {
            columns += "redeemed, ";
            values += redeemed + std::string(", ");
        }
        const Rows inserted = work_.run(
            fmt::format(
                "insert into {} (mall_id, id, {}origin, edited, created_version, version) "
                "select $1, r.id, {}r.target ->> 'origin', array(select jsonb_array_elements_text(r.target "
                "-> 'edited')), $2::bigint, $2::bigint from {} r where r.present is null returning id",
                table_of(kind), columns, values, restored(kind)),
            params());
        count(kind).added += static_cast<std::int64_t>(inserted.size());
    }

    void remove(const Kind& kind) {
        if (kind.name == "mall") return;  // nor can it go
        const Rows removed = work_.run(
            fmt::format(
                "delete from {} t using {} r where t.mall_id = $1 and t.id = r.id and r.target is null "
                "returning t.id",
                table_of(kind), restored(kind)),
            Params().add(mall_));
        count(kind).removed += static_cast<std::int64_t>(removed.size());
    }

    // A cap below what was redeemed since is one that the mall cannot have again.
    static constexpr const char* redeemed =
        "(select count(*) from mallctl.redemption d where d.mall_id = $1 and d.offer_id = r.id)";

    static std::string value_of(const Kind& kind, const catalog::Field& field) {
        std::string value = column_of_image(field, "r.target");
        if (kind.name == "offer" && field.name == "cap")
            return fmt::format("case when {} is not null then greatest({}, {}) end", value, value, redeemed);
        return value;
    }

    void finish(const Kind& kind) {
        if (kind.name == "lease" && count(kind).any()) write_lease_units(work_, mall_, version_);
        if (kind.name == "offer") tell_caps(kind);
        keep_slugs(kind);
        log(kind);
        if (!result_.changed.by_kind[kind.name].any()) result_.changed.by_kind.erase(kind.name);
    }

    void tell_caps(const Kind& kind) {
        const Rows rows = work_.run(
            fmt::format("select t.slug, r.target ->> 'cap', t.redeemed from {} r join {} t on t.mall_id = $1 "
                        "and t.id = r.id where t.cap > (r.target ->> 'cap')::bigint order by t.slug",
                        restored(kind), table_of(kind)),
            Params().add(mall_));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            core::Diagnostic finding;
            finding.code = "M071";
            finding.feature = fmt::format("offer {}", rows.text(i, 0));
            finding.message = fmt::format(
                "the cap of offer \"{}\" was {}, and it was redeemed {} times since: that is "
                "its cap now",
                rows.text(i, 0), rows.text(i, 1), rows.integer(i, 2));
            finding.advice = "end the offer, or give it a cap that suits";
            result_.findings.push_back(std::move(finding));
        }
    }

    // What a row was called until now goes on to lead to it.
    void keep_slugs(const Kind& kind) {
        work_.run(
            fmt::format("insert into mallctl.former_slug (mall_id, kind, slug, id) select $1, '{}', "
                        "r.present ->> 'slug', r.id from {} r where r.target ->> 'slug' <> r.present ->> "
                        "'slug' on conflict (mall_id, kind, slug) do update set id = excluded.id",
                        kind.name, restored(kind)),
            Params().add(mall_));
        work_.run(
            fmt::format("delete from mallctl.former_slug f using {} r where f.mall_id = $1 and f.kind = '{}' "
                        "and f.slug = r.target ->> 'slug'",
                        restored(kind), kind.name),
            Params().add(mall_));
    }

    void log(const Kind& kind) {
        const std::int64_t seq = next_audit_seq(work_, mall_, version_);
        const Rows changed = work_.run(
            fmt::format(
                "insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, before, after) "
                "select $1, $2::bigint, $3::bigint - 1 + row_number() over (order by r.target is null, "
                "r.present ->> 'slug' collate \"C\"), '{}', case when r.target is null then 'removed' else "
                "'updated' end, r.id, coalesce(r.target, r.present) ->> 'slug', r.present, "
                "case when r.target is not null then {} end "
                "from {} r left join {} t on t.mall_id = $1 and t.id = r.id where r.present is not null "
                "returning seq",
                kind.name, image_of(kind, "t"), restored(kind), table_of(kind)),
            params().add(seq));
        work_.run(fmt::format("insert into mallctl.audit (mall_id, version, seq, kind, action, rows, digest) "
                              "select $1, $2::bigint, $3::bigint, '{}', 'added', count(*), {} from {} r "
                              "join {} t on t.mall_id = $1 and t.id = r.id where r.present is null "
                              "having count(*) > 0",
                              kind.name, digest_of_images(kind, "t", "t.slug collate \"C\""), restored(kind),
                              table_of(kind)),
                  params().add(seq + static_cast<std::int64_t>(changed.size())));
    }

    core::ChangeCounts& count(const Kind& kind) { return result_.changed.by_kind[kind.name]; }
    Params params() const { return Params().add(mall_).add(version_); }

    Work& work_;
    const Uuid& mall_;
    std::int64_t target_;
    std::int64_t version_;
    std::vector<const Kind*> kinds_;
    CatalogRestoring result_;
};

}  // namespace

CatalogRestoring restore_catalog(Transaction& transaction, std::int64_t version) {
    return Restorer(transaction.impl().work, mall_of(transaction), version).restore();
}

}  // namespace mallctl::db
