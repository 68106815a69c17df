// One HTTP response as a value, and the bytes of its head.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "server/http/ready_response.hpp"
#include "server/http/request.hpp"

namespace mallctl::server::http {

struct Response {
    int status = 200;
    std::string content_type;  // empty: no body
    // Without Date, Server, Connection, Content-Length, Content-Type and X-Request-Id. Security headers are
    // written with every answer; a Content-Security-Policy here takes the place of the strict one.
    std::vector<Header> headers;
    // Shared, so that bytes made once can answer many requests; null: no body.
    std::shared_ptr<const std::string> body;

    // Where set, the answer is one of these representations (`chosen`, identity where it is null):
    // content_type and body are not looked at, and `headers` are added to those made ahead.
    std::shared_ptr<const ReadyResponse> ready;
    const ReadyBytes* chosen = nullptr;

    // "" where there is none. Of a ready answer also those made ahead.
    std::string_view header(std::string_view name) const;
    // The body's bytes as they are sent, wherever they lie; none of a 304.
    std::string_view bytes() const;
};

Response make_response(int status, std::string content_type, std::string body);

// 200 with these bytes; respond() chooses the representation, and makes it a 304 for a client that has it.
Response ready_response(std::shared_ptr<const ReadyResponse> ready);

// "Not Found" for 404; "" for a status that this server does not send.
std::string_view reason_phrase(int status);

// What stands in every head after what is the answer's own: when it is sent, which request it answers, what
// becomes of the connection, and the empty line.
struct HeadTail {
    std::string_view date;  // of format_http_date
    std::string_view request_id;
    bool keep_alive = true;
    bool secure = false;  // over TLS: the browser is told to come by it only (RFC 6797)
};

// Appends the head with its empty line. A 204 or 304 carries no Content-Length of a body it does not have
// (RFC 9110 section 8.6). Does not allocate where `out` has room and the answer is ready.
void append_head(std::string& out, const Response& response, const HeadTail& tail);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7), in no locale.
std::string format_http_date(core::Instant instant);

// The parts of a head that ready answers share with the others. Appends a status line, Server, Content-Type
// and Content-Length as they apply, `headers` and the security headers.
void append_head_start(std::string& out, int status, std::string_view content_type, std::size_t length,
                       const std::vector<Header>& headers);

}  // namespace mallctl::server::http
