#include "cli/output/rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/output/display_width.hpp"
#include "core/error.hpp"
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

// RFC 4180 section 2, rules 5 to 7.
std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string as_csv(const Rows& rows) {
    std::string text;
    const auto add_line = [&text](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + csv_cell(cells[i]);
        text += "\n";
    };
    std::vector<std::string> cells;
    for (const auto& column : rows.columns) cells.push_back(column.name);
    add_line(cells);
    for (const auto& row : rows.rows) {
        cells.clear();
        for (const auto& cell : row) cells.push_back(cell.value_or(""));
        add_line(cells);
    }
    return text;
}

std::string heading(const std::string& name) {
    std::string text = name;
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        if (c == '_') return ' ';
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

// A line break inside a cell would tear the table, and an escape command the terminal.
std::string table_cell(const std::optional<std::string>& cell) {
    std::string text = cell.value_or("-");
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return text;
}

std::string as_table(const Rows& rows) {
    std::vector<std::vector<std::string>> lines(1);
    for (const auto& column : rows.columns) lines[0].push_back(heading(column.name));
    for (const auto& row : rows.rows) {
        auto& line = lines.emplace_back();
        for (const auto& cell : row) line.push_back(table_cell(cell));
    }
    std::vector<std::size_t> widths(rows.columns.size(), 0);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
    }
    std::string text;
    for (const auto& line : lines) {
        std::string out;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string pad(widths[i] - display_width(line[i]), ' ');
            const bool right = rows.columns[i].kind == CellKind::number;
            out += (i == 0 ? "" : "  ") + (right ? pad + line[i] : line[i] + pad);
        }
        out.erase(out.find_last_not_of(' ') + 1);
        text += out + "\n";
    }
    return text;
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
