// What the network layer asks of the program behind it: it knows no route, no mall and no user.
#pragma once

#include <cstddef>
#include <optional>

#include "server/http/problem.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace mallctl::server {

// What is known of a request once its head has been read, before its body comes.
struct Expectation {
    std::size_t body_bytes = 0;  // a longer body is answered 413
    // Answering may wait for the database, for a hash that is slow on purpose, or for a mall to be loaded:
    // then it runs on the pool, never on a loop that serves others.
    bool blocks = false;
    // Blocks because it works for long: that runs where it takes no time from those who answer.
    bool computes = false;
    // Under which the request is counted: its place in the table of routes, from 1; 0: it is no route's.
    std::size_t route = 0;
    // Answered at once, without waiting for a body: refusals (unknown path, no right, too many requests), and
    // what needs no body and does not block, where finding it out was most of the work.
    std::optional<http::Response> at_once;
};

class Application {
  public:
    Application() = default;
    virtual ~Application() = default;
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    // Called on the loop's thread for each request, when its head is complete (`body` is empty): never
    // blocks, does not throw. What it finds is looked up again by answer: it keeps nothing.
    virtual Expectation expect(const http::Request& head) const = 0;

    // The response to a whole request, whatever happens inside: never throws. Called from any thread, on the
    // loop's own where expect() said that it does not block.
    virtual http::Response answer(const http::Request& request) const = 0;

    // The response to a request that the network layer cannot have answered: never throws.
    virtual http::Response refuse(const http::Request& request, const http::Problem& problem) const {
        return http::problem_response(problem, "", request.id);
    }
};

}  // namespace mallctl::server
