#include "catalog/hours/date_range.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "catalog/hours/calendar.hpp"

namespace mallctl::catalog::hours {

namespace {

constexpr int earliest_year = 1900;
constexpr int leap_year = 2024;
constexpr int farthest_from_easter = 60;  // stays in easter's year; Corpus Christi is day 60
constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

bool at_month(const Scanner& text) {
    return std::any_of(months.begin(), months.end(), [&](auto month) { return text.at_word(month); });
}

int days_of(int year, unsigned month, unsigned day) {
    const std::chrono::sys_days date{std::chrono::year{year} / std::chrono::month{month} /
                                     std::chrono::day{day}};
    return static_cast<int>(date.time_since_epoch().count());
}

}  // namespace

bool at_month_or_easter(const Scanner& text) {
    return text.at_word("easter") || at_month(text);
}

int read_year(Scanner& text) {
    const std::size_t begin = text.at();
    if (text.digits() == 0) text.refuse_rest();
    if (text.digits() != 4) text.refuse(begin, "a year has four digits", "dates are written 2026 Dec 24");
    const int year = text.number(4, "a year has four digits");
    if (year < earliest_year || year > latest_year) text.refuse(begin, "years are 1900 to 2999");
    return year;
}

void DateRangeReader::read(std::vector<DateRange>& found) {
    const End first = read_end(year_);
    text_.skip_spaces();
    if (text_.peek() == '+') {
        if (first.year == no_year || first.day == 0) {
            text_.refuse(text_.at(), "an open end of dates needs the year and the day of its begin",
                         "write it like 2026 Mar 01+");
        }
        text_.take('+');
        found.push_back({DateRange::Kind::dated, days_of(first.year, first.month, first.day),
                         days_of(latest_year, 12, 31)});
        return;
    }
    found.push_back(range(first, text_.take('-') ? read_last(first) : first));
    more_days(first, found);
}

// "24,26-28": days of the month of the date before them.
void DateRangeReader::more_days(const End& first, std::vector<DateRange>& found) {
    while (first.day != 0) {
        const std::size_t comma = text_.at();
        text_.skip_spaces();
        const bool another = text_.take(',') && (text_.skip_spaces(), at_day());
        if (!another) return text_.go_back(comma);
        End day = first;
        day.at = text_.at();
        day.day = read_day(first.month, first.year);
        text_.skip_spaces();
        found.push_back(range(day, text_.take('-') ? read_last(day) : day));
    }
}

DateRangeReader::End DateRangeReader::read_end(int year) {
    End end;
    end.at = text_.at();
    end.year = year;
    if (text_.take_word("easter")) {
        end.offset = read_offset();
        return end;
    }
    const auto found =
        std::find_if(months.begin(), months.end(), [&](auto month) { return text_.take_word(month); });
    if (found == months.end()) text_.refuse_rest();
    end.month = static_cast<unsigned>(found - months.begin()) + 1;
    const std::size_t after = text_.at();
    text_.skip_spaces();
    if (text_.digits() > 2 && !text_.at_time())
        text_.refuse(text_.at(), "the year stands before the month", "dates are written 2026 Dec 24");
    if (at_day()) {
        end.day = read_day(end.month, year);
    } else {
        text_.go_back(after);
    }
    return end;
}

// "-2 days" after easter. A "-" that begins the end of a range is left there.
int DateRangeReader::read_offset() {
    const std::size_t begin = text_.at();
    text_.skip_spaces();
    const bool before = text_.take('-');
    const bool after = !before && text_.take('+');
    text_.skip_spaces();
    if ((!before && !after) || text_.digits() == 0 || text_.digits() > 2) {
        text_.go_back(begin);
        return 0;
    }
    const std::size_t count_at = text_.at();
    const int count = text_.number(2, "easter is 60 days away at most");
    if (count > farthest_from_easter) text_.refuse(count_at, "easter is 60 days away at most");
    text_.skip_spaces();
    if (!text_.take_word("days") && !text_.take_word("day"))
        text_.refuse(text_.at(), "\"days\" is expected", "write it like easter -2 days");
    return before ? -count : count;
}

// One or two digits that are no time: "Dec 10:00-14:00" is of the whole month.
bool DateRangeReader::at_day() const {
    return text_.digits() > 0 && text_.digits() <= 2 && !text_.at_time();
}

unsigned DateRangeReader::read_day(unsigned month, int year) {
    const std::size_t begin = text_.at();
    const auto day = static_cast<unsigned>(text_.number(2, "a day has two digits"));
    if (day < 1 || day > days_in_month(year == no_year ? leap_year : year, month))
        text_.refuse(begin, "there is no such day in this month");
    return day;
}

DateRangeReader::End DateRangeReader::read_last(const End& first) {
    text_.skip_spaces();
    if (first.day != 0 && at_day()) {
        End last = first;
        last.at = text_.at();
        last.day = read_day(first.month, first.year);
        if (last.day < first.day) text_.refuse(last.at, "the last day is before the first one");
        return last;
    }
    const std::size_t begin = text_.at();
    int year = no_year;
    if (text_.digits() > 2) {
        if (first.year == no_year) text_.refuse(begin, "the first day of the range has no year");
        year = read_year(text_);
        text_.skip_spaces();
    }
    if (!at_month_or_easter(text_)) text_.refuse_rest();
    End last = read_end(year);
    last.at = begin;
    return last;
}

DateRange DateRangeReader::range(const End& first, End last) const {
    if (first.month != 0 && last.month != 0 && (first.day == 0) != (last.day == 0))
        text_.refuse(last.at, "both ends of a range need a day, or none");
    if (first.year == no_year) return yearly(first, last);
    const bool own_year = last.year != no_year;
    if (!own_year) last.year = first.year;
    const DateRange found = dated(first, last);
    if (found.to < found.from) {
        text_.refuse(last.at, own_year ? "the last day is before the first one"
                                       : "this is before the first day: its year is expected");
    }
    return found;
}

DateRange DateRangeReader::yearly(const End& first, const End& last) const {
    if (first.month == 0 && last.month == 0) {
        if (last.offset < first.offset) text_.refuse(last.at, "the last day is before the first one");
        return {DateRange::Kind::easter, first.offset, last.offset};
    }
    if (first.month == 0 || last.month == 0) {
        text_.refuse(last.at, "a range from or to easter is not understood without years",
                     "write 2026 easter-2026 May 01");
    }
    const auto number = [](unsigned month, unsigned day) { return static_cast<int>(month * 32 + day); };
    const DateRange found{DateRange::Kind::yearly, number(first.month, first.day),
                          number(last.month, last.day == 0 ? 31 : last.day)};
    if (found.to < found.from) {
        if (first.month == last.month) text_.refuse(last.at, "the last day is before the first one");
        if (in_years_) {
            text_.refuse(last.at, "it is not clear in which of the years this range ends",
                         "write 2026 Dec 24-2027 Jan 02");
        }
    }
    return found;
}

DateRange DateRangeReader::dated(const End& first, const End& last) const {
    const auto days = [&](const End& end, bool is_last) {
        if (end.month == 0)
            return static_cast<int>(easter_sunday(end.year).time_since_epoch().count()) + end.offset;
        if (end.day != 0) {
            if (end.day > days_in_month(end.year, end.month))
                text_.refuse(end.at, "there is no such day in this month");
            return days_of(end.year, end.month, end.day);
        }
        return days_of(end.year, end.month, is_last ? days_in_month(end.year, end.month) : 1);
    };
    return {DateRange::Kind::dated, days(first, false), days(last, true)};
}

}  // namespace mallctl::catalog::hours
