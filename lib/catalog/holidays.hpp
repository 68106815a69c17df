// The public holidays of a mall as days of the calendar, for the evaluator of opening hours.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace mallctl::catalog {

// The days of dates like "2026-12-25", ascending and each once. What is no day of the calendar, which only a
// hand in the database can have written, is left out. O(n log n).
std::vector<std::chrono::sys_days> holidays_of(const std::vector<std::string>& dates);

}  // namespace mallctl::catalog
