// What of signing in is over, and goes.
#pragma once

#include <chrono>
#include <cstdint>

#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// How long what is over is kept. Entries of the log of rights younger than 90 days stay, whatever is asked:
// the database holds to that (migration 0022).
struct AccessRetention {
    std::chrono::hours events{24 * 400};
    std::chrono::hours sessions{24 * 30};  // after their end; invitations too
    std::chrono::hours codes{24};          // sent to telephones, after they were made: limits count them
};

// How many rows went.
struct Pruned {
    std::int64_t events = 0;
    std::int64_t sessions = 0;
    std::int64_t invitations = 0;
    std::int64_t codes = 0;
    std::int64_t nonces = 0;
};
Pruned prune_access(Transaction& transaction, const AccessRetention& retention, core::Instant now);

// Nobody else holds the same until the transaction ends; false where somebody does.
bool lock_access_upkeep(Transaction& transaction);

}  // namespace mallctl::db
