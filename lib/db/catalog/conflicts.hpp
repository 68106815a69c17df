// Where files and a person want different things of one row.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// M034: a field that a person has changed since files stated it last, and that the staged row states with
// another value; with both values. M035: a row that is new, because a person has deleted it. At most `most`.
core::Diagnostics find_conflicts(CatalogWork& catalog, const ComparedKind& kind,
                                 const std::vector<std::string>& files, std::size_t most);

}  // namespace mallctl::db
