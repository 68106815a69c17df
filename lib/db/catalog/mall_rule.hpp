// What a mall document has to fulfil.
#pragma once

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// M003: another currency while stored amounts stay as they are.
void check_currency(CatalogWork& catalog, const ComparedKind& mall);

}  // namespace mallctl::db
