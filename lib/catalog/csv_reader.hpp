// A CSV file as rows of one kind: the first record names the columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog {

// Unknown and doubled columns (M002), a wrong number of cells (M007) and bytes that are not UTF-8 (M008) are
// findings; rows with one of the latter two are left out.
std::vector<RawRow> read_csv(std::string_view text, const std::string& name, const Kind& kind,
                             Findings& findings);

// True when the first line reads like the heading of a manifest CSV: one of its cells is the kind's key.
bool looks_like_csv(std::string_view text, const Kind& kind);

}  // namespace mallctl::catalog
