// Cuts a YAML stream where one document ends and the next begins, so that no more than one is ever held.
#pragma once

#include <cstddef>
#include <string_view>

#include "catalog/reader/text_stream.hpp"

namespace mallctl::catalog {

inline constexpr std::size_t longest_document = longest_line;  // bytes

struct YamlChunk {
    enum class Fault { none, long_document, long_line };

    std::string_view text;  // until the next call
    int line = 1;           // of its beginning
    Fault fault = Fault::none;
    int fault_line = 0;
};

// A document begins with a line "---"; such a line can stand nowhere in one (YAML 1.2.2 production 206,
// c-forbidden). A document that is a list of rows and longer than the bound is cut before one of its "- " at
// the beginning of a line, which in such a document can only begin an item (production 183).
class YamlChunks {
  public:
    // `stream` must outlive it.
    explicit YamlChunks(TextStream& stream) : stream_(stream) {}

    // False at the end. Of a document that cannot be cut into chunks of 1 MiB, or has a longer line, the
    // chunk has a fault and holds the beginning; it is left out up to the next "---".
    bool next(YamlChunk& chunk);

  private:
    std::size_t find_end(YamlChunk& chunk);
    void skip_document();
    bool has_line(std::size_t begin, std::size_t& end);

    TextStream& stream_;
    int line_ = 1;
    std::size_t taken_ = 0;    // of the window, by the last chunk
    bool skips_ = false;       // what is left of a document with a fault
    bool skips_line_ = false;  // which ended within a line
};

}  // namespace mallctl::catalog
