// Names of units, looked up in the current plan many at a time.
#pragma once

#include <string>

#include "core/uuid.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// Makes the temporary table pg_temp.resolved_unit (stated text, unit_id uuid) of the names that the query
// `asked` answers (one column of texts; $1 in it is the mall) and that mean exactly one unit each: what
// mallctl.resolve_unit says of one name, set-based. One that is there already is replaced; it goes with the
// transaction. O(names + units of the plan), and names of levels * levels.
void resolve_units(Work& work, const core::Uuid& mall, const std::string& asked);

}  // namespace mallctl::db
