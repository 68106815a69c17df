// Opening hours in the OSM opening_hours grammar
// (wiki.openstreetmap.org/wiki/Key:opening_hours/specification): the part that malls use. What is not
// understood is refused with the column of the fault, never misread.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/hours/rule.hpp"
#include "core/clock.hpp"

namespace mallctl::catalog {

class OpeningHours {
  public:
    using Status = hours::Status;

    struct State {
        Status status = Status::closed;
        std::optional<core::Instant> until;  // the next change of the status within eight days
    };

    // Understood: rules of years, months and dates, easter, ISO weeks (hours/dates.hpp), weekdays, the nth of
    // a month and PH (hours/weekdays.hpp), one or more time spans (9:00-13:00,14:00-18:00), also past
    // midnight (22:00-02:00 or 22:00-26:00), or "24/7"; then "open", "off", "closed", "unknown", a comment. A
    // comment alone means unknown. Rules are separated by ";" (replaces what the rules before it say of the
    // days that it names; one with "off" only closes its hours), "," (adds to them) and "||" (counts where
    // they leave the place closed). Refused: SH, times that depend on the sun, open ends (10:00+), points in
    // time, steps other than of weeks, days without hours or a word, and all that would not mean what its
    // writer thinks (hours/order.hpp). Throws core::Error(rejected) with "column N" (from 1, in characters)
    // in its message, and a finding whose where.column is N.
    static OpeningHours parse(std::string_view text);

    // The status at an instant in a zone (an IANA name), and until when. `holidays` are the days that PH
    // names, in ascending order. Hours are wall-clock times: one that a change to summer time skips is the
    // end of the gap, one that occurs twice is its first occurrence. Takes no memory of its own; time grows
    // with the number of spans and of changes between spans that the status outlives, within eight days.
    State at(core::Instant instant, std::string_view zone,
             std::span<const std::chrono::sys_days> holidays = {}) const;

  private:
    std::vector<hours::Rule> rules_;
};

}  // namespace mallctl::catalog
