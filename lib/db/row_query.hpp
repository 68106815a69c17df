// Which rows of a kind, and what of them: questions that become SQL over declared columns, with every value a
// parameter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/fields.hpp"
#include "core/clock.hpp"
#include "db/rows.hpp"

namespace mallctl::db {

enum class Comparison { equal, not_equal, less, at_most, greater, at_least };

struct Condition {
    std::string field;  // declared, or told
    Comparison comparison = Comparison::equal;
    // Monostate: the field is empty (only equal and not_equal). Else what the field holds; of names and lists
    // the text that one of them is.
    catalog::FieldValue value;
};

struct RowQuery {
    std::vector<std::string> fields;  // declared or told; none: every declared one that is stored
    std::vector<Condition> where;     // all hold
    std::string after;                // slugs behind this one only
    std::int64_t limit = 0;           // rows at most; 0: all
    core::Instant at{};               // of what follows from the clock
    std::string zone = "UTC";         // of the mall
};

// A field that can be asked for: declared and stored, or told (db/told_columns.hpp). Null when there is none.
const catalog::Field* readable_field(const catalog::Kind& kind, std::string_view name);

std::vector<std::string> readable_names(const catalog::Kind& kind);

// True for the types of which values have an order: numbers, money, dates, times.
bool is_ordered(catalog::FieldType type);

struct Statement {
    std::string sql;
    Params params;
};

// The rows by slug, in the order of its bytes: id, version, slug, then a column for each field of the query,
// or of its fields. `bytewise`: the database itself compares texts by their bytes. Throws std::logic_error
// for a field that is not readable or a condition that does not fit its field. A kind without mall ("mall")
// is read whole.
Statement select_rows(const catalog::Kind& kind, const RowQuery& query, bool bytewise);

// For each field of the query that holds names (by its place there), each language that any of the rows has.
Statement select_languages(const catalog::Kind& kind, const RowQuery& query);

}  // namespace mallctl::db
