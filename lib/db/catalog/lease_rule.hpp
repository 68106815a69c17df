// What leases have to fulfil beside their own dates.
#pragma once

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// M012: two leases of one unit on one day, whatever they call it: both staged, or one of them stored.
// O(staged leases that change + leases of their units + overlaps), at most 1000 findings.
void check_leased_twice(CatalogWork& catalog, const ComparedKind& lease);

}  // namespace mallctl::db
