#include "db/catalog/staged_kind.hpp"

#include <fmt/format.h>

#include <utility>

#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

const std::vector<std::pair<const char*, const char*>>& own_columns() {
    static const std::vector<std::pair<const char*, const char*>> columns = {
        {"_seq", "integer"},   {"_file", "integer"},   {"_line", "integer"},  {"_col", "integer"},
        {"_stated", "bigint"}, {"_partial", "bigint"}, {"_clears", "bigint"}, {"_was", "text"},
        {"_id", "uuid"},       {"_digest", "uuid"},    {"_places", "bytea"},
    };
    return columns;
}

}  // namespace

std::string staged_table(const catalog::Kind& kind) {
    return "pg_temp." + quoted("staged_" + kind.name);
}

std::string delta_table(const catalog::Kind& kind) {
    return "pg_temp." + quoted("delta_" + kind.name);
}

std::string renamed_table(const catalog::Kind& kind) {
    return "pg_temp." + quoted("renamed_" + kind.name);
}

std::vector<std::string> staged_columns(const catalog::Kind& kind) {
    std::vector<std::string> columns;
    for (const std::size_t field : stored_fields(kind))
        columns.push_back(quoted(column_of(kind.fields[field])));
    for (const auto& [name, type] : own_columns()) columns.emplace_back(name);
    return columns;
}

std::string create_staging(const catalog::Kind& kind) {
    std::string columns;
    for (const auto& [name, type] : own_columns()) columns += fmt::format("{} {}, ", name, type);
    for (const std::size_t field : stored_fields(kind)) {
        columns +=
            fmt::format("{} {}, ", quoted(column_of(kind.fields[field])), sql_type_of(kind.fields[field]));
    }
    columns.resize(columns.size() - 2);
    return fmt::format(
        "create temp table {} ({}) on commit drop; "
        "create temp table {} (_seq integer, stored uuid, changed bigint) on commit drop; "
        "create temp table {} (_seq integer, stored uuid, was text) on commit drop",
        quoted("staged_" + kind.name), columns, quoted("delta_" + kind.name), quoted("renamed_" + kind.name));
}

}  // namespace mallctl::db
