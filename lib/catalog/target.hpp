// A row of one of several kinds, named with its kind: "store:bakery".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mallctl::catalog {

struct Target {
    std::string kind;
    std::string slug;
};

// Whether there is such a row is the database's to say. Throws core::Error(rejected) with the reason, and the
// right form as advice, where it is of none of the `kinds` or the slug is none.
Target parse_target(std::string_view text, const std::vector<std::string>& kinds);

// The inverse of parse_target.
std::string to_string(const Target& target);

}  // namespace mallctl::catalog
