// One row model for every list that a verb prints: table, JSON, JSONL, CSV, YAML.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::cli {

enum class CellKind { text, number, boolean, list };

struct Column {
    std::string name;  // snake_case: the JSON key and the CSV heading
    CellKind kind = CellKind::text;
};

// A cell's text is what a table shows and CSV holds; nothing is null (empty in CSV). A list is joined by ';'.
struct Rows {
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

// `format`: "table", "json", "jsonl", "csv" or "yaml"; throws core::Error(usage) naming those for any other.
// Tables align columns by display width, upper-case headings; CSV is RFC 4180, for people: a text that
// a spreadsheet would run has an apostrophe before it.
std::string format_rows(const Rows& rows, std::string_view format);

}  // namespace mallctl::cli
