// One HTTP response as a value, and the bytes of its head.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "server/http/request.hpp"

namespace mallctl::server::http {

struct Response {
    int status = 200;
    std::string content_type;     // empty: no body
    std::vector<Header> headers;  // without Date, Server, Connection, Content-Length and Content-Type
    // Shared, so that bytes made once can answer many requests; never null after make_response.
    std::shared_ptr<const std::string> body = std::make_shared<const std::string>();

    std::string_view header(std::string_view name) const;  // "" where there is none
};

Response make_response(int status, std::string content_type, std::string body);

// "Not Found" for 404; "" for a status that this server does not send.
std::string_view reason_phrase(int status);

// The head with its empty line. A 204 or 304 carries no Content-Length of a body it does not have (RFC 9110
// section 8.6).
std::string format_head(const Response& response, bool keep_alive, core::Instant date);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7), in no locale.
std::string format_http_date(core::Instant instant);

}  // namespace mallctl::server::http
