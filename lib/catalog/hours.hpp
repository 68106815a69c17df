// Opening hours in the OSM opening_hours grammar
// (wiki.openstreetmap.org/wiki/Key:opening_hours/specification): the part that malls use. What is not
// understood is refused with the column of the fault, never misread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"

namespace mallctl::catalog {

class OpeningHours {
  public:
    struct Span {
        int from = 0;  // minute of the day, 0..1439
        int to = 0;    // may pass 1440 for times after midnight, at most 2880; more than `from`

        bool operator==(const Span&) const = default;
    };
    // Index 0 is Monday. A span belongs to the day on which it begins.
    using Week = std::array<std::vector<Span>, 7>;

    struct State {
        bool open = false;
        std::optional<core::Instant> until;  // the next change within eight days
    };

    // Understood: "24/7"; weekday lists and ranges (Mo-Fr,Su; any case) with one or more time spans
    // (9:00-13:00,14:00-18:00), also past midnight (22:00-02:00 or 22:00-26:00); "off" and "closed" for whole
    // days; rules separated by ";" (replaces what earlier rules say of the weekdays it names) or by ","
    // before a weekday (adds to them); a rule without weekdays is for all of them. Refused, because it could
    // be misread: everything else (holidays, months, weeks, dates, sunset, open ends, comments, "||"),
    // weekdays without hours, and a ";" rule that names a day into which, or on which, an earlier rule's
    // hours pass midnight: the specification's reference implementation cuts such a night at 00:00, people
    // mean that it goes on; "," says so. Throws core::Error(rejected) with "column N" (from 1, in characters)
    // in its message, and a finding whose where.column is N.
    static OpeningHours parse(std::string_view text);

    // Open or not at an instant in a zone (an IANA name), and until when. Hours are wall-clock times: one
    // that a change to summer time skips is the end of the gap, one that occurs twice is its first
    // occurrence.
    State at(core::Instant instant, std::string_view zone) const;

    const Week& week() const { return week_; }

  private:
    Week week_;
};

}  // namespace mallctl::catalog
