// The request target and Host, read strictly (RFC 9112 section 3.2, RFC 3986).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mallctl::server::http {

// Decoded name and value in the order sent; names are unique.
class Query {
  public:
    std::vector<std::pair<std::string, std::string>> parameters;

    // Nothing where there is no such parameter.
    std::optional<std::string_view> get(std::string_view name) const;
};

struct Target {
    std::vector<std::string>
        segments;      // "/api/v1" is {"api", "v1"}, "/" is none, "/api/" is {"api", ""}; decoded
    std::string path;  // as sent, without the query
    Query query;
};

// Either the value or, in `fault`, one sentence for the client that says what is wrong with it.
struct ParsedTarget {
    std::optional<Target> target;
    std::string fault;
};

// Reads origin-form ("/path?query") and absolute-form ("http://host/path?query"; the authority is checked and
// left out). Refuses what two readers could take for different things: bytes outside printable ASCII, broken
// escapes, escapes that are not UTF-8 or hide control characters, a fragment, a parameter given twice or
// without a name, over 64 parameters or segments. '+' in a query is a space, as HTML forms send it.
// O(length).
ParsedTarget parse_target(std::string_view target);

// A name, IPv4 or bracketed IPv6 address with an optional port: no user info, path, list or space (RFC 9110
// section 7.2).
bool is_host(std::string_view host);

}  // namespace mallctl::server::http
