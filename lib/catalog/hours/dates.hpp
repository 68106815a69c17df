// The wide selectors: years, months and dates, easter, weeks.
#pragma once

#include "catalog/hours/rule.hpp"
#include "catalog/hours/scanner.hpp"

namespace mallctl::catalog::hours {

bool at_dates(const Scanner& text);

// Years (2026, 2026-2028, 2026+), months and dates (Nov-Feb, Dec 24,31, Dec 24-Jan 02, 2026 Dec 24-2027 Jan
// 02, 2026 Mar 01+), easter with days before or after it, ISO weeks (week 01-53/2), with the ":" after them;
// years from 1900 to 2999. Refuses where a date of a list has a year and a later one has none, or a range
// with a year at one end passes the end of the year: neither says which year is meant.
Dates read_dates(Scanner& text);

}  // namespace mallctl::catalog::hours
