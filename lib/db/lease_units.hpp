// The units of leases, of which no two leases may cover one on the same day.
#pragma once

#include <string>

#include "core/uuid.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// Makes the stored units of the leases in `rows` (JSON as in catalog_rows.hpp, already upserted) those that
// they state; one that the current plan does not have waits for a plan that has it. Throws
// core::Error(rejected) with finding M012, naming both leases, for an overlap.
void write_lease_units(Work& work, const core::Uuid& mall, const std::string& rows);

// CatalogRepository::resolve_lease_units.
void resolve_open_lease_units(Work& work, const core::Uuid& mall);

}  // namespace mallctl::db
