#include "core/clock.hpp"

#include <date/date.h>
#include <date/tz.h>

#include <cstdlib>
#include <optional>

#include "core/error.hpp"

namespace mallctl::core {

namespace {

// Takes a text apart from the front. date::parse is not for text from outside: for some, its own arithmetic
// overflows, and it takes one digit for two.
class Digits {
  public:
    explicit Digits(std::string_view text) : rest_(text) {}

    // Exactly `count` digits as a number; -1, which is no part of any time, where they are not there.
    int number(std::size_t count) {
        if (rest_.size() < count) return -1;
        int value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return -1;
            value = 10 * value + (c - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool done() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

bool is_below(int value, int limit) {
    return value >= 0 && value < limit;
}

std::optional<std::chrono::minutes> read_offset(Digits& in) {
    if (in.take('Z')) return std::chrono::minutes{0};
    const bool ahead = in.take('+');
    if (!ahead && !in.take('-')) return std::nullopt;
    const int hour = in.number(2);
    const bool colon = in.take(':');
    const int minute = in.number(2);
    if (!colon || !is_below(hour, 24) || !is_below(minute, 60)) return std::nullopt;
    const auto offset = std::chrono::hours{hour} + std::chrono::minutes{minute};
    return ahead ? offset : -offset;
}

// What format_instant writes with a year of four digits.
bool has_written_form(Instant instant) {
    using namespace std::chrono;
    return instant >= sys_days{year{0} / 1 / 1} && instant < sys_days{year{10000} / 1 / 1};
}

// RFC 3339 section 5.6; the seconds may be left out, and their fraction is.
std::optional<Instant> read_instant(std::string_view text) {
    Digits in(text);
    const int year = in.number(4);
    const bool first_dash = in.take('-');
    const int month = in.number(2);
    const bool second_dash = in.take('-');
    const int day = in.number(2);
    const bool divided = in.take('T');
    const int hour = in.number(2);
    const bool colon = in.take(':');
    const int minute = in.number(2);
    int second = 0;
    if (in.take(':')) {
        second = in.number(2);
        if (in.take('.')) {
            if (in.number(1) < 0) return std::nullopt;
            while (in.number(1) >= 0) {
            }
        }
    }
    const auto offset = read_offset(in);
    if (year < 0 || !first_dash || month < 0 || !second_dash || day < 0 || !divided || !colon || !offset ||
        !in.done() || !is_below(hour, 24) || !is_below(minute, 60) || !is_below(second, 60)) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    const Instant instant = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                            std::chrono::minutes{minute} + std::chrono::seconds{second} - *offset;
    if (!has_written_form(instant)) return std::nullopt;
    return instant;
}

}  // namespace

Instant now() {
    if (const char* fixed = std::getenv("MALLCTL_NOW"); fixed != nullptr && *fixed != '\0') {
        return parse_instant(fixed);
    }
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Instant parse_instant(std::string_view text) {
    if (const auto instant = read_instant(text)) return *instant;
    throw Error(Fault::usage, "\"" + std::string(text) + "\" is not a time",
                "write it as RFC 3339 with an offset: 2026-01-31T18:00:00+01:00");
}

std::string format_instant(Instant instant) {
    return date::format("%FT%TZ", instant);
}

bool is_time_zone(std::string_view name) {
    if (name.empty()) return false;
    try {
        date::locate_zone(std::string(name));
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

LocalTime to_local(Instant instant, std::string_view zone) {
    const auto local = date::locate_zone(std::string(zone))->to_local(instant);
    const auto day = date::floor<date::days>(local);
    const date::year_month_day ymd{day};
    LocalTime time;
    time.year = static_cast<int>(ymd.year());
    time.month = static_cast<unsigned>(ymd.month());
    time.day = static_cast<unsigned>(ymd.day());
    time.iso_weekday = date::weekday{day}.iso_encoding();
    time.minute_of_day =
        static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local - day).count());
    return time;
}

Instant from_local(int year, unsigned month, unsigned day, int minute_of_day, std::string_view zone) {
    const date::local_days date_part{date::year{year} / date::month{month} / date::day{day}};
    const auto local = date_part + std::chrono::minutes{minute_of_day};
    return std::chrono::floor<std::chrono::seconds>(
        date::locate_zone(std::string(zone))->to_sys(local, date::choose::earliest));
}

}  // namespace mallctl::core
