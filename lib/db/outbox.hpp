// Versions and the outbox: every write of a mall is numbered and announced in its own transaction.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// Takes the mall's row lock, gives the write the next version number and outbox offset, appends both rows and
// NOTIFYs channel "mallctl" with {"mall", "offset"}. `kind` is "import", "apply", "set" or "rollback",
// `summary_json` the payload. The version keeps which plan is current and seals the audit log (db/audit.hpp): change
// the plan and add the entries first. Returns the version.
std::int64_t record_version(Transaction& transaction, std::string_view kind, std::string_view summary_json);

// Announces what is no change of the mall, such as a built artifact: an outbox row with the mall's version as
// it stands, and the same NOTIFY. Returns the offset.
std::int64_t record_event(Transaction& transaction, std::string_view kind, std::string_view payload_json);

struct OutboxEvent {
    core::Uuid mall;
    std::int64_t offset = 0;
    std::int64_t version = 0;
    std::string kind;
};

// First reports the newest event of every mall, so that a caller who loaded its state before listening misses
// nothing; then every later one, in order within a mall. Waits for NOTIFY on a connection of its own and
// re-reads the outbox; a lost connection is retried with backoff and followed by a full re-read, so no event
// is missed. Blocks its thread until `stop` answers true (asked at least once a second).
void listen(const Endpoint& endpoint, const std::function<bool()>& stop,
            const std::function<void(const OutboxEvent&)>& on_event);

}  // namespace mallctl::db
