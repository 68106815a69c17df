// One item of a list of dates: "Nov-Feb", "Dec 24,26-28", "2026 Dec 24-2027 Jan 02", "easter -2 days".
#pragma once

#include <vector>

#include "catalog/hours/rule.hpp"
#include "catalog/hours/scanner.hpp"

namespace mallctl::catalog::hours {

constexpr int no_year = 0;
constexpr int latest_year = 2999;

bool at_month_or_easter(const Scanner& text);

// Four digits, from 1900 to latest_year.
int read_year(Scanner& text);

class DateRangeReader {
  public:
    // `year` stands before the first date, or is no_year; `in_years`: the rule counts in some years only.
    DateRangeReader(Scanner& text, int year, bool in_years) : text_(text), year_(year), in_years_(in_years) {}

    // From the month or easter on; days of the same month may follow (Dec 24,26-28).
    void read(std::vector<DateRange>& found);

  private:
    struct End {
        std::size_t at = 0;
        int year = no_year;
        unsigned month = 0;  // 0: easter
        unsigned day = 0;    // 0: the whole month
        int offset = 0;      // of easter, in days
    };

    End read_end(int year);
    int read_offset();
    unsigned read_day(unsigned month, int year);
    bool at_day() const;
    End read_last(const End& first);
    DateRange range(const End& first, End last) const;
    DateRange yearly(const End& first, const End& last) const;
    DateRange dated(const End& first, const End& last) const;
    void more_days(const End& first, std::vector<DateRange>& found);

    Scanner& text_;
    int year_;
    bool in_years_;
};

}  // namespace mallctl::catalog::hours
