// mallctl route --batch FILE|-: many routes, a line each.
#pragma once

#include <functional>
#include <string>

#include "operations/route.hpp"

namespace mallctl::cli {

class Context;

// What a query does not say itself: asked for each line, since a batch may last and the time goes on.
using UsualRequest = std::function<operations::RouteRequest()>;

// As run_line_batch().
int run_route_batch(Context& context, const std::string& file, const operations::Snapshot& snapshot,
                    const UsualRequest& usual);

}  // namespace mallctl::cli
