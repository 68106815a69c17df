// One connection: requests in, responses out, in order, until either side has enough.
#pragma once

#include <utility>  // before Asio: Boost 1.74 uses std::exchange without it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string_view>

#include "server/http/parser.hpp"
#include "server/net/worker.hpp"

namespace mallctl::server::net {

// Serves the connection on the worker's thread, which is the caller's.
void start_session(Worker& worker, asio::ip::tcp::socket socket);

class Session {
  public:
    using Clock = std::chrono::steady_clock;

    Session(Worker& worker, asio::ip::tcp::socket socket);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    asio::awaitable<void> run();

    // Ends the operation under way when its time is over.
    void expire(Clock::time_point now);
    // The server stops: an idle connection gets a last short chance to speak.
    void drain();
    void abort();

  private:
    enum class Phase { fresh, idle, header, body, writing, lingering };

    void enter(Phase phase);
    asio::awaitable<bool> read_request();
    asio::awaitable<bool> read_some();
    asio::awaitable<bool> answer_request();
    asio::awaitable<bool> write(const http::Response& response, std::string_view id, bool with_body,
                                bool keep_alive);
    asio::awaitable<void> write_continue();
    asio::awaitable<void> refuse(const http::Problem& problem);
    asio::awaitable<void> linger();

    Worker& worker_;
    asio::ip::tcp::socket socket_;
    http::RequestParser parser_;
    Phase phase_ = Phase::fresh;
    Clock::time_point deadline_;
    bool expired_ = false;
};

}  // namespace mallctl::server::net
