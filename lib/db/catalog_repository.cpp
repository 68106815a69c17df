#include "db/catalog_repository.hpp"

#include "db/catalog_reader.hpp"
#include "db/lease_units.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

catalog::Catalog CatalogRepository::load() {
    const auto kind = [](const char* name) -> const catalog::Kind& { return *catalog::find_kind(name); };
    return {read_all<catalog::Location>(transaction_, kind("location")),
            read_all<catalog::Tenant>(transaction_, kind("tenant")),
            read_all<catalog::Store>(transaction_, kind("store")),
            read_all<catalog::Lease>(transaction_, kind("lease")),
            read_all<catalog::Closure>(transaction_, kind("closure"))};
}

void CatalogRepository::resolve_lease_units() {
    resolve_open_lease_units(transaction_.impl().work, mall_of(transaction_));
}

}  // namespace mallctl::db
