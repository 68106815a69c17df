// CatalogRepository::put_imported_stores: the stores that only imports know. One that a lease, a product or
// an offer names stays, though its occupant is gone.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "db/audit.hpp"
#include "db/catalog_repository.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// The rows of $2 without those whose id or slug belongs to a store that files or a person made or took over.
constexpr const char* with_wanted =
    "with wanted as (select r.* from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, "
    "category text, units text[], hours text, phone text, website text, description jsonb, tags text[]) "
    "where not exists (select from mallctl.store s where s.mall_id = $1::uuid and s.origin <> 'import' "
    "and (s.id = r.id or s.slug = r.slug))) ";

const catalog::Kind& store() {
    return *catalog::find_kind("store");
}

// For jsonb_to_recordset.
std::string to_json(const std::vector<catalog::Store>& stores) {
    auto rows = nlohmann::json::array();
    for (const catalog::Store& store : stores) {
        rows.push_back({{"id", core::to_string(store.id)},
                        {"slug", store.slug},
                        {"name", store.name},
                        {"category", store.category},
                        {"units", store.units},
                        {"hours", store.hours},
                        {"phone", store.phone},
                        {"website", store.website},
                        {"description", store.description},
                        {"tags", store.tags}});
    }
    try {
        return rows.dump();
    } catch (const nlohmann::json::exception&) {
        throw core::Error(core::Fault::rejected, "a text is not valid UTF-8");
    }
}

// What one call writes: rows and audit entries of one version.
class Writer {
  public:
    Writer(Work& work, const core::Uuid& mall, const std::string& rows)
        : work_(work), mall_(mall), rows_(rows), version_(coming_version(work, mall)) {}

    std::int64_t remove() {
        return size_of(fmt::format(
            "{}, gone as (delete from mallctl.store s where s.mall_id = $1::uuid and s.origin = 'import' "
            "and not exists (select from wanted w where w.id = s.id) "
            "and not exists (select from mallctl.lease l where l.mall_id = s.mall_id and l.store = s.slug) "
            "and not exists (select from mallctl.product p where p.mall_id = s.mall_id and p.store = s.slug) "
            "and not exists (select from mallctl.offer o where o.mall_id = s.mall_id and o.store = s.slug) "
            "returning s.*) "
            "insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, before) "
            "select $1::uuid, $3::bigint, $4::bigint - 1 + row_number() over (order by g.slug), 'store', "
            "'removed', g.id, g.slug, {} from gone g returning seq",
            with_wanted, image_of(store(), "g")));
    }

    std::int64_t update() {
        work_.run(
            fmt::format("create temp table imported_store on commit drop as {} select s.id, {} as before "
                        "from mallctl.store s join wanted w on w.id = s.id where s.mall_id = $1::uuid and "
                        "(s.slug, s.name, s.category, s.units, s.hours, s.phone, s.website) is distinct from "
                        "(w.slug, w.name, w.category, w.units, w.hours, w.phone, w.website)",
                        with_wanted, image_of(store(), "s")),
            Params().add(mall_).add(rows_));
        // Two stores may swap their slugs: a store that changes its slug lets go of the old one first.
        work_.run(
            "update mallctl.store s set slug = s.id::text from imported_store i "
            "where s.mall_id = $1::uuid and s.id = i.id",
            Params().add(mall_));
        work_.run(
            std::string(with_wanted) +
                "update mallctl.store s set slug = w.slug, name = w.name, category = w.category, units = "
                "w.units, hours = w.hours, phone = w.phone, website = w.website, version = $3::bigint "
                "from wanted w, imported_store i "
                "where s.mall_id = $1::uuid and s.id = w.id and i.id = s.id",
            Params().add(mall_).add(rows_).add(version_));
        const Rows changed = work_.run(
            fmt::format("insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, before, "
                        "after) select $1::uuid, $2::bigint, $3::bigint - 1 + row_number() over (order by "
                        "s.slug), 'store', 'updated', s.id, s.slug, i.before, {} "
                        "from imported_store i join mallctl.store s on s.mall_id = $1::uuid and s.id = i.id "
                        "returning seq",
                        image_of(store(), "s")),
            Params().add(mall_).add(version_).add(next_audit_seq(work_, mall_, version_)));
        work_.run_script("drop table pg_temp.imported_store");
        return static_cast<std::int64_t>(changed.size());
    }

    std::int64_t insert() {
        const Rows added = work_.run(
            fmt::format(
                "{}, added as (insert into mallctl.store (mall_id, id, slug, name, category, units, "
                "hours, phone, website, description, tags, origin, created_version, version) "
                "select $1::uuid, w.id, w.slug, w.name, w.category, w.units, w.hours, w.phone, "
                "w.website, w.description, w.tags, 'import', $3::bigint, $3::bigint from wanted w "
                "where not exists (select from mallctl.store s where s.mall_id = $1::uuid and s.id = "
                "w.id) returning *) "
                "insert into mallctl.audit (mall_id, version, seq, kind, action, rows, digest) "
                "select $1::uuid, $3::bigint, $4::bigint, 'store', 'added', count(*), {} from added a "
                "having count(*) > 0 returning rows",
                with_wanted, digest_of_images(store(), "a", "a.slug")),
            params());
        return added.empty() ? 0 : added.integer(0, 0);
    }

    std::int64_t wanted() {
        return work_
            .run(std::string(with_wanted) + "select count(*) from wanted", Params().add(mall_).add(rows_))
            .integer(0, 0);
    }

  private:
    Params params() {
        return Params().add(mall_).add(rows_).add(version_).add(next_audit_seq(work_, mall_, version_));
    }

    std::int64_t size_of(const std::string& statement) {
        return static_cast<std::int64_t>(work_.run(statement, params()).size());
    }

    Work& work_;
    const core::Uuid& mall_;
    const std::string& rows_;
    std::int64_t version_;
};

}  // namespace

core::ChangeCounts CatalogRepository::put_imported_stores(const std::vector<catalog::Store>& stores) {
    const core::Uuid& mall = mall_of(transaction_);
    const std::string rows = to_json(stores);
    Writer writer(transaction_.impl().work, mall, rows);
    core::ChangeCounts counts;
    counts.removed = writer.remove();
    counts.updated = writer.update();
    counts.added = writer.insert();
    counts.unchanged = writer.wanted() - counts.added - counts.updated;
    return counts;
}

}  // namespace mallctl::db
