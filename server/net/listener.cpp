#include "server/net/listener.hpp"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <string>
#include <utility>

#include "server/log.hpp"
#include "server/respond.hpp"

namespace mallctl::server::net {

namespace {

using asio::ip::tcp;
using boost::system::error_code;

constexpr int backlog = 4096;
// Out of file descriptors: some will be given back; until then the queue holds the clients.
constexpr std::chrono::milliseconds pause_after_failure{100};

void open(tcp::acceptor& acceptor, const ListenAddress& wanted) {
    const tcp::endpoint endpoint(asio::ip::make_address(wanted.address), wanted.port);
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(backlog, error);
    if (!error) acceptor.non_blocking(true, error);
    if (!error) return;
    throw core::Error(
        core::Fault::failed, fmt::format("cannot listen on {}: {}", to_string(wanted), error.message()),
        error == asio::error::access_denied ? "choose a port over 1023 with --listen ADDR:PORT"
                                            : "choose another --listen ADDR:PORT; port 0 takes a free one");
}

}  // namespace

Listener::Listener(asio::io_context& control, Shared& shared, std::vector<std::unique_ptr<Worker>>& workers)
    : control_(control),
      shared_(shared),
      workers_(workers),
      acceptor_(control),
      address_(shared.options.listen) {
    open(acceptor_, address_);
    address_.port = acceptor_.local_endpoint().port();
}

void Listener::start() {
    asio::co_spawn(control_, accept_loop(), asio::detached);
}

Worker& Listener::next_worker() {
    return *workers_[turn_++ % workers_.size()];
}

asio::awaitable<void> Listener::accept_loop() {
    asio::steady_timer pause(control_);
    bool failing = false;
    while (!stopping_) {
        Worker& worker = next_worker();
        tcp::socket socket(worker.context());
        error_code error;
        co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            failing = false;
            take(std::move(socket), worker);
        } else if (!stopping_ && error != asio::error::connection_aborted) {
            if (!std::exchange(failing, true)) log::warn("cannot accept connections: " + error.message());
            pause.expires_after(pause_after_failure);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
}

void Listener::take(tcp::socket socket, Worker& worker) {
    if (shared_.connections.fetch_add(1) < shared_.options.max_connections) {
        worker.adopt(std::move(socket));
        return;
    }
    shared_.connections.fetch_sub(1);
    // Best effort, never waited for: the socket's buffer is empty and takes these bytes.
    const std::string id = shared_.next_request_id();
    const http::Response response =
        respond_refused({503, "too-many-connections", "The server has too many connections",
                         "no further connection is taken at the moment", "try again shortly", 5},
                        id);
    const std::string date = http::format_http_date(core::now());
    std::string bytes;
    http::append_head(bytes, response, {date, id, false});
    bytes += response.bytes();
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(bytes), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void Listener::stop() {
    stopping_ = true;
    error_code error;
    acceptor_.cancel(error);
    for (;;) {
        Worker& worker = next_worker();
        tcp::socket socket(worker.context());
        acceptor_.accept(socket, error);
        if (error) break;
        take(std::move(socket), worker);
    }
    acceptor_.close(error);
}

}  // namespace mallctl::server::net
