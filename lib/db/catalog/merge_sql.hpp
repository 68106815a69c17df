// The expressions that lay staged rows over stored ones, one a field, for whatever kind: in them `s` is the
// staged row and `t` the stored one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "db/catalog/staged_kind.hpp"

namespace mallctl::db {

// The fields beside the key that some row of the kind states. Indices into Kind::fields.
std::vector<std::size_t> stated_fields(const StagedKind& staged);

// True in SQL where the row states the field; "true" where every row does.
std::string states(const StagedKind& staged, std::size_t field);

// What the column is to hold afterwards: an absent field keeps, an empty one clears, names that are stated in
// some languages keep the others.
std::string merged_value(const StagedKind& staged, std::size_t field);

// The same of a row that is new.
std::string new_value(const StagedKind& staged, std::size_t field);

// True in SQL where the stored row is to get another value.
std::string differs(const StagedKind& staged, std::size_t field);

// A bigint: the bits of the fields that differ; 0 where none does.
std::string changed_bits(const StagedKind& staged);

// True where any field differs. Cheaper than changed_bits() <> 0: it stops at the first.
std::string any_differs(const StagedKind& staged);

// A text[] of the names of the fields whose bits are set in `bits`, an SQL expression.
std::string names_of_bits(const catalog::Kind& kind, const std::string& bits);

}  // namespace mallctl::db
