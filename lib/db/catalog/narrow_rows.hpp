// Fewer rows for the statements that follow: where nearly all staged rows are as they are stored already, the
// others are kept by themselves.
#pragma once

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// Takes rows that change nothing out of the staging tables of kinds that have many of them. To be called once
// rows are compared and no two of them have the same key, where nothing is found, removed, renamed or
// refused, and the mall itself does not change: else what is staged is looked at also for what it leaves as
// it is. The counts of `catalog` go on to count all rows. O(staged rows) of the kinds it narrows.
void narrow_rows(CatalogWork& catalog);

}  // namespace mallctl::db
