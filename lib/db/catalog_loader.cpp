#include "core/wkb.hpp"
#include "db/catalog_repository.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

std::vector<catalog::Location> load_locations(Work& work, const core::Uuid& mall) {
    const Rows rows = work.run(
        "select id, slug, name, kind, level, point, heading from mallctl.location where mall_id = $1 "
        "order by slug collate \"C\"",
        Params().add(mall));
    std::vector<catalog::Location> locations(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        catalog::Location& location = locations[i];
        location.id = rows.uuid(i, 0);
        location.slug = rows.text(i, 1);
        location.name = rows.names(i, 2);
        location.kind = rows.text(i, 3);
        location.level = rows.text(i, 4);
        location.point = core::point_from_ewkb(rows.text(i, 5));
        location.heading = rows.real_or_null(i, 6);
    }
    return locations;
}

std::vector<catalog::Tenant> load_tenants(Work& work, const core::Uuid& mall) {
    const Rows rows = work.run(
        "select id, slug, name, website, email, phone from mallctl.tenant where mall_id = $1 "
        "order by slug collate \"C\"",
        Params().add(mall));
    std::vector<catalog::Tenant> tenants(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        catalog::Tenant& tenant = tenants[i];
        tenant.id = rows.uuid(i, 0);
        tenant.slug = rows.text(i, 1);
        tenant.name = rows.names(i, 2);
        tenant.website = rows.text(i, 3);
        tenant.email = rows.text(i, 4);
        tenant.phone = rows.text(i, 5);
    }
    return tenants;
}

std::vector<catalog::Store> load_stores(Work& work, const core::Uuid& mall) {
    const Rows rows = work.run(
        "select s.id, s.slug, s.name, coalesce(t.slug, ''), s.category, to_jsonb(s.units), s.hours, s.phone, "
        "s.website, s.description, to_jsonb(s.tags) from mallctl.store s "
        "left join mallctl.tenant t on t.mall_id = s.mall_id and t.id = s.tenant_id "
        "where s.mall_id = $1 order by s.slug collate \"C\"",
        Params().add(mall));
    std::vector<catalog::Store> stores(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        catalog::Store& store = stores[i];
        store.id = rows.uuid(i, 0);
        store.slug = rows.text(i, 1);
        store.name = rows.names(i, 2);
        store.tenant = rows.text(i, 3);
        store.category = rows.text(i, 4);
        store.units = rows.texts(i, 5);
        store.hours = rows.text(i, 6);
        store.phone = rows.text(i, 7);
        store.website = rows.text(i, 8);
        store.description = rows.names(i, 9);
        store.tags = rows.texts(i, 10);
    }
    return stores;
}

std::vector<catalog::Lease> load_leases(Work& work, const core::Uuid& mall) {
    const Rows rows = work.run(
        "select l.id, l.slug, t.slug, coalesce(s.slug, ''), "
        "(select coalesce(jsonb_agg(u.stated order by u.seq), '[]') from mallctl.lease_unit u "
        " where u.mall_id = l.mall_id and u.lease_id = l.id), "
        "coalesce(lower(l.during)::text, ''), coalesce(upper(l.during)::text, ''), l.base_rent_minor "
        "from mallctl.lease l join mallctl.tenant t on t.mall_id = l.mall_id and t.id = l.tenant_id "
        "left join mallctl.store s on s.mall_id = l.mall_id and s.id = l.store_id "
        "where l.mall_id = $1 order by l.slug collate \"C\"",
        Params().add(mall));
    std::vector<catalog::Lease> leases(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        catalog::Lease& lease = leases[i];
        lease.id = rows.uuid(i, 0);
        lease.slug = rows.text(i, 1);
        lease.tenant = rows.text(i, 2);
        lease.store = rows.text(i, 3);
        lease.units = rows.texts(i, 4);
        lease.from = rows.text(i, 5);
        lease.to = rows.text(i, 6);
        if (!rows.is_null(i, 7)) lease.base_rent_minor = rows.integer(i, 7);
    }
    return leases;
}

}  // namespace

catalog::Catalog CatalogRepository::load() {
    Work& work = transaction_.impl().work;
    const core::Uuid& mall = mall_of(transaction_);
    return {load_locations(work, mall), load_tenants(work, mall), load_stores(work, mall),
            load_leases(work, mall)};
}

}  // namespace mallctl::db
