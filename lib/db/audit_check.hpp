// Whether the audit log of a mall is what was sealed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/session.hpp"

namespace mallctl::db {

struct AuditBreak {
    std::int64_t version = 0;
    std::optional<std::int64_t> entry;  // its seq, where it can be told
    std::string what;                   // one sentence without a full stop
};

struct AuditCheck {
    std::int64_t versions = 0;  // that hold, from the first one on
    std::int64_t entries = 0;   // of these
    std::string hash;           // of the newest of these, hexadecimal; empty for none
    std::optional<AuditBreak> broken;
};

// Hashes every entry of the transaction's mall again and follows the chain from the mall's id on, up to the
// first version that is not what was sealed: one that is missing, added or altered, itself or in its entries.
// The newest version that the mall and its outbox name is the witness against a shortened log. Whoever can
// rewrite the whole chain can forge it: `hash`, kept elsewhere, is the proof against that. O(entries) of the
// server's time, memory bounded.
AuditCheck check_audit(Transaction& transaction);

}  // namespace mallctl::db
