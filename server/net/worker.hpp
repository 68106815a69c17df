// One thread with an event loop and the connections that it serves.
#pragma once

#include <utility>  // before Asio: Boost 1.74 uses std::exchange without it

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>

#include "server/server.hpp"

namespace mallctl::server::net {

namespace asio = boost::asio;

class Session;

// What all workers share; outlives them.
struct Shared {
    ServeOptions options;
    const Application& application;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::uint64_t> requests{0};
    std::string id_prefix;  // of request ids, random for each server

    std::string next_request_id();
};

class Worker {
  public:
    // `on_finished` is called on the worker's thread as its last act.
    Worker(Shared& shared, std::function<void()> on_finished);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start();
    void join();
    asio::io_context& context() { return context_; }

    // From any thread: serve this connection, which must have been made on context().
    void adopt(asio::ip::tcp::socket socket);
    // From any thread: no more connections come; the thread ends when the last one is gone.
    void drain();
    // From any thread: close all connections now.
    void abort();

    // For sessions, on the worker's thread.
    Shared& shared() { return shared_; }
    bool draining() const { return draining_.load(std::memory_order_relaxed); }
    asio::mutable_buffer scratch() { return asio::buffer(scratch_); }
    void enter(Session& session);
    void leave(Session& session);

  private:
    void run();
    void arm_sweep();
    void sweep();

    Shared& shared_;
    std::function<void()> on_finished_;
    // Before context_: sessions still there when it is destroyed leave this set.
    std::unordered_set<Session*> sessions_;
    std::array<char, 64 * 1024> scratch_{};  // one read at a time lands here: idle connections hold no buffer
    std::atomic<bool> draining_{false};      // set at once: a handler that runs just now answers with close
    asio::io_context context_{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work_;
    asio::steady_timer sweeper_{context_};
    std::thread thread_;
};

}  // namespace mallctl::server::net
