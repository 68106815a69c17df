#include "catalog/hours/reach.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <chrono>

namespace mallctl::catalog::hours {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t days_of_leap_year = 366;
using YearDays = std::bitset<days_of_leap_year>;

constexpr sys_days first_day{std::chrono::year{2024} / 1 / 1};  // of a leap year
constexpr int earliest_easter = 81;  // 22 March, as the nth day of a leap year from 0
constexpr int latest_easter = 115;   // 25 April
int to_number(const std::chrono::year_month_day& date) {
    return static_cast<int>(static_cast<unsigned>(date.month()) * 32 + static_cast<unsigned>(date.day()));
}

// The numbers of the days of a leap year, as DateRange counts them.
const std::array<int, days_of_leap_year>& numbers() {
    static const auto all = [] {
        std::array<int, days_of_leap_year> found{};
        for (std::size_t i = 0; i < days_of_leap_year; ++i) found[i] = to_number(first_day + days{i});
        return found;
    }();
    return all;
}

// `to` may be before `from`: past the end of the year.
void add_numbers(YearDays& found, int from, int to) {
    const auto begin = numbers().begin();
    const auto index = [&](auto place) { return static_cast<std::size_t>(place - begin); };
    const std::size_t first = index(std::lower_bound(begin, numbers().end(), from));
    const std::size_t after = index(std::upper_bound(begin, numbers().end(), to));
    for (std::size_t i = first; i < (from <= to ? after : days_of_leap_year); ++i) found.set(i);
    for (std::size_t i = 0; from > to && i < after; ++i) found.set(i);
}

void add(YearDays& found, const DateRange& range) {
    switch (range.kind) {
        case DateRange::Kind::easter:
            for (int i = earliest_easter + range.from; i <= latest_easter + range.to; ++i)
                found.set(static_cast<std::size_t>(i));
            return;
        case DateRange::Kind::yearly:
            return add_numbers(found, range.from, range.to);
        case DateRange::Kind::dated:
            break;
    }
    if (range.to - range.from >= 365) {
        found.set();
    } else {
        add_numbers(found, to_number(sys_days{days{range.from}}), to_number(sys_days{days{range.to}}));
    }
}

// The days of a year on which the dates may hold.
YearDays year_days(const Dates& dates) {
    YearDays found;
    if (dates.ranges.empty()) found.set();
    for (const DateRange& range : dates.ranges) add(found, range);
    return found;
}

unsigned weekdays(const Rule& rule) {
    if (!rule.days.named || rule.days.holidays) return whole_week;
    unsigned found = rule.days.every;
    for (unsigned day = 0; day < 7; ++day) found |= (rule.days.nth[day] != 0 ? 1U : 0U) << day;
    return found;
}

bool covers(const Weekdays& wide, const Weekdays& narrow) {
    if (!wide.named || wide.every == whole_week) return true;
    if (!narrow.named || (narrow.holidays && !wide.holidays) || (narrow.every & ~wide.every) != 0)
        return false;
    for (unsigned day = 0; day < 7; ++day) {
        const bool every = (wide.every >> day & 1U) != 0;
        if (!every && (narrow.nth[day] & ~wide.nth[day]) != 0) return false;
    }
    return true;
}

bool covers(const Dates& wide, const Dates& narrow) {
    if (!wide.years.empty() && wide.years != narrow.years) return false;
    if (wide.weeks != 0 && (narrow.weeks == 0 || (narrow.weeks & ~wide.weeks) != 0)) return false;
    if (wide.ranges.empty() || wide.ranges == narrow.ranges) return true;
    const bool every_year = std::all_of(wide.ranges.begin(), wide.ranges.end(), [](const DateRange& range) {
        return range.kind == DateRange::Kind::yearly;
    });
    return every_year && (year_days(narrow) & ~year_days(wide)).none();
}

}  // namespace

bool names_single_days(const Dates& dates) {
    return !dates.ranges.empty() &&
           std::all_of(dates.ranges.begin(), dates.ranges.end(),
                       [](const DateRange& range) { return range.from == range.to; });
}

bool may_share_a_day(const Rule& a, const Rule& b) {
    return (weekdays(a) & weekdays(b)) != 0 && (year_days(a.dates) & year_days(b.dates)).any();
}

bool may_precede(const Rule& a, const Rule& b) {
    const unsigned before = weekdays(a);
    const unsigned after = (before << 1U | before >> 6U) & whole_week;
    if ((after & weekdays(b)) == 0) return false;
    const YearDays of_a = year_days(a.dates);
    YearDays next = of_a << 1U;
    if (of_a.test(days_of_leap_year - 1)) next.set(0);
    if (of_a.test(58)) next.set(60);  // from 28 February to 1 March, in most years
    return (next & year_days(b.dates)).any();
}

bool covers(const Rule& wide, const Rule& narrow) {
    return covers(wide.days, narrow.days) && covers(wide.dates, narrow.dates);
}

}  // namespace mallctl::catalog::hours
