// The HTTP server: accepts connections, reads requests, asks the application for each response and writes it.
//
// One thread accepts and waits for signals (the caller of run), the others each serve the connections they
// were given on an event loop of their own: a connection lives on one thread, so its state needs no lock, and
// what does not block is answered there inline. What blocks is answered by a pool of threads, and the answer
// comes back to the connection's loop.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "server/application.hpp"
#include "server/http/head.hpp"
#include "server/http/networks.hpp"
#include "server/http/trusted_proxies.hpp"
#include "server/listen_address.hpp"
#include "server/metrics/request_counters.hpp"

namespace mallctl::server {

struct ServeOptions {
    ListenAddress listen;
    unsigned threads = 0;                  // that serve; 0: one a core
    std::size_t max_connections = 10'000;  // one more is answered 503 and closed
    // Threads that answer what blocks, and how many requests may wait for one: one more is answered 503.
    unsigned pool_threads = 8;
    // Threads that hash passwords and the like, 19 MiB each, in time that nobody else wants.
    unsigned computing_threads = 2;
    std::size_t pool_queue = 256;
    // Bytes that connections may hold together: of requests that are not whole yet, and of answers that their
    // clients do not take. Beyond, those that hold more than a header's worth are refused (503) or dropped.
    std::size_t held_bytes = std::size_t{256} << 20;
    http::ParserLimits limits;
    std::chrono::milliseconds header_timeout{
        10'000};  // from the first byte of a request, or from the connection, to its header's end
    std::chrono::milliseconds body_timeout{30'000};   // from the header's end to the body's
    std::chrono::milliseconds idle_timeout{60'000};   // between two requests
    std::chrono::milliseconds write_timeout{30'000};  // for one whole response
    // After stop, with on_stopping called, all goes on for so long: load balancers see that it is not ready
    // before a connection is refused.
    std::chrono::milliseconds notice{0};
    std::chrono::milliseconds drain{30'000};  // for requests under way after stop
    std::chrono::milliseconds quiet{
        200};  // after stop an idle connection is closed when it has been silent so long
    // PEM files of a certificate with its chain and of its key; both or none: then it speaks plain HTTP. They
    // are read again when they change, and on SIGHUP with handle_signals.
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    http::Networks trusted_networks;       // where many clients have one address, and limits are generous
    http::TrustedProxies trusted_proxies;  // whose word on the client's address is believed
    bool handle_signals = false;           // SIGINT and SIGTERM stop; a second one ends the process at once
    metrics::RequestCounters* counters = nullptr;  // where requests are counted; must outlive the server
    std::function<void()> on_stopping = [] {};     // called first, so that readiness says so
};

class Server {
  public:
    // Binds and listens: connections queue from here on. Throws core::Error(failed) naming the address and
    // the reason when that is not possible, core::Error(usage) for a certificate that cannot be used.
    // `application` must outlive the server.
    Server(ServeOptions options, const Application& application);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Where it listens, with the port that was found free for port 0.
    const ListenAddress& address() const;

    // Serves until stop or a signal and `notice` after it, then takes what has already connected, answers
    // every request that has begun with "Connection: close", closes the rest one after the other, and returns
    // when all are gone, after `drain` at the latest. False when a handler on the pool is still running then:
    // its request is not answered any more, and the destructor waits for it.
    bool run();

    struct PoolFigures {
        std::size_t running = 0;  // requests, each on a thread
        std::size_t waiting = 0;  // for a thread
        std::size_t threads = 0;
        std::size_t queue = 0;  // how many may wait
    };
    // What the server has in hand at the moment. Safe from any thread.
    struct Figures {
        std::size_t connections = 0;
        std::size_t connections_limit = 0;
        PoolFigures pool;       // for what waits
        PoolFigures computing;  // for what works for long
    };
    Figures figures() const;

    // Begins to stop; returns at once. Safe from any thread, more than once, before run too.
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::server
