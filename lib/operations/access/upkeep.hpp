// What has to be done for sign-ins from time to time, by one node at a time.
#pragma once

#include <chrono>
#include <optional>

#include "core/clock.hpp"
#include "db/access/access_upkeep.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

// How long a guest's session lives, and what signed it must be believed.
inline constexpr std::chrono::hours guest_time{24 * 30};

struct AccessUpkeep {
    db::AccessRetention retention;
    std::chrono::hours secret_life{24 * 30};  // from one signing secret to the next
};

// Removes what is over, and changes the signing secret when it is due: guests keep what the old one signed
// until it ends. Nothing where another node does it just now.
std::optional<db::Pruned> keep_access_tidy(db::Session& session, const AccessUpkeep& upkeep,
                                           core::Instant now);

}  // namespace mallctl::operations
