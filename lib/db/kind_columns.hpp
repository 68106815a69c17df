// How the declared fields of a kind are columns of its table: one rule, from which every statement over kinds
// is made.
#pragma once

#include <string>
#include <vector>

#include "catalog/fields.hpp"

namespace mallctl::db {

// `mallctl."offer"`. Every kind but "unit" has a table.
std::string table_of(const catalog::Kind& kind);

// The name of the column, not quoted: that of the field, with "_minor" behind it for money.
std::string column_of(const catalog::Field& field);

// "text", "jsonb" (names), "text[]" (lists, locales, dates, tiers, targets), "bigint" (money, integers),
// "double precision", "boolean", "date", "timestamptz", "geometry" (areas).
const char* sql_type_of(const catalog::Field& field);

// What the column holds where the field is empty, as SQL: '' for texts, '{}' for names and lists, false for a
// flag; null for references, money, numbers, dates, times and areas.
const char* empty_value_of(const catalog::Field& field);

// `"a"`: an identifier as SQL reads it.
std::string quoted(const std::string& identifier);

// The fields that are columns: all but shorthands, in the order declared. Indices into Kind::fields.
std::vector<std::size_t> stored_fields(const catalog::Kind& kind);

}  // namespace mallctl::db
