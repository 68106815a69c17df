// Facts of the Gregorian calendar that opening hours need.
#pragma once

#include <chrono>

namespace mallctl::catalog::hours {

// A civil day, taken apart once for all rules that ask.
struct Day {
    std::chrono::sys_days date;
    int year = 0;
    unsigned month = 1;    // 1..12
    unsigned day = 1;      // 1..31
    unsigned weekday = 0;  // 0 = Monday
    bool holiday = false;
};
Day make_day(std::chrono::sys_days date, bool holiday);

// Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Meeus, Astronomical
// Algorithms, 2nd edition, chapter 8).
std::chrono::sys_days easter_sunday(int year);

// 1..53, ISO 8601.
unsigned iso_week(const Day& day);

// 28..31.
unsigned days_in_month(int year, unsigned month);

}  // namespace mallctl::catalog::hours
