// What rows of the catalog were at a version, and what tells two versions apart: out of the audit log and of
// what is stored.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "catalog/fields.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct RowChange {
    const catalog::Kind* kind = nullptr;
    core::Uuid id;
    std::string slug;  // afterwards; of one that is gone: before
    // The row as image_of() has it (db/audit.hpp), JSON; empty: there was, or is, none.
    std::string before;
    std::string after;
};

// Calls `on_change` for every row of the transaction's mall that is not the same at version `from` and at
// version `to`, kind by kind in the order of catalog::kinds(), within a kind by slug. Of a transaction that
// writes, its coming version is one too, once its entries are there. Both must be of the time of the audit
// log, or else of before any change of it. Memory is bounded. O((rows changed after `from`) log).
void for_each_change(Transaction& transaction, std::int64_t from, std::int64_t to,
                     const std::function<void(const RowChange&)>& on_change);

// The units of the floor plan that version `version` edited by hand, as audit entries hold them: images are
// objects of ref, category, name and edits. `kind` is null. By level and number.
void for_each_unit_edit(Transaction& transaction, std::int64_t version,
                        const std::function<void(const RowChange&)>& on_change);

// The versions above `above` of which no entry tells what they changed: of before the audit log. Ascending.
std::vector<std::int64_t> unaudited_versions(Transaction& transaction, std::int64_t above);

// SQL of one row (image, entry): what the row of kind `kind` with the id `id` was at `version` (all but the
// kind are SQL), null where there was none; and the version of the entry that tells it, null where it is as
// stored.
std::string state_at(const catalog::Kind& kind, const std::string& id, const std::string& version);

// SQL of the ids of the rows of the kind that were changed after `version`.
std::string touched_after(const catalog::Kind& kind, const std::string& version);

}  // namespace mallctl::db
