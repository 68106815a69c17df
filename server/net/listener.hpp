// Waits for connections and deals them out to the workers in turn.
#pragma once

#include <utility>  // before Asio: Boost 1.74 uses std::exchange without it

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/net/tls.hpp"
#include "server/net/worker.hpp"

namespace mallctl::server::net {

namespace asio = boost::asio;

class Listener {
  public:
    // Binds and listens. Throws core::Error(failed) naming the address and the reason.
    // `tls`, where there is one, speaks for all connections, and must outlive the listener.
    Listener(asio::io_context& control, Shared& shared, std::vector<std::unique_ptr<Worker>>& workers,
             const Tls* tls);

    const ListenAddress& address() const { return address_; }

    void start();

    // Takes the connections that have already queued, then closes the door. On the control thread.
    void stop();

  private:
    void wait();
    void pause();
    bool accept_one();
    void take(int socket, std::string client);

    Shared& shared_;
    std::vector<std::unique_ptr<Worker>>& workers_;
    const Tls* tls_;
    std::size_t turn_ = 0;
    bool stopping_ = false;
    bool failing_ = false;
    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    ListenAddress address_;
    RequestIds ids_;  // of those that are told to come later
};

}  // namespace mallctl::server::net
