// What is wrong with staged rows, kept in a temporary table until all of it is known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// The table pg_temp.row_finding (kind, _seq, field, code, message, advice), to the end of the transaction.
void create_row_findings(Work& work);

// Adds an error to every staged row `s` of the kind for which `condition` holds, an SQL expression in which
// $1 is the mall. `field`: the index of the field that is at fault, 0 for the row. `message` and `advice` are
// SQL expressions of type text.
void add_row_findings(CatalogWork& catalog, const catalog::Kind& kind, std::size_t field,
                      const std::string& code, const std::string& message, const std::string& advice,
                      const std::string& condition);

// The same for rows that a query tells: its columns are _seq, message and advice; $1 is the mall. Of a row of
// which a value could not be read nothing is told that follows from it: the value of `field`, or of the other
// fields that the query `looks_at`, as bits.
void add_row_findings(CatalogWork& catalog, const catalog::Kind& kind, std::size_t field,
                      const std::string& code, const std::string& query, std::uint64_t looks_at = 0);

// The first `most` of them in the order of the input, each with the place that it stands at, and, of M005,
// with the slug that may be meant. `files`: names by catalog::Row::file.
core::Diagnostics read_row_findings(CatalogWork& catalog, const std::vector<std::string>& files,
                                    std::size_t most);

// Gives findings that only name a row ("lease l-1") the place where that row is staged.
void place_findings(CatalogWork& catalog, const std::vector<std::string>& files, core::Diagnostics& findings);

std::int64_t count_row_findings(CatalogWork& catalog);

}  // namespace mallctl::db
