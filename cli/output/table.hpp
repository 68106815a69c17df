// Tables for people: columns aligned by display width.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/output/rows.hpp"

namespace mallctl::cli {

// Writes upper-case headings and rows. Columns are as wide as the widest cell of the first `measured` rows,
// which are held back until then; a wider cell further down pushes its line to the right, and memory stays
// bounded.
class TableWriter {
  public:
    TableWriter(std::vector<Column> columns, std::ostream& out, std::size_t measured = 1000);

    // Nothing is shown as "-". Control characters become spaces: they would tear the table, or command the
    // terminal.
    void add(const std::vector<std::optional<std::string>>& cells);

    // Must be called after the last row.
    void finish();

  private:
    void write(const std::vector<std::string>& line);

    std::vector<Column> columns_;
    std::ostream& out_;
    std::size_t measured_;
    std::vector<std::size_t> widths_;
    std::vector<std::vector<std::string>> held_;
    bool holding_ = true;
};

}  // namespace mallctl::cli
