// One HTTP request as a value: no socket and no parser behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::server::http {

struct Header {
    std::string name;
    std::string value;
};

struct Request {
    std::string method;  // as sent: "GET"
    std::string target;  // as sent: "/api/v1/malls?x=y"
    std::vector<Header> headers;
    std::string body;
    std::string id;          // names this request in the log and in X-Request-Id
    bool keep_alive = true;  // what the client asks for, with the default of its HTTP version

    // The first header of this name (ASCII case ignored); nothing where there is none.
    std::optional<std::string_view> header(std::string_view name) const;
};

// ASCII case ignored, as header names are compared (RFC 9110 section 5.1).
bool equal_names(std::string_view a, std::string_view b);

}  // namespace mallctl::server::http
