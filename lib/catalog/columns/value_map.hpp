// What becomes of a value: a table of patterns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::catalog::columns {

struct ValueRule {
    std::string pattern;  // as core::glob_matches
    // `*` in it is what the star of the pattern stands for; the pattern then has one star, and no `?`.
    std::string becomes;
};

// The rules are tried in their order.
using ValueMap = std::vector<ValueRule>;

// True when `rule` has a `*` to give and none, or several, to take it from.
bool has_unclear_star(const ValueRule& rule);

// Nothing where no rule matches. O(rules * text) for usual patterns.
std::optional<std::string> find_value(const ValueMap& map, std::string_view text);

}  // namespace mallctl::catalog::columns
