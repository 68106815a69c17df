// A feature's content as canonical text: equal texts, equal features. What ids are made of where a source
// gives none.
#pragma once

#include <string>
#include <string_view>

#include "core/geometry.hpp"
#include "core/names.hpp"

namespace mallctl::plan {

// Appends fields one after the other, each with its length before it, so that no two lists of fields give the
// same text. Coordinates are rounded to 1e-9 degrees (0.1 mm): noise below that is no change. No locale takes
// part.
class ContentWriter {
  public:
    ContentWriter& text(std::string_view value);
    ContentWriter& number(double value);
    ContentWriter& names(const core::Names& value);
    ContentWriter& point(core::Point value);
    ContentWriter& line(const core::LineString& value);
    ContentWriter& area(const core::MultiPolygon& value);

    const std::string& str() const { return text_; }
    void clear() { text_.clear(); }

  private:
    void count(char mark, std::size_t number);

    std::string text_;
};

}  // namespace mallctl::plan
