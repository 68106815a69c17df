// Waits for connections and deals them out to the workers in turn.
#pragma once

#include <utility>  // before Asio: Boost 1.74 uses std::exchange without it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>
#include <vector>

#include "server/net/worker.hpp"

namespace mallctl::server::net {

class Listener {
  public:
    // Binds and listens. Throws core::Error(failed) naming the address and the reason.
    Listener(asio::io_context& control, Shared& shared, std::vector<std::unique_ptr<Worker>>& workers);

    const ListenAddress& address() const { return address_; }

    void start();

    // Takes the connections that have already queued, then closes the door. On the control thread.
    void stop();

  private:
    asio::awaitable<void> accept_loop();
    void take(asio::ip::tcp::socket socket, Worker& worker);
    Worker& next_worker();

    asio::io_context& control_;
    Shared& shared_;
    std::vector<std::unique_ptr<Worker>>& workers_;
    std::size_t turn_ = 0;
    bool stopping_ = false;
    asio::ip::tcp::acceptor acceptor_;
    ListenAddress address_;
};

}  // namespace mallctl::server::net
