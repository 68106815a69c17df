#include "catalog/hours/calendar.hpp"

namespace mallctl::catalog::hours {

using std::chrono::sys_days;
using std::chrono::year_month_day;

Day make_day(sys_days date, bool holiday) {
    const year_month_day parts{date};
    Day day;
    day.date = date;
    day.year = static_cast<int>(parts.year());
    day.month = static_cast<unsigned>(parts.month());
    day.day = static_cast<unsigned>(parts.day());
    day.weekday = std::chrono::weekday{date}.iso_encoding() - 1;
    day.holiday = holiday;
    return day;
}

sys_days easter_sunday(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int g = (b - (b + 8) / 25 + 1) / 3;
    const int h = (19 * a + b - b / 4 - g + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int days = h + l - 7 * m + 114;
    return sys_days{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(days / 31)} /
                    std::chrono::day{static_cast<unsigned>(days % 31 + 1)}};
}

unsigned iso_week(const Day& day) {
    // The week belongs to the year of its Thursday.
    const sys_days thursday = day.date + std::chrono::days{3} - std::chrono::days{day.weekday};
    const sys_days new_year{year_month_day{thursday}.year() / std::chrono::January / 1};
    return static_cast<unsigned>((thursday - new_year).count()) / 7 + 1;
}

unsigned days_in_month(int year, unsigned month) {
    const auto last = std::chrono::year{year} / std::chrono::month{month} / std::chrono::last;
    return static_cast<unsigned>(std::chrono::year_month_day{last}.day());
}

}  // namespace mallctl::catalog::hours
