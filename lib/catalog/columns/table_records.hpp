// The records of a CSV file whose headings say nothing yet.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/csv_lexer.hpp"
#include "catalog/findings.hpp"

namespace mallctl::catalog::columns {

struct TableCell {
    std::string text;
    int line = 0;
    int column = 0;  // of the first character of the text
};

class TableRecords {
  public:
    // `text` must outlive it; `name` stands for the table in findings.
    TableRecords(std::string_view text, const std::string& name, Findings& findings);

    // The next record; false at the end. What is no CSV (M006), has another number of cells than the first
    // record (M007) or is not UTF-8 (M008) is a finding and left out.
    bool next(std::vector<TableCell>& record);

  private:
    bool fits(const std::vector<TableCell>& record);

    CsvLexer lexer_;
    std::string name_;
    Findings& findings_;
    std::vector<CsvCell> cells_;
    std::size_t width_ = 0;  // of the first record; 0 before it
};

}  // namespace mallctl::catalog::columns
