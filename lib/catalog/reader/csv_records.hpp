// CSV records with the place of every cell (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF
// or CRLF), from a source of any size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/reader/row_faults.hpp"
#include "catalog/reader/text_stream.hpp"

namespace mallctl::catalog {

struct CsvCell {
    std::string_view text;
    Place place;  // of the first character of the text, after an opening quote
};

struct CsvRecord {
    std::vector<CsvCell> cells;
    int line = 0;  // on which it begins
    std::string_view raw;
    bool is_ascii = true;
};

struct CsvFault {
    const char* code = "M006";
    Place place;
    std::string message;
    std::string advice;
    std::string text;  // the line that is left out, or the beginning of it
};

class CsvRecords {
  public:
    enum class Step { record, fault, end };

    // `stream` must outlive it.
    explicit CsvRecords(TextStream& stream) : stream_(stream) {}

    // The next record, whose views hold until the next call; blank lines are skipped. What is no record (a
    // stray quote, text after a closing quote, a quote that is not closed within 1 MiB: M006; a line or
    // record of more than 1 MiB: M009) is a fault, and reading goes on at the line behind the one where the
    // fault stands.
    Step next(CsvRecord& record, CsvFault& fault);

  private:
    enum class End { cell, record, more, fault };

    // A cell as offsets into the window, or into unescaped_ where quotes in it were doubled.
    struct Span {
        std::size_t begin = 0;
        std::size_t size = 0;
        bool is_unescaped = false;
        std::size_t at = 0;          // where its text begins in the window
        std::size_t line_begin = 0;  // where its line does
        int line = 0;                // after the first of the record
    };

    End scan(std::string_view text, CsvFault& fault);
    End scan_plain(std::string_view text, CsvFault& fault);
    End scan_quoted(std::string_view text, CsvFault& fault);
    End take_line_end(std::string_view text);
    End set_fault(std::string_view text, CsvFault& fault, const char* message, const char* advice) const;
    End set_never_closed(std::string_view text, const Span& span, CsvFault& fault);
    void set_too_long(std::string_view text, CsvFault& fault);
    Step leave_line();
    void take(CsvRecord& record, std::string_view text);

    TextStream& stream_;
    int line_ = 1;
    // Of the record that is being scanned.
    std::vector<Span> spans_;
    std::string unescaped_;
    std::size_t at_ = 0;
    std::size_t line_begin_ = 0;
    int lines_ = 0;
    bool at_end_ = false;    // of the source: there is nothing behind the text
    bool at_bound_ = false;  // there is, but not in this record
};

}  // namespace mallctl::catalog
