// What must be true of staged rows of any kind before they are written. Every check is one statement over all
// rows of a kind; none stops at the first fault.
#pragma once

#include <string>

#include "core/diagnostic.hpp"
#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// M004: a key that is there twice; the first row of it has no fault. `suspects`: the keys to look at, null to
// look at all.
void check_duplicates(CatalogWork& catalog, const ComparedKind& kind,
                      const std::vector<std::string>* suspects);

// M010: a new row that does not state a required field, and a row that is left without any name.
// M003: a row that clears a required field.
void check_required(CatalogWork& catalog, const ComparedKind& kind);

// M005: a field that refers to nothing. Rows that are stored and stay, rows that are staged, and rows that
// are refused for another reason can be referred to.
void check_references(CatalogWork& catalog, const ComparedKind& kind);

}  // namespace mallctl::db
