// The description of the API for programs: OpenAPI 3.1 (spec.openapis.org/oas/v3.1.0), made from the table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/route.hpp"

namespace mallctl::server::openapi {

// Of the routes that have an operation. Pretty printed, the same bytes each time. A schema that the table
// names and that is not there, and a value of a path that nothing tells of, are "not described".
std::string document(const std::vector<Route>& routes, std::string_view version);

// What a pattern's "{mall}" and the like are, where the route does not say it itself.
std::string_view usual_path_doc(std::string_view name);

}  // namespace mallctl::server::openapi
