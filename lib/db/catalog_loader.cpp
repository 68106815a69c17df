#include "db/catalog_reader.hpp"
#include "db/catalog_repository.hpp"

namespace mallctl::db {

catalog::Catalog CatalogRepository::load() {
    const auto kind = [](const char* name) -> const catalog::Kind& { return *catalog::find_kind(name); };
    return {read_all<catalog::Location>(transaction_, kind("location")),
            read_all<catalog::Tenant>(transaction_, kind("tenant")),
            read_all<catalog::Store>(transaction_, kind("store")),
            read_all<catalog::Lease>(transaction_, kind("lease"))};
}

}  // namespace mallctl::db
