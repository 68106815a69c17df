#include "db/catalog_repository.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

std::vector<catalog::Location> load_locations(Work& work, const core::Uuid& mall) {
    const Rows rows = work.run(
        "select id, slug, name, location_kind, level, lon, lat, heading from mallctl.location where mall_id = $1 "
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
        location.point = {rows.real(i, 5), rows.real(i, 6)};
        location.heading = rows.real_or_null(i, 7);
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
        "select id, slug, name, coalesce(tenant, ''), category, to_jsonb(units), hours, brand, "
        "to_jsonb(aliases), phone, website, description, to_jsonb(tags) from mallctl.store "
        "where mall_id = $1 order by slug collate \"C\"",
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
        store.brand = rows.text(i, 7);
        store.aliases = rows.texts(i, 8);
        store.phone = rows.text(i, 9);
        store.website = rows.text(i, 10);
        store.description = rows.names(i, 11);
        store.tags = rows.texts(i, 12);
    }
    return stores;
}

std::vector<catalog::Lease> load_leases(Work& work, const core::Uuid& mall) {
    const Rows rows = work.run(
        "select id, slug, tenant, coalesce(store, ''), to_jsonb(units), \"from\"::text, "
        "coalesce(\"to\"::text, ''), coalesce(break_from::text, ''), base_rent_minor, to_jsonb(turnover_rent) "
        "from mallctl.lease where mall_id = $1 order by slug collate \"C\"",
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
        lease.break_from = rows.text(i, 7);
        if (!rows.is_null(i, 8)) lease.base_rent_minor = rows.integer(i, 8);
        lease.turnover_rent = rows.texts(i, 9);
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
