// What the clock says of an offer. The same as SQL: db/clock_states.hpp.
#pragma once

#include <optional>

#include "core/clock.hpp"

namespace mallctl::catalog {

enum class OfferState {
    draft,      // not published, whatever its times are
    scheduled,  // published, begins later
    live,       // within [from, to)
    ended,
};

// `from` and `to` are instants: a time on the mall's clock is made one where it is read, so that a change to
// or from summer time moves no offer (core::from_local says what skipped and doubled times are). Nothing as
// `from`: since ever; nothing as `to`: for ever.
OfferState offer_state(bool draft, const std::optional<core::Instant>& from,
                       const std::optional<core::Instant>& to, core::Instant at);

// The next instant at which the state is another one; nothing when only a person can change it.
std::optional<core::Instant> next_change(bool draft, const std::optional<core::Instant>& from,
                                         const std::optional<core::Instant>& to, core::Instant at);

// "draft", "scheduled", "live", "ended".
const char* to_string(OfferState state);

}  // namespace mallctl::catalog
