// JSON as raw rows: objects with a `kind`, in an array, one after the other, or one a line.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "catalog/reader/document_rows.hpp"
#include "catalog/reader/text_stream.hpp"
#include "catalog/row_source.hpp"

namespace mallctl::catalog {

class JsonRows : public RawRowSource {
  public:
    // `lines`: JSON Lines, each line is one value. Otherwise an array, or values one after the other.
    JsonRows(std::unique_ptr<TextStream> stream, DocumentRows rows, bool lines);

    // An object over 1 MiB (M009), not UTF-8 (M008) or no JSON (M006) is left out, and reading goes on behind
    // its closing bracket, in JSON Lines behind its line. Where no closing bracket comes, it ends.
    bool next(RawRow& row) override;

  private:
    enum class Found { value, none, end };

    Found find_value(std::size_t& size);
    Found find_in_array();
    bool find_bracket_end(std::size_t& size);
    bool find_line_end(std::size_t& size);
    bool refuse_long(std::string_view beginning);
    bool parse(std::string_view text, RawRow& row);
    void skip_blanks();
    void pass(std::size_t size);
    void stop(const char* message, const char* advice);

    std::unique_ptr<TextStream> stream_;
    DocumentRows rows_;
    bool lines_;
    bool began_ = false;
    bool in_array_ = false;
    bool is_first_ = true;  // of the array
    bool ended_ = false;
    Place place_{1, 1};  // of the window
};

// True where the text begins like JSON: with '{' and a quote or '}', or '[' and '{' or ']'.
bool looks_like_json(std::string_view text);

// True where its first line is an object that is closed on it.
bool looks_like_json_lines(std::string_view text);

}  // namespace mallctl::catalog
