// Requests from the bytes of a connection, as they come: knows no socket, so that tests and fuzzers feed it.
//
// A request that comes whole in one piece is read where the piece lies; only what has to wait for more bytes
// is copied. What the program says about the request's body comes between its head and its body.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/chunked.hpp"
#include "server/http/head.hpp"
#include "server/http/problem.hpp"
#include "server/http/request.hpp"

namespace mallctl::server::http {

enum class ReadState : std::uint8_t {
    idle,     // between requests: no byte of the next one has come
    header,   // more bytes are needed
    head,     // the head is complete: allow_body() decides how it goes on
    body,     // more bytes are needed
    done,     // the request is whole; next() goes on to the one after it
    refused,  // problem() says why; the connection cannot be used further
};

class RequestReader {
  public:
    // `limits` must outlive the reader.
    explicit RequestReader(const ParserLimits& limits) : limits_(limits) {}

    // Adds bytes, which must stay where they are until keep().
    void give(std::string_view bytes);

    // Reads on, as far as the bytes go. In the states head and done `request` has the request (method,
    // target, headers, keep_alive, and body where done), as views that hold until give, keep or next. O(new
    // bytes).
    ReadState advance(Request& request);

    ReadState state() const { return state_; }
    const Framing& framing() const { return framing_; }
    // Bytes of the request that have come so far.
    std::size_t received() const { return window_.size() + chunks_.size(); }

    // In state head: goes on with a body of at most so many bytes; a longer one is refused with 413.
    void allow_body(std::size_t most);

    // True once, when the client waits for "100 Continue" before it sends its body (RFC 9110 section 10.1.1).
    bool take_continue();

    // Bytes that are kept for a request that is not whole.
    std::size_t held() const { return borrowed_ ? chunks_.size() : kept_.size() + chunks_.size(); }

    // Bytes have come that no request has taken yet.
    bool has_more() const { return !window_.empty(); }

    // In state done: forgets the request.
    void next();

    // Copies what is still needed of the bytes given: call it before they go away. A reader that is idle
    // keeps no memory.
    void keep();

    // What to answer, in state refused.
    const Problem& problem() const { return *problem_; }

  private:
    bool find_head_end();
    bool line_is_too_long() const;
    void read_head(Request& request);
    void read_body();
    void view(Request& request);
    void read_chunks();
    void refuse(Problem why);

    const ParserLimits& limits_;
    std::string kept_;
    std::string_view window_;  // from the request's first byte on: of kept_, or of what give() was given
    bool borrowed_ = false;    // the window is not of kept_
    bool viewed_ = false;      // the request that advance() last filled in still views the window
    bool wants_continue_ = false;
    ReadState state_ = ReadState::idle;
    std::size_t scanned_ = 0;     // without an end of the head before
    std::size_t line_start_ = 0;  // of the line that `scanned_` is in
    std::size_t head_size_ = 0;
    std::size_t used_ = 0;  // of the window, by the head and by the chunks that are decoded
    std::size_t most_ = 0;  // bytes of body
    Framing framing_;
    ChunkDecoder decoder_;
    std::string chunks_;  // decoded
    std::unique_ptr<Problem> problem_;
};

}  // namespace mallctl::server::http
