#include "cli/output/joined_csv.hpp"

#include <algorithm>

namespace mallctl::cli {

namespace {

using Cells = std::vector<std::string>;  // as they are written, with their quotes

// Cells keep their quotes, so nothing is lost on the way out. A doubled quote ends a quoted part and begins
// the next one.
std::vector<Cells> records_of(const std::string& csv) {
    std::vector<Cells> records;
    Cells cells;
    std::string cell;
    bool quoted = false;
    for (const char c : csv) {
        if (c == '"') quoted = !quoted;
        if (quoted || (c != ',' && c != '\n')) {
            cell += c;
            continue;
        }
        cells.push_back(std::move(cell));
        cell.clear();
        if (c == ',') continue;
        records.push_back(std::move(cells));
        cells.clear();
    }
    return records;
}

std::size_t place_of(const std::string& name, const Cells& columns) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

void add_line(std::string& text, const Cells& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + cells[i];
    text += '\n';
}

}  // namespace

std::string joined_csv(const std::vector<MallTable>& tables) {
    std::vector<std::vector<Cells>> parsed;
    Cells columns;
    for (const auto& table : tables) {
        parsed.push_back(records_of(table.csv));
        if (parsed.back().empty()) continue;
        for (const auto& name : parsed.back().front()) {
            if (place_of(name, columns) == columns.size()) columns.push_back(name);
        }
    }
    const bool says_mall = place_of("mall", columns) < columns.size();
    if (!says_mall) columns.insert(columns.begin(), "mall");
    std::string text;
    add_line(text, columns);
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (parsed[t].empty()) continue;
        const Cells& heading = parsed[t].front();
        for (std::size_t r = 1; r < parsed[t].size(); ++r) {
            Cells line(columns.size());
            if (!says_mall) line.front() = tables[t].mall;
            for (std::size_t i = 0; i < std::min(heading.size(), parsed[t][r].size()); ++i)
                line[place_of(heading[i], columns)] = parsed[t][r][i];
            add_line(text, line);
        }
    }
    return text;
}

}  // namespace mallctl::cli
