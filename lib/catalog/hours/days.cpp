#include "catalog/hours/days.hpp"

#include <algorithm>

namespace mallctl::catalog::hours {

namespace {

bool holds(const Weekdays& days, const Day& day) {
    if (!days.named) return true;
    if (days.holidays && day.holiday) return true;
    if ((days.every >> day.weekday & 1U) != 0) return true;
    const unsigned nth = days.nth[day.weekday];
    if (nth == 0) return false;
    const unsigned from_begin = (day.day - 1) / 7;
    const unsigned from_end = (days_in_month(day.year, day.month) - day.day) / 7;
    return ((nth >> from_begin | nth >> (5 + from_end)) & 1U) != 0;
}

bool holds(const DateRange& range, const Day& day) {
    switch (range.kind) {
        case DateRange::Kind::dated: {
            const auto days = day.date.time_since_epoch().count();
            return range.from <= days && days <= range.to;
        }
        case DateRange::Kind::easter: {
            const auto days = (day.date - easter_sunday(day.year)).count();
            return range.from <= days && days <= range.to;
        }
        case DateRange::Kind::yearly:
            break;
    }
    const auto number = static_cast<int>(day.month * 32 + day.day);
    const bool begun = range.from <= number;
    const bool not_over = number <= range.to;
    return range.from <= range.to ? begun && not_over : begun || not_over;
}

bool holds(const YearRange& range, const Day& day) {
    return range.from <= day.year && day.year <= range.to;
}

template <typename Range>
bool any_holds(const std::vector<Range>& ranges, const Day& day) {
    return ranges.empty() ||
           std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return holds(range, day); });
}

}  // namespace

bool is_of(const Rule& rule, const Day& day) {
    return holds(rule.days, day) && any_holds(rule.dates.years, day) && any_holds(rule.dates.ranges, day) &&
           (rule.dates.weeks == 0 || (rule.dates.weeks >> iso_week(day) & 1U) != 0);
}

}  // namespace mallctl::catalog::hours
