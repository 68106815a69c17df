// The one door out: whatever a handler does, the client gets a whole, safe response.
#pragma once

#include <functional>

#include "server/http/problem.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace mallctl::server {

using RequestHandler = std::function<http::Response(const http::Request&)>;

// Calls the handler. A ProblemError or core::Error becomes its problem document; a core::UnexpectedError and
// any other exception become a 500 that names only the request's id, and its text goes to the log. A 200 to
// GET or HEAD gets an ETag, unless it forbids storing or has one, and turns into 304 when the client has it;
// of a ready answer the representation is chosen by Accept-Encoding. Never throws for what a handler does.
http::Response respond(const RequestHandler& handler, const http::Request& request);

// The response to bytes that are no request.
http::Response respond_refused(const http::Problem& problem, std::string_view request_id);

}  // namespace mallctl::server
