// The head of an HTTP/1.1 request: request line and header lines (RFC 9112 sections 3 to 6, RFC 9110).
//
// Stricter than the grammar where two readers could understand a message differently: each line ends with CR
// LF, none is folded, no space stands before a colon, one Host, one length, no coding but a final "chunked".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "server/http/problem.hpp"
#include "server/http/request.hpp"

namespace mallctl::server::http {

struct ParserLimits {
    std::size_t header_bytes = 16 * 1024;  // request line and all header lines; 431 over it
    std::size_t target_bytes = 8 * 1024;   // 414 over it
    std::size_t header_count = 100;        // lines; 431 over it
};

// How long the message is that the head begins.
struct Framing {
    std::uint64_t content_length = 0;
    bool chunked = false;
    bool expects_continue = false;

    bool has_body() const { return chunked || content_length > 0; }
};

// Reads a whole head, empty line included, and fills in method, target, headers and keep_alive as views of
// it. Returns what is wrong with it, where something is: 400, 414, 417, 431, 501 or 505; `request` is then of
// no use. O(bytes); does not allocate once `request.headers` has room.
std::optional<Problem> parse_head(std::string_view head, const ParserLimits& limits, Request& request,
                                  Framing& framing);

// "The request is not valid HTTP/1.1", 400.
Problem malformed(std::string detail);

// Whether this byte may stand in a method or a header's name (RFC 9110 section 5.6.2).
bool is_token_byte(char c);

// Whether this byte may stand in a header's value: anything but control characters, and the tab.
bool is_value_byte(char c);

}  // namespace mallctl::server::http
