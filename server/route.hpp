// What the server answers at one path with one method: everything that is said of an endpoint, beside its
// code.
//
// An endpoint is a small struct of what it needs with `operator()(const Call&) const`, and a function that
// declares its Route, in one pair of files in server/endpoints: path, parameters, schemas and handler are
// read together. server/api.cpp lists them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/permission.hpp"
#include "access/principal.hpp"
#include "core/clock.hpp"
#include "server/http/networks.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "server/http/target.hpp"

namespace mallctl::server {

// A query parameter, or one that stands in the path: the pattern says which.
struct Parameter {
    std::string_view name = {};
    bool required = false;
    std::string_view doc = {};
    // JSON Schema, as OpenAPI 3.1 holds it. The router checks values by it, see server/value_check.hpp.
    std::string_view schema = R"({"type":"string"})";
    std::string_view example = {};
};

// One of the responses that the route documents beside problems, which every route may answer.
struct Outcome {
    int status = 200;
    std::string_view doc = {};
    std::string_view schema = {};  // of server/openapi/schemas: "WalkIn"; "": no body
    std::string_view content_type = "application/json";
};

// What stands for the "{name}"s of a pattern, without allocation.
class PathValues {
  public:
    static constexpr std::size_t most = 4;  // in a pattern

    void add(std::string_view name, std::string_view value) { values_.at(size_++) = {name, value}; }
    std::size_t size() const { return size_; }
    // The value of the last name; "" where there is none.
    std::string_view last() const { return size_ == 0 ? std::string_view() : values_[size_ - 1].second; }
    auto begin() const { return values_.begin(); }
    auto end() const { return values_.begin() + static_cast<std::ptrdiff_t>(size_); }

  private:
    std::array<std::pair<std::string_view, std::string_view>, most> values_{};
    std::size_t size_ = 0;
};

// What a handler is called with. All views live as long as the call. Parameters have been checked by their
// schemas; one that is given and empty is as good as absent.
struct Call {
    const http::Request& request;
    const http::Target& target;
    PathValues path_values;
    const access::Principal& principal;

    // The segment that stands for "{name}"; "" for a name that the pattern does not have.
    std::string_view path_value(std::string_view name) const;
    // The query parameter; "" where it is absent.
    std::string_view parameter(std::string_view name) const;
    // Of schema boolean; false where it is absent.
    bool flag(std::string_view name) const;
    // Of schema integer, not negative.
    std::size_t count(std::string_view name, std::size_t absent) const;
    // Of schema number.
    std::optional<double> number(std::string_view name) const;
    // Of format date-time; now where it is absent.
    core::Instant time(std::string_view name) const;
    // Of schema array: texts joined by commas.
    std::vector<std::string> list(std::string_view name) const;
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
    // Whether the answer lies ready, so that a request which would block need not. Asked before parameters
    // are checked; must not block. Only of what GET answers.
    std::function<bool(const Call&)> is_at_hand = {};
    // Blocks, and works for tens of milliseconds: runs on threads of low priority.
    bool computes = false;
    // Clients in these networks need no permission; null: all do.
    std::shared_ptr<const http::Networks> open_to = {};
    // A credential is given, guessed or made with it: each request counts against the limit of its address.
    bool takes_credentials = false;
    std::size_t body_bytes = 0;         // of the request at most
    std::string_view body_schema = {};  // of server/openapi/schemas; "": no body is read
    std::string_view body_type = "application/json";
    std::vector<Parameter> parameters = {};
    std::vector<Outcome> outcomes = {};
    Handler handler = {};
};

}  // namespace mallctl::server
