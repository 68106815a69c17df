// mallctl route --batch FILE|-: many routes, a line each.
#pragma once

#include <functional>
#include <string>

#include "operations/route.hpp"

namespace mallctl::cli {

class Context;

// What a query does not say itself: asked for each line, since a batch may last and the time goes on.
using UsualRequest = std::function<operations::RouteRequest()>;

// Answers each line of `file` ("-": stdin) as JSON Lines, in order; empty lines are left out. A line that
// cannot be answered gets an error and the others their turn. Returns the highest exit code of all lines.
// Memory does not grow with their number.
int run_route_batch(Context& context, const std::string& file, const operations::Snapshot& snapshot,
                    const UsualRequest& usual);

}  // namespace mallctl::cli
