// What the clock says of leases and closures. The same as SQL: db/clock_states.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace mallctl::catalog {

// Where the present lies to a half-open range of time.
enum class TermState { future, current, past };

// Of a lease over the local days [from, to), as "2026-01-31" (empty `to`: open end), at an instant on the
// clock of `zone`, for which core::is_time_zone must hold.
TermState lease_state(std::string_view from, std::string_view to, core::Instant at, std::string_view zone);

// Of a closure over [from, until). Nothing as `from`: already; nothing as `until`: until further notice.
TermState closure_state(const std::optional<core::Instant>& from, const std::optional<core::Instant>& until,
                        core::Instant at);

// The day of an instant on the clock of a zone: "2026-01-31".
std::string local_day(core::Instant at, std::string_view zone);

// "future", "current", "past".
const char* to_string(TermState state);

}  // namespace mallctl::catalog
