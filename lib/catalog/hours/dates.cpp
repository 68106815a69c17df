#include "catalog/hours/dates.hpp"

#include <algorithm>

#include "catalog/hours/date_range.hpp"

namespace mallctl::catalog::hours {

namespace {

constexpr int last_week = 53;
constexpr int widest_step = 26;  // of weeks: more than half a year would name one week only

int read_week(Scanner& text) {
    const std::size_t begin = text.at();
    const int week = text.number(2, "a year has at most 53 weeks");
    if (week < 1 || week > last_week) text.refuse(begin, "weeks are 01 to 53");
    return week;
}

// After "week": "01,05-10,12-52/2".
std::uint64_t read_weeks(Scanner& text) {
    std::uint64_t weeks = 0;
    do {
        text.skip_spaces();
        const int first = read_week(text);
        int last = first;
        int step = 1;
        if (text.take('-')) {
            const std::size_t begin = text.at();
            last = read_week(text);
            if (last < first) text.refuse(begin, "the last week is before the first one");
            if (text.take('/')) {
                const std::size_t step_at = text.at();
                step = text.number(2, "a step is of 2 to 26 weeks");
                if (step < 2 || step > widest_step) text.refuse(step_at, "a step is of 2 to 26 weeks");
            }
        }
        for (int week = first; week <= last; week += step) weeks |= std::uint64_t{1} << week;
        text.skip_spaces();
    } while (text.take(','));
    return weeks;
}

// "-2028" or "+" after a year, or nothing.
YearRange read_year_range(Scanner& text, int first) {
    YearRange range{first, first};
    if (text.take('+')) {
        range.to = latest_year;
    } else if (text.take('-')) {
        text.skip_spaces();
        const std::size_t begin = text.at();
        range.to = read_year(text);
        if (range.to < first) text.refuse(begin, "the last year is before the first one");
    }
    return range;
}

class DatesReader {
  public:
    explicit DatesReader(Scanner& text) : text_(text) {}

    Dates read() && {
        if (text_.digits() > 0) {
            years();
        } else if (at_month_or_easter(text_)) {
            ranges(no_year);
        }
        text_.skip_spaces();
        if (const std::size_t week_at = text_.at(); text_.take_word("week")) weeks(week_at);
        text_.skip_spaces();
        text_.take(':');
        text_.skip_spaces();
        return std::move(dates_);
    }

  private:
    // A single year before a month is that of the date; other years are a selector of their own.
    void years() {
        const int first = read_year(text_);
        text_.skip_spaces();
        if (at_month_or_easter(text_)) return ranges(first);
        dates_.years.push_back(read_year_range(text_, first));
        while (text_.skip_spaces(), text_.take(',')) {
            text_.skip_spaces();
            dates_.years.push_back(read_year_range(text_, read_year(text_)));
        }
        if (at_month_or_easter(text_)) ranges(no_year);
    }

    void ranges(int year) {
        const bool in_years = !dates_.years.empty();
        bool dated = false;
        while (true) {
            const std::size_t begin = text_.at();
            if (year == no_year && dated)
                text_.refuse(begin, "the year of this date is not clear",
                             "write it: 2026 Dec 24,2026 Dec 31");
            dated = year != no_year;
            DateRangeReader reader(text_, year, in_years);
            reader.read(dates_.ranges);
            text_.skip_spaces();
            if (!text_.take(',')) return;
            text_.skip_spaces();
            year = text_.digits() > 0 ? read_year(text_) : no_year;
            if (year != no_year && in_years)
                text_.refuse(text_.at(), "a list of years and a year of a single date do not fit together");
            text_.skip_spaces();
            if (!at_month_or_easter(text_)) text_.refuse_rest();
        }
    }

    void weeks(std::size_t week_at) {
        const bool dated = !dates_.years.empty() ||
                           std::any_of(dates_.ranges.begin(), dates_.ranges.end(), [](const auto& range) {
                               return range.kind == DateRange::Kind::dated;
                           });
        if (dated) {
            text_.refuse(week_at, "a year and its weeks are not understood together",
                         "the first and the last week belong to two years: write dates");
        }
        dates_.weeks = read_weeks(text_);
    }

    Scanner& text_;
    Dates dates_;
};

}  // namespace

bool at_dates(const Scanner& text) {
    return (text.digits() > 2 && !text.at_time()) || at_month_or_easter(text) || text.at_word("week");
}

Dates read_dates(Scanner& text) {
    return DatesReader(text).read();
}

}  // namespace mallctl::catalog::hours
