// One table says what the server answers: method, path pattern, who may, parameters, bodies, handler. The
// router, the OpenAPI document, the page at /, and the test of permissions are all made from it.
#pragma once

#include <string_view>
#include <vector>

#include "server/application.hpp"
#include "server/gate.hpp"
#include "server/limits/rate_limits.hpp"
#include "server/path_tree.hpp"
#include "server/route.hpp"
#include "server/snapshot_store.hpp"
#include "server/value_check.hpp"

namespace mallctl::server {

class Router final : public Application {
  public:
    // All must outlive the router; without limits everybody may ask as often as they like. Throws
    // std::logic_error for a table that is wrong: two routes of one method and pattern, a schema of a
    // parameter that the router cannot check.
    Router(std::vector<Route> routes, const SnapshotStore& store, const Gate& gate,
           limits::RateLimits* limits = nullptr);

    // Application: unknown paths and methods, and callers that a credential known in memory says may not, are
    // refused before a body is read, and so is who gives credentials too often. A request to a mall that is
    // known and not in memory blocks.
    Expectation expect(const http::Request& head) const override;
    // respond() around dispatch().
    http::Response answer(const http::Request& request) const override;

    // Finds the route, asks who may, and calls the handler. Throws http::ProblemError: 400 for a malformed
    // target and for parameters that are unknown, missing or not of their schema, 401 and 403 as
    // access::judge says (with WWW-Authenticate; "step-up-required" is a type of its own), 404 for an unknown
    // path, 415 for a body of another type or in a content coding, 429 for who asks too often. 405 and OPTIONS
    // answer with Allow. Finding takes O(segments * log(children)) and allocates nothing.
    http::Response dispatch(const http::Request& request) const;

    const std::vector<Route>& routes() const { return routes_; }

  private:
    struct Found;
    Found find(std::string_view method, const http::Target& target) const;
    http::Response dispatch(const http::Request& request, const http::Target& target,
                            const Found& found) const;
    bool must_load(const Found& found) const;
    access::Principal admit(const http::Request& request, const Route& route) const;
    access::Principal recognize(const http::Request& request) const;
    void check_permission(const Route& route, const PathValues& values, const http::Request& head,
                          const access::Principal& principal) const;
    void check_parameters(std::size_t route, const http::Query& query) const;
    bool is_refused(const Route& route, const PathValues& values, const http::Request& head) const;

    std::vector<Route> routes_;
    PathTree tree_;
    std::vector<std::vector<ValueCheck>> checks_;  // beside routes_, beside its parameters
    const SnapshotStore& store_;
    const Gate& gate_;
    limits::RateLimits* limits_;
};

}  // namespace mallctl::server
