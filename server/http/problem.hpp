// Errors as data for the client: RFC 9457 problem documents.
#pragma once

#include <string>
#include <string_view>

#include "core/error.hpp"
#include "server/http/response.hpp"

namespace mallctl::server::http {

struct Problem {
    int status = 500;
    std::string_view type;      // stable, "unknown-mall": sent as "urn:mallctl:problem:unknown-mall"
    std::string title;          // the same for every occurrence of the type
    std::string detail;         // what is wrong this time
    std::string advice;         // what to do about it; an extension member, left out when empty
    int retry_after_s = 0;      // sent as Retry-After, unless 0
    std::string blocking = {};  // a JSON array, what blocks a route; an extension member, left out when empty
    std::string errors = {};    // a JSON array of {pointer, code, detail, advice}; left out when empty
};

// application/problem+json; `instance` is the path asked for, `request_id` finds the log line.
Response problem_response(const Problem& problem, std::string_view instance, std::string_view request_id);

// The advice of an error, or `instead` where that advice is a command, which a client of the API may not
// have.
std::string client_advice(const core::Error& error, std::string_view instead);

// Thrown by handlers that know what to answer.
class ProblemError : public std::runtime_error {
  public:
    explicit ProblemError(Problem problem);
    const Problem& problem() const { return problem_; }

  private:
    Problem problem_;
};

// What a domain error is to a client: failed is 404, usage and rejected are 400, conflict is 409; a service
// that cannot be reached is 503 and says no more (addresses are for the log).
Problem problem_of(const core::Error& error);

}  // namespace mallctl::server::http
