// Rows of a table that have one key: one shop in several units, or two shops with one id.
#pragma once

#include <vector>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog::columns {

// `rows`: all rows of a table whose key is there more than once, in the order of the table. Of those with one
// key:
// - rows with one name in every language are one thing in several places: one row, that of the first, with
//   the items of all in its lists; a field that the first leaves empty is that of the next that fills it,
//   and where they state different things the first counts. M056 at each later one.
// - rows with different names are different things with one key: each gets a key of its own, KEY-NAME, which
//   depends on nothing but its key and name, so that it stays the same in the next table and in any order;
//   where two names make one slug, the digest of the name follows. M055 at each later one.
// Kinds without names have no second opinion on what is the same: their rows stay as they are.
std::vector<RawRow> settle_same_keys(std::vector<RawRow> rows, const Kind& kind, Findings& findings);

}  // namespace mallctl::catalog::columns
