// What a write of the catalog leaves in the audit log: an entry for each row that is updated or removed, with
// the row as it was, and one for all rows of a kind that are added.
#pragma once

#include <string>

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// Keeps the rows of the kind that are to be updated as they are: to be called before any of them is.
void keep_before(CatalogWork& catalog, const ComparedKind& kind);

// Adds the entries of rows that were added and updated. The digest of what is added is SHA-256 over the
// _digest of each row, in the order of the input.
void log_writes(CatalogWork& catalog, const ComparedKind& kind);

// Adds the entries of the rows of the kind that pg_temp.doomed holds: to be called before they are deleted.
void log_removals(CatalogWork& catalog, const catalog::Kind& kind);

}  // namespace mallctl::db
