// The units of leases, of which no two leases may cover one on the same day.
#pragma once

#include <string>

#include "core/uuid.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// Makes the stored units of the leases in `rows` (JSON as in catalog_rows.hpp, already upserted) those that
// they state. Throws core::Error(rejected): finding M005 for a unit that a mall with a plan does not have,
// M011 for an overlap, naming both leases.
void write_lease_units(Work& work, const core::Uuid& mall, const std::string& rows);

// CatalogRepository::resolve_lease_units.
void resolve_open_lease_units(Work& work, const core::Uuid& mall);

}  // namespace mallctl::db
