// Over which days two rules can meet. Years and weeks are left out of it where that makes rules meet more
// often than they do; holidays may be on any day.
#pragma once

#include "catalog/hours/rule.hpp"

namespace mallctl::catalog::hours {

// Every date of the rule is one day: "Dec 24", "2026 Dec 24,31", "easter".
bool names_single_days(const Dates& dates);

// Some day may be of both.
bool may_share_a_day(const Rule& a, const Rule& b);

// Some day of `a` may be followed by one of `b`.
bool may_precede(const Rule& a, const Rule& b);

// Every day of `narrow` is surely of `wide`.
bool covers(const Rule& wide, const Rule& narrow);

}  // namespace mallctl::catalog::hours
