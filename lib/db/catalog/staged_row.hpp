// One row of the catalog as a row of its staging table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/row.hpp"
#include "core/diagnostic.hpp"
#include "core/uuid.hpp"
#include "db/copy_rows.hpp"

namespace mallctl::db {

// The bits of the fields of which a row takes languages away: those that it states in some languages only,
// one of them as an empty text.
std::uint64_t cleared_fields(const catalog::Row& row);

// The bits of those of `fields` that are required and that the row states whole, and as nothing.
std::uint64_t empty_fields(const catalog::Row& row, const std::vector<std::size_t>& fields);

// Appends the `fields` of `row`, all that are stored, of which it clears `cleared`, with the number `seq` and
// the id that it has when it is new, in the order of staged_columns(). Throws core::Error(rejected) for what
// no column can hold (a NUL, text that is no UTF-8, a coordinate that is not finite). O(size of the row).
void stage_row(CopyRows& out, const catalog::Row& row, const std::vector<std::size_t>& fields,
               std::uint64_t cleared, std::int32_t seq, const core::Uuid& id);

// Where `field` of a staged row of this kind stands, `row` being the place of the row; `places` is its
// _places in hexadecimal as PostgreSQL prints it ("\x..."). `row` for a field that is not stated.
core::SourcePosition place_of_field(const catalog::Kind& kind, core::SourcePosition row,
                                    std::string_view places, std::size_t field);

}  // namespace mallctl::db
