// A route for people: the way in steps, and its ledger.
#pragma once

#include <string>

#include "operations/route.hpp"

namespace mallctl::cli {

// A headline, a table of instructions and, where the answer has a ledger, its tables. Ends in a newline.
std::string route_text(const operations::RouteAnswer& answer);

// A table of what blocks the way; empty where that is not known.
std::string obstructions_text(const std::vector<operations::Obstruction>& obstructions);

}  // namespace mallctl::cli
