// mallctl route --batch FILE|-: many routes, a line each.
#pragma once

#include <string>

#include "operations/route.hpp"

namespace mallctl::cli {

class Context;

// Answers each line of `file` ("-": stdin) as JSON Lines, in order; empty lines are left out. A line that
// cannot be answered gets an error and the others their turn. Returns the highest exit code of all lines.
// Memory does not grow with their number.
int run_route_batch(Context& context, const std::string& file, const operations::Snapshot& snapshot,
                    const operations::RouteRequest& usual);

}  // namespace mallctl::cli
