// CatalogRepository::put_imported_stores: the stores that only imports know. One that a lease, a product or
// an offer names stays, though its occupant is gone.
#include "db/catalog_repository.hpp"
#include "db/catalog_rows.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// The rows of $2 without those whose id or slug belongs to a store that an apply made or took over.
constexpr const char* with_wanted =
    "with wanted as (select r.* from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, "
    "category text, "
    "units text[], hours text, phone text, website text, description jsonb, tags text[]) "
    "where not exists (select from mallctl.store s where s.mall_id = $1::uuid and s.origin = 'apply' "
    "and (s.id = r.id or s.slug = r.slug))) ";

}  // namespace

core::ChangeCounts CatalogRepository::put_imported_stores(const std::vector<catalog::Store>& stores) {
    Work& work = transaction_.impl().work;
    const core::Uuid& mall = mall_of(transaction_);
    std::vector<std::string> rows;
    for (const catalog::Store& store : stores) rows.push_back(to_row(mall, store));
    const Params params = Params().add(mall).add(to_array(rows));

    core::ChangeCounts counts;
    counts.removed = static_cast<std::int64_t>(
        work.run(std::string(with_wanted) +
                     "delete from mallctl.store s where s.mall_id = $1::uuid and s.origin = 'import' "
                     "and not exists (select from wanted w where w.id = s.id) "
                     "and not exists (select from mallctl.lease l where l.mall_id = s.mall_id and l.store = "
                     "s.slug) "
                     "and not exists (select from mallctl.product p where p.mall_id = s.mall_id and p.store "
                     "= s.slug) "
                     "and not exists (select from mallctl.offer o where o.mall_id = s.mall_id and o.store = "
                     "s.slug) "
                     "returning s.id",
                 params)
            .size());
    // Two stores may swap their slugs: a store that changes its slug lets go of the old one first.
    work.run(std::string(with_wanted) +
                 "update mallctl.store s set slug = s.id::text from wanted w "
                 "where s.mall_id = $1::uuid and s.id = w.id and s.slug <> w.slug",
             params);
    const Rows changed =
        work.run(std::string(with_wanted) +
                     "insert into mallctl.store as old (mall_id, id, slug, name, category, units, hours, "
                     "phone, website, "
                     "description, tags, origin) "
                     "select $1::uuid, id, slug, name, category, units, hours, phone, website, description, "
                     "tags, 'import' "
                     "from wanted "
                     "on conflict (mall_id, id) do update set slug = excluded.slug, name = excluded.name, "
                     "category = excluded.category, units = excluded.units, hours = excluded.hours, phone = "
                     "excluded.phone, "
                     "website = excluded.website "
                     "where (old.slug, old.name, old.category, old.units, old.hours, old.phone, old.website) "
                     "is distinct from "
                     "(excluded.slug, excluded.name, excluded.category, excluded.units, excluded.hours, "
                     "excluded.phone, "
                     "excluded.website) "
                     "returning xmax = 0",
                 params);
    for (std::size_t i = 0; i < changed.size(); ++i) ++(changed.flag(i, 0) ? counts.added : counts.updated);
    const Rows wanted = work.run(std::string(with_wanted) + "select count(*) from wanted", params);
    counts.unchanged = wanted.integer(0, 0) - counts.added - counts.updated;
    return counts;
}

}  // namespace mallctl::db
