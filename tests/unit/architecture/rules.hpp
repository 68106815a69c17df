// The arrows between folders, and which folder may use which library, as functions that a test can ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::test {

struct Include {
    int line = 0;
    bool quoted = false;  // "ours" rather than <theirs>
    std::string target;
};

// Every #include of a source text.
std::vector<Include> includes_of(std::string_view text);

// Why `file` (a path from the project's root, "lib/nav/build.cpp") may not have this include; nothing when it
// may.
std::optional<std::string> objection(std::string_view file, const Include& include);

}  // namespace mallctl::test
