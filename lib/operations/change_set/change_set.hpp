// A change set: what a write of the catalog would do to the rows of a mall, saved to be done later.
//
// Format: JSON Lines, mallctl-manifest(5), CHANGE SETS. The first line is the header, the last one counts the changes and
// holds the SHA-256 of all lines before it; each line between is one change. Values are as the audit log has
// them (db::image_of): by column, amounts in minor units, instants in UTC, areas as hexadecimal EWKB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/fields.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"

namespace mallctl::operations {

inline constexpr std::string_view change_set_format = "mallctl-changeset";
inline constexpr int change_set_version = 1;  // the newest that is read, and the one that is written

struct ChangeSetHeader {
    std::string mall;  // its slug before the changes
    core::Uuid mall_id;
    std::int64_t base_version = 0;  // of the mall before the changes; 0: the changes make it
    core::Instant created_at;
    std::string max_deletes;  // what deletions were checked against: "10%", "50"
};

struct Change {
    enum class Action { add, update, remove };

    Action action = Action::update;
    const catalog::Kind* kind = nullptr;
    std::string slug;      // afterwards; of a row that goes: before
    std::string old_slug;  // before; empty of a row that is added
    core::Uuid unit;       // of kind "unit": its id, as its slug may be nobody's alone
    // JSON objects by column: of an update the fields that change, else the whole row; empty for none.
    std::string before;
    std::string after;
    int line = 0;
};

// True where a file of this name begins as a change set does. False for what is no regular file.
bool is_change_set(const std::string& file);

struct ChangeSetField {
    std::string key;        // as in images: "price_minor"
    std::size_t field = 0;  // index into Kind::fields
};

// The fields of a kind that a change set may hold, in the order declared. `kind` is one of catalog::kinds().
const std::vector<ChangeSetField>& fields_in_change_set(const catalog::Kind& kind);

// Null where the kind has none of this key.
const ChangeSetField* find_in_change_set(const catalog::Kind& kind, std::string_view key);

}  // namespace mallctl::operations
