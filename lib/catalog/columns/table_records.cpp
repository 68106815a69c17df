#include "catalog/columns/table_records.hpp"

#include <algorithm>
#include <utility>

#include "core/utf8.hpp"

namespace mallctl::catalog::columns {

TableRecords::TableRecords(std::unique_ptr<TextStream> stream, const std::string& name, Findings& findings)
    : stream_(std::move(stream)), records_(*stream_), name_(name), findings_(findings) {}

bool TableRecords::next(std::vector<TableCell>& record) {
    while (true) {
        const auto step = records_.next(record_, fault_);
        if (step == CsvRecords::Step::end) return false;
        if (step == CsvRecords::Step::fault) {
            findings_.error(fault_.code, {name_, fault_.place.line, fault_.place.column}, fault_.message,
                            fault_.advice);
            continue;
        }
        record.resize(record_.cells.size());
        for (std::size_t i = 0; i < record.size(); ++i) {
            const auto& cell = record_.cells[i];
            record[i].text.assign(cell.text);
            record[i].line = cell.place.line;
            record[i].column = cell.place.column;
        }
        if (width_ == 0) width_ = record.size();
        if (fits(record)) return true;
    }
}

bool TableRecords::fits(const std::vector<TableCell>& record) {
    if (record.size() != width_) {
        const auto& cell = record[std::min(width_, record.size() - 1)];
        findings_.error(
            "M007", {name_, cell.line, cell.column},
            "the row has " + std::to_string(record.size()) + (record.size() == 1 ? " cell" : " cells") +
                ", the heading has " + std::to_string(width_),
            record.size() > width_ ? "quote a cell that holds a comma" : "write a comma for each empty cell");
        return false;
    }
    for (const auto& cell : record) {
        const auto at = core::find_invalid_utf8(cell.text);
        if (at == std::string_view::npos) continue;
        const int before = count_characters(std::string_view(cell.text).substr(0, at));
        findings_.error("M008", {name_, cell.line, cell.column + before}, "this is not UTF-8",
                        "save the file as UTF-8");
        return false;
    }
    return true;
}

}  // namespace mallctl::catalog::columns
