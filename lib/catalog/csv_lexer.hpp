// CSV records with the place of every cell (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF
// or CRLF).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/findings.hpp"

namespace mallctl::catalog {

struct CsvCell {
    std::string text;
    int line = 0;
    int column = 0;  // of the first character of the text, after an opening quote
};

class CsvLexer {
  public:
    // `text` must outlive the lexer; `name` stands for the source in findings.
    CsvLexer(std::string_view text, std::string name, Findings& findings);

    // The next record; false at the end. Blank lines are skipped. A record that is no CSV (a stray quote,
    // text after a closing quote, a quote that is never closed: M006) is a finding, and reading goes on at
    // the line after the fault began.
    bool next(std::vector<CsvCell>& record);

  private:
    enum class End { cell, record, fault };

    End read_cell(CsvCell& cell);
    End read_quoted(CsvCell& cell);
    End read_plain(CsvCell& cell);
    bool at_line_end() const;
    void take_line_end();
    void skip_line();
    int column_at(std::size_t at);
    void fault(int line, int column, const std::string& message, const std::string& advice);

    std::string_view text_;
    std::string name_;
    Findings& findings_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::size_t line_begin_ = 0;
    // Columns are counted onwards from here, so that a line of many cells is counted once.
    std::size_t counted_to_ = 0;
    int counted_ = 0;
};

}  // namespace mallctl::catalog
