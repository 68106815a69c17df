// Entries of the audit log, found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct AuditEntry {
    std::int64_t version = 0;
    std::int64_t seq = 0;
    core::Instant committed_at;
    std::string author;
    std::string verb;    // the kind of the version: "apply", "import", ...
    std::string kind;    // of the row
    std::string slug;    // empty: rows that were added in bulk
    std::string action;  // "added", "updated", "removed"
    std::int64_t rows = 1;
    std::string digest;  // of rows that were added in bulk, hexadecimal
    std::string before;  // JSON; empty for none
    std::string after;
};

// Empty and nothing: any.
struct AuditFilter {
    std::string kind;
    std::string slug;  // also one that the row had before or after the change
    std::string author;
    std::string action;
    std::optional<std::int64_t> version;
    std::optional<core::Instant> since;
    // Only what follows this entry in the list: version and seq.
    std::optional<std::pair<std::int64_t, std::int64_t>> after;
    std::int64_t limit = 1000;  // at most so many entries
};

// The entries of the transaction's mall that hold for `filter`: the newest version first, within one in its
// order.
std::vector<AuditEntry> list_audit(Transaction& transaction, const AuditFilter& filter);

}  // namespace mallctl::db
