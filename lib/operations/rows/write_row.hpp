// One row of the catalog written as JSON says: what PUT, PATCH, POST and DELETE of the API do, through the
// same writer as files and the command line.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "access/principal.hpp"
#include "catalog/fields.hpp"
#include "catalog/model.hpp"
#include "core/clock.hpp"
#include "db/session.hpp"
#include "operations/rows/row_error.hpp"
#include "operations/rows/row_rights.hpp"

namespace mallctl::operations {

struct WrittenRow {
    bool created = false;
    bool changed = false;
    std::string slug;          // by now: a patch may rename
    std::string json;          // as read_row() gives it; empty of one that was removed
    std::int64_t version = 0;  // of the mall afterwards
};

struct RowWrite {
    std::string mall;                     // slug; of a mall that is made, its own
    const catalog::Kind* kind = nullptr;  // any but "unit"; a mall is made or patched
    RowVerb verb = RowVerb::patch;
    std::string slug;       // of the row; empty with create
    std::string_view body;  // JSON, see catalog/json_row.hpp; none to remove
    const access::Principal* who = nullptr;
    core::Instant at{};
    std::chrono::milliseconds lock_timeout{5'000};
    // Whether the row, as JSON, is what the caller takes it for; null: there is none. Asked under the lock.
    std::function<bool(const std::string* json)> precondition = {};
    // As of EditOptions, in the transaction of the write.
    std::function<void(db::Transaction&)> on_begin = {};
    std::function<void(db::Transaction&, const WrittenRow&)> on_end = {};
};

// One transaction and, where anything changes, one version of the kind "create", "set" or "delete" by the
// author of the session. Put makes a row that is not there. Throws RowError; core::Error(failed) for an
// unknown mall, (conflict) on a lock timeout.
WrittenRow write_row(db::Session& session, const RowWrite& write);

// A row as JSON, in one line with a line break: its declared fields, in their order. Nothing where there is
// none.
std::optional<std::string> read_row(db::Transaction& transaction, const catalog::Kind& kind,
                                    const catalog::Mall& mall, const std::string& slug);

}  // namespace mallctl::operations
