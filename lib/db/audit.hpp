// The audit log: what every writer of the catalog adds to it, and the hash chain that seals it.
//
// A writer calls coming_version() under the mall's advisory lock, writes rows with that number in `version`
// (and in `created_version` where it inserts), adds its entries with that number, and calls record_version()
// last, which seals them. An entry of an updated or removed row holds the row as it was, and of an updated
// one as it is then, as image_of() makes it; rows that are inserted are one entry with their count and
// digest_of_images(), whose id, slug, before and after are null.
#pragma once

#include <cstdint>
#include <string>

#include "catalog/fields.hpp"
#include "db/connection.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

// The number that record_version() will give to what the running transaction writes: one above the newest, 1
// of a mall that is not there yet.
std::int64_t coming_version(Work& work, const core::Uuid& mall);

// The `seq` of the next entry of the version: they count from 0 without gaps.
std::int64_t next_audit_seq(Work& work, const core::Uuid& mall, std::int64_t version);

// The row of table alias `row` as the log keeps it, as SQL of type jsonb: an object of its columns
// (stored_fields), `origin`, `edited`, `created_version` and `version`. Instants are UTC
// ("2026-01-31T18:00:00Z"), geometries hexadecimal EWKB, all else as jsonb has it: the same row is the same
// text on every server.
std::string image_of(const catalog::Kind& kind, const std::string& row);

// The value of a column out of the image `image`, as SQL of the column's type: image_of() in reverse.
std::string column_of_image(const catalog::Field& field, const std::string& image);

// An image that an older schema may have made, with every column of today: those that it lacks are empty.
std::string complete_image(const catalog::Kind& kind, const std::string& image);

// Over a group of rows, the hexadecimal SHA-256 over the SHA-256 of each image, in the order of `order`: an
// aggregate as SQL.
std::string digest_of_images(const catalog::Kind& kind, const std::string& row, const std::string& order);

// Adds what the version, whose row is there already, changed of the floor plan: an entry of kind "plan" where
// another plan is current than before, and one of kind "unit" for each unit whose ref, category or name was
// edited by hand. Then seals the version's entries. record_version() calls it.
void audit_and_seal(Work& work, const core::Uuid& mall, std::int64_t version);

}  // namespace mallctl::db
