#include "catalog/holidays.hpp"

#include <algorithm>

#include "catalog/reader/text_checks.hpp"
#include "core/clock.hpp"

namespace mallctl::catalog {

std::vector<std::chrono::sys_days> holidays_of(const std::vector<std::string>& dates) {
    std::vector<std::chrono::sys_days> days;
    for (const auto& date : dates) {
        if (!is_date(date)) continue;
        days.push_back(std::chrono::floor<std::chrono::days>(core::parse_instant(date + "T00:00:00Z")));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

}  // namespace mallctl::catalog
