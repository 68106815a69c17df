// Until when an answer holds: snapshots do not change, but the clock opens stores, begins leases and ends
// closures. What says so here is exact or early, never late.
#pragma once

#include <chrono>
#include <string>

#include "core/clock.hpp"
#include "operations/near.hpp"
#include "operations/public_rows.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

// A text that is made at an instant and equals the one that is made at any instant before `valid_until`.
struct HeldText {
    std::string text;
    core::Instant valid_until;
};

// No answer is said to hold for longer.
inline constexpr std::chrono::days longest_validity{1};

// Until when what is where, and what is closed to those who walk there, stays as it is at `at`: the next
// begin or end of a closure, or of a lease on the mall's clock. Later than `at`. O(stores + leases).
core::Instant places_hold_until(const Snapshot& snapshot, core::Instant at);

// Until when the list of public rows of a kind (public_rows.hpp), made at `at` without a filter by hours,
// stays. Later than `at`. O(rows), with a look at the hours of each store.
core::Instant rows_hold_until(const Snapshot& snapshot, const PublicKind& kind, core::Instant at);

// Until when the answer to a request without `open_now`, made at `at`, stays: as places_hold_until, and for
// the hours of the stores among its hits. Later than `at`.
core::Instant holds_until(const Snapshot& snapshot, const NearAnswer& answer, core::Instant at);

}  // namespace mallctl::operations
