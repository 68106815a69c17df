// The statements that write staged rows: renames, one insert and one update a kind.
#pragma once

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// Gives the renamed rows their new slugs; what refers to them follows, and the old slugs go on to be found.
void rename_rows(CatalogWork& catalog, const ComparedKind& kind);

void insert_rows(CatalogWork& catalog, const ComparedKind& kind);

// What files state is no longer a person's change; what a person states is.
void update_rows(CatalogWork& catalog, const ComparedKind& kind);

}  // namespace mallctl::db
