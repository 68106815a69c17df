// One table says what the server answers: method, path pattern, query parameters, handler.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "server/http/target.hpp"

namespace mallctl::server {

struct Parameter {
    std::string_view name;
    bool required = false;
};

// What a handler is called with. All views live as long as the call.
struct Call {
    const http::Request& request;
    const http::Target& target;
    std::vector<std::pair<std::string_view, std::string_view>> path_values;

    // The segment that stands for "{name}"; "" for a name that the pattern does not have.
    std::string_view path_value(std::string_view name) const;
    // The query parameter; "" where it is absent.
    std::string_view parameter(std::string_view name) const;
};

using Handler = std::function<http::Response(const Call&)>;

struct Route {
    std::string_view method;  // "GET" answers HEAD too
    std::string_view
        pattern;  // "/api/v1/malls/{mall}/route": a segment in braces stands for any one that is not empty
    std::vector<Parameter> parameters;
    Handler handler;
};

class Router {
  public:
    explicit Router(std::vector<Route> routes);

    // Finds the route and calls its handler. Throws http::ProblemError: 400 for a malformed target and for
    // parameters that are unknown or missing, 404 for an unknown path. 405 and OPTIONS answer with Allow.
    http::Response dispatch(const http::Request& request) const;

    const std::vector<Route>& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

}  // namespace mallctl::server
