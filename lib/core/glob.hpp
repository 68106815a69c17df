// Patterns as file names have them: for layers, files and the values of tables.
#pragma once

#include <string_view>

namespace mallctl::core {

// True when `pattern` matches the whole of `text`: `*` stands for any run of characters, also none and also
// with
// '/', `?` for exactly one UTF-8 character, everything else for itself. ASCII letters match in either case
// (CAD layer names ignore case). O(pattern * text) at worst.
bool glob_matches(std::string_view pattern, std::string_view text);

// What the star stands for in a text that the pattern matches; the pattern has one `*` and no `?`.
std::string_view star_of(std::string_view pattern, std::string_view text);

}  // namespace mallctl::core
