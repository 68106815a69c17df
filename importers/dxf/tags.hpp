// A text DXF as its pairs of lines: a group code, then a value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::importers::dxf {

struct Tag {
    int code = 0;
    std::string_view value;  // without line end and surrounding blanks; into the text
};

class TagReader {
  public:
    // `file` is used in messages. The text must outlive the reader and its tags.
    TagReader(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

    // False at the end of the text. Throws core::Error(rejected) for a code line that is no number.
    bool next(Tag& tag);

    std::size_t line() const { return line_; }

  private:
    std::string_view next_line();

    std::string_view text_;
    std::string file_;
    std::size_t position_ = 0;
    std::size_t line_ = 0;
};

// The value as a whole number, 0 when it is none.
int to_int(std::string_view value);

// The value as a number, 0 when it is none or not finite.
double to_number(std::string_view value);

}  // namespace mallctl::importers::dxf
