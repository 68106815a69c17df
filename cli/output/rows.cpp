#include "cli/output/rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/output/table.hpp"
#include "core/error.hpp"
#include "exporters/table/csv_cell.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

Json split_list(const std::string& text) {
    Json list = Json::array();
    std::size_t start = 0;
    while (!text.empty() && start <= text.size()) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        list.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return list;
}

Json cell_value(const Column& column, const std::optional<std::string>& cell) {
    if (!cell) return nullptr;
    switch (column.kind) {
        case CellKind::text:
            return *cell;
        case CellKind::number:
            return Json::parse(*cell);
        case CellKind::boolean:
            return *cell == "true";
        case CellKind::list:
            return split_list(*cell);
    }
    return nullptr;
}

Json row_object(const Rows& rows, const std::vector<std::optional<std::string>>& row) {
    Json object = Json::object();
    for (std::size_t i = 0; i < rows.columns.size(); ++i)
        object[rows.columns[i].name] = cell_value(rows.columns[i], row[i]);
    return object;
}

std::string as_json(const Rows& rows) {
    Json array = Json::array();
    for (const auto& row : rows.rows) array.push_back(row_object(rows, row));
    return operations::to_text(array, 2) + "\n";
}

std::string as_jsonl(const Rows& rows) {
    std::string text;
    for (const auto& row : rows.rows) text += operations::to_text(row_object(rows, row)) + "\n";
    return text;
}

// YAML 1.2 is a superset of JSON: each value is written as JSON, which no YAML reader can misread.
std::string as_yaml(const Rows& rows) {
    if (rows.rows.empty()) return "[]\n";
    std::string text;
    for (const auto& row : rows.rows) {
        const char* lead = "- ";
        const Json object = row_object(rows, row);
        for (const auto& [name, value] : object.items()) {
            text += lead + name + ": " + operations::to_text(value) + "\n";
            lead = "  ";
        }
    }
    return text;
}

std::string as_csv(const Rows& rows) {
    std::string text;
    for (const auto& column : rows.columns)
        text += (text.empty() ? "" : ",") + exporters::csv_cell(column.name);
    text += '\n';
    for (const auto& row : rows.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool plain = rows.columns[i].kind == CellKind::number;
            const std::string cell = row[i].value_or("");
            text +=
                (i == 0 ? "" : ",") + (plain ? exporters::csv_cell(cell) : exporters::csv_report_cell(cell));
        }
        text += '\n';
    }
    return text;
}

std::string as_table(const Rows& rows) {
    std::ostringstream text;
    TableWriter table(rows.columns, text, rows.rows.size());
    for (const auto& row : rows.rows) table.add(row);
    table.finish();
    return text.str();
}

}  // namespace

std::string format_rows(const Rows& rows, std::string_view format) {
    if (format == "table") return as_table(rows);
    if (format == "json") return as_json(rows);
    if (format == "jsonl") return as_jsonl(rows);
    if (format == "csv") return as_csv(rows);
    if (format == "yaml") return as_yaml(rows);
    throw core::Error(core::Fault::usage,
                      "format \"" + std::string(format) + "\" is not one that this verb writes",
                      "choose one of: table, json, jsonl, csv, yaml");
}

}  // namespace mallctl::cli
