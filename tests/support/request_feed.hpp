// Whole requests out of bytes in pieces, as a connection reads them that allows every body up to a size.
#pragma once

#include <cstddef>
#include <string_view>

#include "server/http/reader.hpp"

namespace mallctl::test {

class RequestFeed {
  public:
    using State = server::http::ReadState;

    explicit RequestFeed(const server::http::ParserLimits& limits = {}, std::size_t body_bytes = 64 * 1024)
        : limits_(limits), body_bytes_(body_bytes) {}

    // Never the state head.
    State feed(std::string_view bytes) {
        reader_.give(bytes);
        const State state = advance();
        reader_.keep();
        return state;
    }

    State state() const { return reader_.state(); }
    bool take_continue() { return reader_.take_continue(); }
    const server::http::Problem& problem() const { return reader_.problem(); }

    // In state done; the state may be done again at once.
    server::http::OwnedRequest take() {
        reader_.advance(request_);
        server::http::OwnedRequest taken(request_);
        reader_.next();
        advance();
        return taken;
    }

  private:
    State advance() {
        State state = reader_.advance(request_);
        if (state != State::head) return state;
        reader_.allow_body(body_bytes_);
        return reader_.advance(request_);
    }

    server::http::ParserLimits limits_;
    std::size_t body_bytes_;
    server::http::RequestReader reader_{limits_};
    server::http::Request request_;
};

}  // namespace mallctl::test
