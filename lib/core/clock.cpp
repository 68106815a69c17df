#include "core/clock.hpp"

#include <date/date.h>
#include <date/tz.h>

#include <cstdlib>
#include <sstream>

#include "core/error.hpp"

namespace mallctl::core {

Instant now() {
    if (const char* fixed = std::getenv("MALLCTL_NOW"); fixed != nullptr && *fixed != '\0') {
        return parse_instant(fixed);
    }
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Instant parse_instant(std::string_view text) {
    for (const char* format : {"%FT%TZ", "%FT%T%Ez", "%FT%H:%M%Ez", "%FT%H:%MZ"}) {
        std::istringstream in{std::string(text)};
        std::chrono::sys_time<std::chrono::milliseconds> instant;
        in >> date::parse(format, instant);
        if (!in.fail() && in.peek() == std::istringstream::traits_type::eof()) {
            return std::chrono::floor<std::chrono::seconds>(instant);
        }
    }
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
