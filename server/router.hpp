// One table says what the server answers: method, path pattern, who may, parameters, bodies, handler. The
// router, the OpenAPI document, the page at /, and the test of permissions are all made from it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/permission.hpp"
#include "access/principal.hpp"
#include "server/application.hpp"
#include "server/gate.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "server/http/target.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// A query parameter.
struct Parameter {
    std::string_view name = {};
    bool required = false;
    std::string_view doc = {};
    std::string_view schema = R"({"type":"string"})";  // JSON Schema, as OpenAPI 3.1 holds it
    std::string_view example = {};
};

// One of the responses that the route documents beside problems, which every route may answer.
struct Outcome {
    int status = 200;
    std::string_view doc = {};
    std::string_view schema = {};  // of server/openapi/schemas: "WalkIn"; "": no body
    std::string_view content_type = "application/json";
};

// What a handler is called with. All views live as long as the call.
struct Call {
    const http::Request& request;
    const http::Target& target;
    std::vector<std::pair<std::string_view, std::string_view>> path_values;
    const access::Principal& principal;

    // The segment that stands for "{name}"; "" for a name that the pattern does not have.
    std::string_view path_value(std::string_view name) const;
    // The query parameter; "" where it is absent.
    std::string_view parameter(std::string_view name) const;
};

using Handler = std::function<http::Response(const Call&)>;

struct Route {
    std::string_view method = {};   // "GET" answers HEAD too
    std::string_view pattern = {};  // "/api/v1/malls/{mall}/route": a segment in braces stands for any one
                                    // that is not empty; "{mall}" is always a mall's slug
    // A stable name for generated clients: "getRoute"; "": no part of the API document.
    std::string_view operation = {};
    std::string_view tag = {};  // under which the document lists it: "Navigation"
    std::string_view summary = {};
    // What the caller must have, for the mall of the path. Rows of single tenants are checked by the handler.
    access::Permission permission = access::Permission::mall_read;
    // Waits for the database, or works for more than a few milliseconds: runs on the pool.
    bool blocks = false;
    std::size_t body_bytes = 0;         // of the request at most
    std::string_view body_schema = {};  // of server/openapi/schemas; "": no body is read
    std::string_view body_type = "application/json";
    std::vector<Parameter> parameters = {};
    std::vector<Outcome> outcomes = {};
    Handler handler = {};
};

class Router final : public Application {
  public:
    // Both must outlive the router.
    Router(std::vector<Route> routes, const SnapshotStore& store, const Gate& gate);

    // Application: unknown paths and methods, and callers that a credential known in memory says may not, are
    // refused before a body is read. A request to a mall that is known and not in memory blocks.
    Expectation expect(const http::Request& head) const override;
    // respond() around dispatch().
    http::Response answer(const http::Request& request) const override;

    // Finds the route, asks who may, and calls the handler. Throws http::ProblemError: 400 for a malformed
    // target and for parameters that are unknown or missing, 401 and 403 as access::judge says (with
    // WWW-Authenticate; "step-up-required" is a type of its own), 404 for an unknown path, 415 for a body of
    // another type. 405 and OPTIONS answer with Allow.
    http::Response dispatch(const http::Request& request) const;

    const std::vector<Route>& routes() const { return routes_; }

  private:
    struct Found;
    Found find(std::string_view method, const http::Target& target) const;
    void check_permission(const Route& route,
                          const std::vector<std::pair<std::string_view, std::string_view>>& values,
                          const access::Principal& principal) const;

    std::vector<Route> routes_;
    const SnapshotStore& store_;
    const Gate& gate_;
};

}  // namespace mallctl::server
