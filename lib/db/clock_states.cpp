#include "db/clock_states.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace mallctl::db {

const std::vector<std::string>& clock_states(const catalog::Kind& kind) {
    static const std::vector<std::string> none;
    static const std::vector<std::string> of_offers = {"draft", "scheduled", "live", "ended"};
    static const std::vector<std::string> of_terms = {"future", "current", "past"};
    if (kind.name == "offer") return of_offers;
    return kind.name == "lease" || kind.name == "closure" ? of_terms : none;
}

std::string clock_state_of(const catalog::Kind& kind, const std::string& row, const std::string& at,
                           const std::string& zone) {
    if (kind.name == "offer") {
        return fmt::format(
            "case when {0}.draft then 'draft' when {1} >= {0}.\"to\" then 'ended' "
            "when {1} < {0}.\"from\" then 'scheduled' else 'live' end",
            row, at);
    }
    if (kind.name == "closure") {
        return fmt::format(
            "case when {1} >= {0}.until then 'past' when {1} < {0}.\"from\" then 'future' else 'current' end",
            row, at);
    }
    if (kind.name == "lease") {
        return fmt::format(
            "case when ({1} at time zone {2})::date < {0}.\"from\" then 'future' "
            "when ({1} at time zone {2})::date >= {0}.\"to\" then 'past' else 'current' end",
            row, at, zone);
    }
    throw std::logic_error("a " + kind.name + " has no state by the clock");
}

}  // namespace mallctl::db
