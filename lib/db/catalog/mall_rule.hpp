// What a mall document has to fulfil.
#pragma once

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// M003: another currency while stored amounts stay as they are. Not of a change set, which has passed this
// when it was saved and is only for the very rows that it was saved from.
void check_currency(CatalogWork& catalog, const ComparedKind& mall);

}  // namespace mallctl::db
