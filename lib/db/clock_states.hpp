// The states that rows have by the clock, as SQL: what catalog/offer_state.hpp and catalog/term_state.hpp
// say, for statements over whole kinds.
#pragma once

#include <string>
#include <vector>

#include "catalog/fields.hpp"

namespace mallctl::db {

// The words of a kind: of offers draft, scheduled, live, ended; of leases and closures future, current, past.
// None for other kinds.
const std::vector<std::string>& clock_states(const catalog::Kind& kind);

// An expression of type text over the columns of the row `row` (an alias) of a kind that has states. `at` is
// an expression of type timestamptz, `zone` one for the name of the mall's time zone, such as "$2" and
// "m.time_zone".
std::string clock_state_of(const catalog::Kind& kind, const std::string& row, const std::string& at,
                           const std::string& zone);

}  // namespace mallctl::db
