// Which days a rule is of.
#pragma once

#include "catalog/hours/calendar.hpp"
#include "catalog/hours/rule.hpp"

namespace mallctl::catalog::hours {

// Takes no memory.
bool is_of(const Rule& rule, const Day& day);

}  // namespace mallctl::catalog::hours
