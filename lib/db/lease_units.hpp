// The units of leases, of which no two leases may cover one on the same day.
#pragma once

#include <cstdint>

#include "core/uuid.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// Makes mallctl.lease_unit say what the stored leases of this version do: after rows of leases were written,
// and after those that go were removed. A unit that a lease has held stays the same one when a plan gives it
// another number, for as long as the plan has it; one that the current plan does not have waits for a plan
// that has it; one that a lease names in two ways counts once. Throws core::Error(rejected) with findings
// M012, naming both leases, for overlaps.
void write_lease_units(Work& work, const core::Uuid& mall, std::int64_t version);

// CatalogRepository::resolve_lease_units.
void resolve_open_lease_units(Work& work, const core::Uuid& mall);

}  // namespace mallctl::db
