// The weekday selector: "Mo-Fr,Su", "Su[1]", "PH".
#pragma once

#include "catalog/hours/rule.hpp"
#include "catalog/hours/scanner.hpp"

namespace mallctl::catalog::hours {

bool at_weekdays(const Scanner& text);

// Weekdays and ranges of them, PH, and the nth or nth last of a month, with the ":" after them. Refuses, as
// it is read in two ways, "PH Mo-Fr" (holidays that are such days, or both).
Weekdays read_weekdays(Scanner& text);

}  // namespace mallctl::catalog::hours
