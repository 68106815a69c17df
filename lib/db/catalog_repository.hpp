// Locations, tenants, stores, leases and closures of one mall.
#pragma once

#include "catalog/model.hpp"
#include "core/change.hpp"
#include "db/session.hpp"

namespace mallctl::db {

class CatalogRepository {
  public:
    explicit CatalogRepository(Transaction& transaction) : transaction_(transaction) {}

    // Everything, each kind sorted by slug.
    catalog::Catalog load();

    // Makes the stores that imports made equal to `stores` (with ids and slugs, each once): inserts, updates
    // and removes. A store that an apply made or took over is left alone, as is every store of `stores` that
    // has its id or slug.
    core::ChangeCounts put_imported_stores(const std::vector<catalog::Store>& stores);

    // Finds the units of leases that no plan had so far in the current plan. Throws core::Error(rejected)
    // when two leases turn out to cover one unit on the same day.
    void resolve_lease_units();

  private:
    Transaction& transaction_;
};

}  // namespace mallctl::db
