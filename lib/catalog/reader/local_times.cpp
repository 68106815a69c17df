#include "catalog/reader/local_times.hpp"

#include <chrono>
#include <utility>

#include "catalog/reader/text_checks.hpp"
#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

// -1 where the digits are not there.
int digits(std::string_view text, std::size_t begin, std::size_t count) {
    if (text.size() < begin + count) return -1;
    int value = 0;
    for (const char c : text.substr(begin, count)) {
        if (!is_digit(c)) return -1;
        value = 10 * value + (c - '0');
    }
    return value;
}

Refusal no_time() {
    return {"it is not a time", "write 2026-01-31 18:00, or with an offset 2026-01-31T18:00:00+01:00"};
}

std::optional<Refusal> read_with_offset(std::string_view text, core::Instant& instant) {
    std::string rfc(text);
    if (rfc[10] == ' ') rfc[10] = 'T';
    try {
        instant = core::parse_instant(rfc);
    } catch (const core::Error&) {
        return no_time();
    }
    return std::nullopt;
}

}  // namespace

void LocalTimes::set_zone(std::string zone) {
    if (zone == zone_) return;
    zone_ = std::move(zone);
    days_.fill({});
}

const LocalTimes::Day& LocalTimes::day(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    const auto date = static_cast<std::int32_t>(year) * 512 + static_cast<std::int32_t>(month * 32 + day);
    // Fibonacci hashing: the days of a year and those of the next must not meet.
    Day& kept = days_[(static_cast<std::uint32_t>(date) * 2654435769U >> 16) % days_.size()];
    if (kept.date == date) return kept;
    const year_month_day next{
        sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + days{1}};
    kept.date = date;
    kept.begin = core::from_local(year, month, day, 0, zone_);
    const core::Instant end =
        core::from_local(static_cast<int>(next.year()), static_cast<unsigned>(next.month()),
                         static_cast<unsigned>(next.day()), 0, zone_);
    const core::LocalTime midnight = core::to_local(kept.begin, zone_);
    kept.is_plain = end - kept.begin == hours{24} && midnight.day == day && midnight.minute_of_day == 0;
    return kept;
}

std::optional<Refusal> LocalTimes::read(std::string_view text, core::Instant& instant) {
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day_of_month = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const bool shaped = year > 0 && month > 0 && day_of_month > 0 && text[4] == '-' && text[7] == '-' &&
                        (text.size() == 10 || text[10] == ' ' || text[10] == 'T');
    if (!shaped || !is_date(text.substr(0, 10))) return no_time();
    if (text.size() == 10) return Refusal{"the time of the day is missing", "write 2026-01-31 18:00"};
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[13] != ':') return no_time();
    std::string_view rest = text.substr(16);
    int second = 0;
    if (rest.starts_with(':')) {
        second = digits(rest, 1, 2);
        if (second < 0 || second > 59) return no_time();
        rest.remove_prefix(3);
    }
    if (!rest.empty()) return read_with_offset(text, instant);
    if (zone_.empty()) return Refusal{"the time zone of the mall is not known"};
    const auto month_number = static_cast<unsigned>(month);
    const auto day_number = static_cast<unsigned>(day_of_month);
    const int minute_of_day = 60 * hour + minute;
    const Day& kept = day(year, month_number, day_number);
    if (kept.is_plain) {
        instant = kept.begin + std::chrono::minutes{minute_of_day} + std::chrono::seconds{second};
        return std::nullopt;
    }
    instant = core::from_local(year, month_number, day_number, minute_of_day, zone_);
    const core::LocalTime back = core::to_local(instant, zone_);
    if (back.day != day_number || back.minute_of_day != minute_of_day) {
        return Refusal{"the clocks of " + zone_ + " skip this time", "write the time after the change"};
    }
    instant += std::chrono::seconds{second};
    return std::nullopt;
}

}  // namespace mallctl::catalog
