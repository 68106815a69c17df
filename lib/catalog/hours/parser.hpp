// From the text of opening hours to its rules: one pass, with a step back of one item at most.
#pragma once

#include <string_view>
#include <vector>

#include "catalog/hours/rule.hpp"

namespace mallctl::catalog::hours {

// Throws as OpeningHours::parse.
std::vector<Rule> read_rules(std::string_view text);

}  // namespace mallctl::catalog::hours
