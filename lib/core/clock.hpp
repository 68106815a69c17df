// The one clock. MALLCTL_NOW (RFC 3339) fixes it for tests and seeding.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace mallctl::core {

using Instant = std::chrono::sys_seconds;

// Now in UTC, or the instant of MALLCTL_NOW when that is set; throws Error(usage) when it does not parse.
Instant now();

// RFC 3339 with an offset or Z ("2026-01-31T18:00:00+01:00"), with or without seconds; a fraction of a second
// is left out, and there are no leap seconds. Throws Error(usage) naming the text otherwise.
Instant parse_instant(std::string_view text);

// "2026-01-31T17:00:00Z".
std::string format_instant(Instant instant);

// True for a name of the IANA time-zone database of this machine ("Europe/Berlin").
bool is_time_zone(std::string_view name);

// The wall clock of a zone at an instant. `is_time_zone(zone)` must hold.
struct LocalTime {
    int year = 0;
    unsigned month = 0;        // 1..12
    unsigned day = 0;          // 1..31
    unsigned iso_weekday = 0;  // 1 = Monday .. 7 = Sunday
    int minute_of_day = 0;     // 0..1439
};
LocalTime to_local(Instant instant, std::string_view zone);

// The first instant whose wall clock in `zone` is at or after the given one: a time that a change to summer
// time skips maps to the end of the gap, one that occurs twice to its first occurrence.
Instant from_local(int year, unsigned month, unsigned day, int minute_of_day, std::string_view zone);

}  // namespace mallctl::core
