// Keeps what the API answers in tests, so that the test `openapi` can hold it against its description.
#pragma once

#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace mallctl::test {

// Appends the request and its answer to the file that MALLCTL_ANSWERS names, as one line of JSON {"method",
// "target", "status", "type", "body"}, each once a program; without the variable nothing. Returns the
// response.
const server::http::Response& log_answer(const server::http::Request& request,
                                         const server::http::Response& response);

}  // namespace mallctl::test
