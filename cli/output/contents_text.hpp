// What is in floor-plan sources as text: what `inspect` prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/source/contents.hpp"

namespace mallctl::cli {

// "table": for each file a line of what it says of itself, its layers, and its blocks; "json": {"files":
// [{"file", "format", "facts", "extent", "layers": [...], "blocks"}]}.
std::string contents_text(const std::vector<importers::FileContents>& files, std::string_view format);

}  // namespace mallctl::cli
