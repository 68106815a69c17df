// Parts of a text as JSON, one after the other, in memory that is used again.
#pragma once

#include <cstdint>
#include <memory>

#include "importers/features/json.hpp"

namespace mallctl::importers::features {

// A part of a SourceFile's text; no file is larger than max_file_size.
struct Slice {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    // It holds an escape that simdjson takes and we do not: a NUL, or half of a surrogate pair.
    bool suspicious = false;
};
static_assert(max_file_size <= UINT32_MAX);

// How deep arrays and objects may be nested, the outermost included.
inline constexpr int max_json_depth = 64;

class JsonParser {
  public:
    JsonParser();
    ~JsonParser();
    JsonParser(JsonParser&&) noexcept;
    JsonParser& operator=(JsonParser&&) noexcept;

    // The value of a whole text. Throws as Json::parse does.
    Json parse(const SourceFile& file);

    // The value that a part of the text holds; its nesting has been looked at. It ends the life of all views
    // taken before. Throws as Json::parse does, with the place in the whole text.
    Json parse(const SourceFile& file, const Slice& slice);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::importers::features
