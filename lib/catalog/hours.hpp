// Opening hours in the OSM opening_hours grammar (wiki.openstreetmap.org/wiki/Key:opening_hours/specification):
// the part that malls use. What is not understood is refused with the column of the fault, never misread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"

namespace mallctl::catalog {

// Rules in order; a later rule replaces an earlier one on the weekdays it names.
class OpeningHours {
  public:
    struct Span {
        int from = 0;  // minute of the day, 0..1439
        int to = 0;    // may pass 1440 for times after midnight, at most 2880
    };
    struct State {
        bool open = false;
        std::optional<core::Instant> until;  // the next change within eight days
    };

    // Throws core::Error(rejected) with the column in its message. Understood: "24/7", weekday lists and ranges
    // (Mo-Fr,Su), several time spans, spans past midnight, "off"/"closed", rules separated by ";".
    static OpeningHours parse(std::string_view text);

    // Open or not at an instant in a zone, and until when.
    State at(core::Instant instant, std::string_view zone) const;

  private:
    std::vector<std::vector<Span>> by_weekday_ = std::vector<std::vector<Span>>(7);  // [0] = Monday
};

}  // namespace mallctl::catalog
