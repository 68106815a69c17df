// The secrets that sign what guests hold, which change.
#pragma once

#include <chrono>
#include <vector>

#include "access/guest.hpp"
#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// The newest first; one is made where there is none.
std::vector<access::SigningSecret> signing_secrets(Session& session, core::Instant now);

// Makes a new secret once the newest is older than `life`; what the old ones signed is believed for `grace`
// from then on, as long as a guest's session lives, and then they go. Returns whether anything changed.
bool rotate_signing_secret(Transaction& transaction, std::chrono::seconds life, std::chrono::seconds grace,
                           core::Instant now);

}  // namespace mallctl::db
