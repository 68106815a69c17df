// Many routes, a line each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "operations/route.hpp"

namespace mallctl::operations {

// A longer line is refused.
inline constexpr std::size_t longest_query = 65'536;

// Reads one query: a JSON object {"from", "to" (a text or a list of them), "profile", "prefer", "optimize",
// "explain", "language", "at"}, of which what is absent is as in `usual`, or places separated by tabs, or by
// blanks where there is no tab. Throws core::Error(usage) for anything else.
RouteRequest parse_query(std::string_view line, const RouteRequest& usual);

struct BatchAnswer {
    std::string json;  // one line, without its end
    std::optional<core::Fault> fault;
};

// Answers the query on line `number`: {"line": number, ...} with the route as to_json writes it, or with
// "error" as an object: "fault", "message", "advice" and, without a route, "blocking". Never throws for what
// a query asks; throws what needs an end of the whole batch (a fault other than failed or usage).
BatchAnswer answer_query(const Snapshot& snapshot, std::size_t number, std::string_view line,
                         const RouteRequest& usual);

}  // namespace mallctl::operations
