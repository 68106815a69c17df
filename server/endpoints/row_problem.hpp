// What a row that cannot be written is to a client.
#pragma once

#include "operations/rows/row_error.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

// unknown is 404, exists and in_use are 409, precondition is 412, not_allowed and step_up are 403, invalid is
// 422 with `errors`.
http::ProblemError row_problem(const operations::RowError& error);

}  // namespace mallctl::server
