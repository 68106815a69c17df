// What readers are told of a row beside its declared fields: what follows from the clock or from other rows,
// and what the database keeps about the row itself.
#pragma once

#include <string>
#include <vector>

#include "catalog/fields.hpp"

namespace mallctl::db {

struct ToldColumn {
    catalog::Field field;
    // SQL over the row, whose table is `r`. It may use @at, an instant (timestamptz), and @zone, the mall's
    // time zone (text): whoever makes the statement puts parameters there.
    std::string sql;
    bool shown = false;  // without being asked for
};

// Those of Kind::only_told that its table answers, and for every kind "id", "origin", "version" and "edited".
// Empty for "unit".
const std::vector<ToldColumn>& told_columns(const catalog::Kind& kind);

}  // namespace mallctl::db
