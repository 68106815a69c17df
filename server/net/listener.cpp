#include "server/net/listener.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "server/log.hpp"
#include "server/respond.hpp"

namespace mallctl::server::net {

namespace {

using asio::ip::tcp;
using boost::system::error_code;

constexpr int backlog = 4096;
// Others wait too: the control thread looks after its signals and timers in between.
constexpr int accepts_a_turn = 256;
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

// "192.0.2.7", also where the client came through an IPv6 socket.
std::string text_of(const sockaddr_storage& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return text.data();
    }
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
        ::inet_ntop(AF_INET, &v6.sin6_addr.s6_addr[12], text.data(), text.size());
    } else {
        ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    }
    return text.data();
}

}  // namespace

Listener::Listener(asio::io_context& control, Shared& shared, std::vector<std::unique_ptr<Worker>>& workers,
                   const Tls* tls)
    : shared_(shared),
      workers_(workers),
      tls_(tls),
      acceptor_(control),
      pause_(control),
      address_(shared.options.listen) {
    open(acceptor_, address_);
    address_.port = acceptor_.local_endpoint().port();
}

void Listener::start() {
    wait();
}

void Listener::wait() {
    acceptor_.async_wait(tcp::acceptor::wait_read, [this](const error_code& error) {
        if (error || stopping_) return;
        for (int i = 0; i < accepts_a_turn; ++i) {
            if (accept_one()) continue;
            if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) return pause();
            break;
        }
        wait();
    });
}

void Listener::pause() {
    if (!std::exchange(failing_, true)) {
        log::warn("cannot accept connections: " + std::generic_category().message(errno));
    }
    pause_.expires_after(pause_after_failure);
    pause_.async_wait([this](const error_code& error) {
        if (!error && !stopping_) wait();
    });
}

// False, with the reason in errno, where none was taken.
bool Listener::accept_one() {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    const int socket = ::accept4(acceptor_.native_handle(), reinterpret_cast<sockaddr*>(&address), &size,
                                 SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return false;
    failing_ = false;
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    take(socket, text_of(address));
    return true;
}

void Listener::take(int socket, std::string client) {
    if (shared_.connections.fetch_add(1) < shared_.options.max_connections) {
        SslPointer ssl = tls_ == nullptr ? SslPointer{} : tls_->accept(socket);
        if ((ssl != nullptr) == (tls_ != nullptr)) {
            workers_[turn_++ % workers_.size()]->adopt(socket, std::move(ssl), std::move(client));
            return;
        }
    }
    shared_.connections.fetch_sub(1);
    Stream stream(socket);
    if (tls_ != nullptr) return;  // shaking hands first would be the work that there are too many for
    // Best effort, never waited for: the socket's buffer is empty and takes these bytes.
    const std::string_view id = net::text_of(ids_.next());
    const http::Response response =
        respond_refused({503, "too-many-connections", "The server has too many connections",
                         "no further connection is taken at the moment", "try again shortly", 5},
                        id);
    const std::string date = http::format_http_date(core::now());
    std::string bytes;
    http::append_head(bytes, response, {date, id, false});
    bytes += response.bytes();
    stream.write(bytes, {});
    stream.shutdown_send();
}

void Listener::stop() {
    stopping_ = true;
    error_code ignored;
    acceptor_.cancel(ignored);
    pause_.cancel();
    while (accept_one()) {
    }
    acceptor_.close(ignored);
}

}  // namespace mallctl::server::net
