#include "cli/output/table.hpp"

#include <algorithm>

#include "cli/output/display_width.hpp"

namespace mallctl::cli {

namespace {

std::string heading(const std::string& name) {
    std::string text = name;
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        if (c == '_') return ' ';
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

std::string table_cell(const std::optional<std::string>& cell) {
    std::string text = cell.value_or("-");
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return text;
}

}  // namespace

TableWriter::TableWriter(std::vector<Column> columns, std::ostream& out, std::size_t measured)
    : columns_(std::move(columns)), out_(out), measured_(measured), widths_(columns_.size(), 0) {
    auto& line = held_.emplace_back();
    for (const auto& column : columns_) line.push_back(heading(column.name));
}

void TableWriter::add(const std::vector<std::optional<std::string>>& cells) {
    std::vector<std::string> line;
    for (const auto& cell : cells) line.push_back(table_cell(cell));
    if (!holding_) return write(line);
    held_.push_back(std::move(line));
    if (held_.size() > measured_) finish();
}

void TableWriter::finish() {
    if (!holding_) return;
    holding_ = false;
    for (const auto& line : held_) {
        for (std::size_t i = 0; i < line.size(); ++i)
            widths_[i] = std::max(widths_[i], display_width(line[i]));
    }
    for (const auto& line : held_) write(line);
    held_.clear();
}

void TableWriter::write(const std::vector<std::string>& line) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::size_t width = display_width(line[i]);
        const std::string pad(widths_[i] > width ? widths_[i] - width : 0, ' ');
        const bool right = columns_[i].kind == CellKind::number;
        out += (i == 0 ? "" : "  ") + (right ? pad + line[i] : line[i] + pad);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    out_ << out << '\n';
}

}  // namespace mallctl::cli
