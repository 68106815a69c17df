// The tags of an XML text one after the other, without their meaning: what a workbook's parts are skimmed
// with.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::importers::xlsx {

struct Tag {
    std::string_view name;  // without the prefix of a name space
    std::string_view attributes;
    bool closes = false;  // </c>, or <c/>
    bool opens = false;   // <c>, or <c/>
    std::size_t end = 0;  // offset of what follows it

    // Entities decoded; empty where there is none. `name` with its prefix.
    std::string attribute(std::string_view name) const;
};

class Tags {
  public:
    // `text` must outlive it.
    explicit Tags(std::string_view text) : text_(text) {}

    // The next tag; false at the end. Comments, declarations and processing instructions are no tags. A text
    // that is no XML yields whatever looks like a tag, and ends.
    bool next(Tag& tag);

    // The text between the last tag and the next one.
    std::string_view text_behind(const Tag& tag) const;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace mallctl::importers::xlsx
