// HTTP/1.1 requests from bytes, as they come: knows no socket, so that tests and fuzzers feed it directly.
//
// The grammar is Beast's parser; on top of it comes what RFC 9112 asks of a server and Beast leaves to its
// user: one valid Host (section 3.2), no folded header lines (5.2), no transfer coding but a final "chunked"
// (6.1), and bounds on the whole header, not only on one line of it.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "server/http/problem.hpp"
#include "server/http/request.hpp"

namespace mallctl::server::http {

struct ParserLimits {
    std::size_t header_bytes = 16 * 1024;  // request line and all header lines
    std::size_t body_bytes = 64 * 1024;
};

enum class ParserState {
    idle,     // between requests: no byte of the next one has come
    header,   // more bytes are needed
    body,     // the header is complete, more bytes are needed
    done,     // take() gives the request
    refused,  // problem() says why; the connection cannot be used further
};

class RequestParser {
  public:
    explicit RequestParser(const ParserLimits& limits);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    // Adds bytes and parses as far as one request goes; what follows it is kept for the next. O(bytes).
    ParserState feed(std::string_view bytes);

    ParserState state() const;

    // True once, when the client waits for "100 Continue" before it sends its body (RFC 9110 section 10.1.1).
    bool take_continue();

    // The finished request; begins the next one with the bytes left, so the state may be `done` again at
    // once.
    OwnedRequest take();

    // What to answer, in state `refused`.
    const Problem& problem() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::server::http
