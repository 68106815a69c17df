// What the columns of a sheet stand for.
#pragma once

#include <string>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/reader/headings.hpp"

namespace mallctl::importers::xlsx {

// One a cell of `cells`, the first row of a sheet of `kind` at `where` (its column is replaced); a cell
// without text is left out. Findings as for CSV: M002 for a column that the kind does not know, or that is
// there twice, M010 where the key's column is missing; then there are none.
std::vector<catalog::Heading> read_headings(const std::vector<std::string>& cells, const catalog::Kind& kind,
                                            core::SourcePosition where, catalog::Findings& findings);

}  // namespace mallctl::importers::xlsx
