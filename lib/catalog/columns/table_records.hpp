// The records of a CSV file whose headings say nothing yet.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "catalog/findings.hpp"
#include "catalog/reader/csv_records.hpp"
#include "catalog/reader/text_stream.hpp"

namespace mallctl::catalog::columns {

struct TableCell {
    std::string text;
    int line = 0;
    int column = 0;  // of the first character of the text
};

class TableRecords {
  public:
    // `name` stands for the table in findings.
    TableRecords(std::unique_ptr<TextStream> stream, const std::string& name, Findings& findings);

    // The next record; false at the end. What is no CSV (M006), longer than 1 MiB (M009), has another number
    // of cells than the first record (M007) or is not UTF-8 (M008) is a finding and left out.
    bool next(std::vector<TableCell>& record);

  private:
    bool fits(const std::vector<TableCell>& record);

    std::unique_ptr<TextStream> stream_;
    CsvRecords records_;
    std::string name_;
    Findings& findings_;
    CsvRecord record_;
    CsvFault fault_;
    std::size_t width_ = 0;  // of the first record; 0 before it
};

}  // namespace mallctl::catalog::columns
