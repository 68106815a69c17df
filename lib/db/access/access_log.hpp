// The log of rights.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/endpoint.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// An entry of the log, which is only ever added to: who did what about whom. No secret belongs in it.
struct AccessEvent {
    std::string actor;    // a login, a database user, or an address where nobody is known
    std::string action;   // "invited", "accepted", "signed-in", "sign-in-refused", ...
    std::string subject;  // a login, "user SLUG" or "apikey NAME"
    std::optional<core::Uuid> mall;
    std::string details = "{}";  // a JSON object
    core::Instant at{};          // of entries that are read
};

void record_access(Transaction& transaction, const AccessEvent& event, core::Instant now);

// Those of a mall, or, without one, of the platform and all malls; the newest first.
std::vector<AccessEvent> list_access(Transaction& transaction, const std::optional<core::Uuid>& mall,
                                     std::int64_t limit);

// Whom a session acts for, as versions and this log name it.
std::string author_of(Transaction& transaction);

// Blocks its thread until `stop` answers true: calls `changed` whenever a right may have ended or changed,
// and after each connection that was lost, as something may have been missed then.
void listen_for_access(const Endpoint& endpoint, const std::function<bool()>& stop,
                       const std::function<void()>& changed);

}  // namespace mallctl::db
