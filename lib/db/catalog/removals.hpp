// Rows that are to go: those that a command names, and those that files no longer state.
#pragma once

#include <string>
#include <vector>

#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// Makes pg_temp.doomed (kind, id, slug), to the end of the transaction.
void create_doomed(Work& work);

// Dooms rows by slug. Throws core::Error(failed) for one that there is none of, "did you mean".
void doom_rows(CatalogWork& catalog, const catalog::Kind& kind, const std::vector<std::string>& slugs);

// Dooms the rows that files have made and state no more, of every kind that is staged (but the mall).
void doom_unstated_rows(CatalogWork& catalog);

// M032: more rows of a kind are doomed than `most` of it, "10%" or a number; at least one of a kind may
// always go. A share is of the rows stored before.
core::Diagnostics check_doomed_count(CatalogWork& catalog, const std::string& most);

// M033: a doomed row that a row which stays refers to, and goes on to after the staged rows are written; each
// names the first of those rows and how many there are.
core::Diagnostics check_doomed_references(CatalogWork& catalog);

// Deletes them, logged, the kinds that refer before those they refer to.
void delete_doomed(CatalogWork& catalog, core::ChangeSummary& changed);

}  // namespace mallctl::db
