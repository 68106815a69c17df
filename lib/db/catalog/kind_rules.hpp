// What only one kind has to fulfil, and what follows from writing its rows.
#pragma once

#include <vector>

#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

struct KindRule {
    const char* kind;
    // Adds to the row findings what is wrong with the staged rows (catalog/row_findings.hpp; wanted_rows()
    // tells them as they are to be stored). Runs under the mall's lock before anything is written; null:
    // nothing.
    void (*check)(CatalogWork& catalog, const ComparedKind& kind);
    // Runs after the rows of every kind are written, before the version is recorded; null: nothing.
    void (*after_write)(CatalogWork& catalog, const ComparedKind& kind);
};

// In the order in which they run.
const std::vector<KindRule>& kind_rules();

}  // namespace mallctl::db
