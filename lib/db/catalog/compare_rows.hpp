// Lays staged rows beside the stored ones: what is new, what changes, what is renamed.
#pragma once

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// Fills the delta and renamed tables of the kind. Findings of renames: M030 nothing is called so, M031 the
// new slug is taken or two rows rename one. One join of all staged and stored rows.
ComparedKind compare_rows(CatalogWork& catalog, const StagedKind& staged);

}  // namespace mallctl::db
