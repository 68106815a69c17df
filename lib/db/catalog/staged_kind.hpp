// What is staged of one kind: a temporary table of rows as files state them, beside the stored table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/fields.hpp"

namespace mallctl::db {

struct StagedKind {
    const catalog::Kind* kind = nullptr;
    std::int64_t rows = 0;
    // Bits by field, as Row::stated: what at least one row states, what all rows do, and what at least one
    // states in some languages only, or takes languages away from. Statements leave out what nobody states.
    std::uint64_t stated_by_any = 0;
    std::uint64_t stated_by_all = ~std::uint64_t{0};
    std::uint64_t partial_by_any = 0;
    std::uint64_t clears_by_any = 0;
    std::uint64_t empty_by_any = 0;  // required, stated whole, and nothing
    bool renames = false;            // a row says `was`

    bool states(std::size_t field) const { return (stated_by_any >> field & 1) != 0; }
    bool always_states(std::size_t field) const { return (stated_by_all >> field & 1) != 0; }
};

// The columns that tell a staged row apart from its fields begin with '_':
//   _seq     integer   the row's number among all that were staged
//   _file, _line, _col integer   where it stands, as in catalog::Row
//   _stated, _partial  bigint    the bits of catalog::Row
//   _clears  bigint    bit i: field i is partial and takes a language away
//   _was     text      the slug before, or ''
//   _id      uuid      what it is called when it is new: UUIDv5 of (mall, "kind slug")
//   _digest  uuid      the first 16 bytes of SHA-256 over its fields as they are staged
//   _places  bytea     where its fields stand, see catalog/staged_row.hpp
// then the stored fields by db/kind_columns.hpp; what is not stated is empty. There is no row-level security
// and no index on it.
std::string staged_table(const catalog::Kind& kind);

// (_seq, stored uuid, changed bigint): the staged rows that are new (stored is null) or differ from the
// stored row (changed: bits of the fields that do; 0: only in who made it). Filled by compare_rows.
std::string delta_table(const catalog::Kind& kind);

// (_seq, stored uuid, was text): the staged rows that rename a stored one.
std::string renamed_table(const catalog::Kind& kind);

// Of the staged table, in the order of COPY.
std::vector<std::string> staged_columns(const catalog::Kind& kind);

// The statement that makes the three tables, which go at the end of the transaction.
std::string create_staging(const catalog::Kind& kind);

}  // namespace mallctl::db
