// One thread with an event loop and the connections that it serves.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/background.hpp"
#include "server/net/deadlines.hpp"
#include "server/net/poller.hpp"
#include "server/net/pool.hpp"
#include "server/net/request_id.hpp"
#include "server/net/stream.hpp"
#include "server/server.hpp"

namespace mallctl::server::net {

class Session;

// What all workers share; outlives them.
struct Shared {
    Shared(ServeOptions given, const Application& asked)
        : options(std::move(given)),
          application(asked),
          pool(options.pool_threads, options.pool_queue),
          computing(options.computing_threads, options.pool_queue, give_way) {}

    ServeOptions options;
    const Application& application;
    Pool pool;       // for what waits
    Pool computing;  // for what works for long
    std::atomic<std::size_t> connections{0};
    std::atomic<int> large_bodies{0};  // that come in, or are answered
    std::atomic<std::size_t> held{0};  // bytes, by all connections: see ServeOptions::held_bytes
};

// What a connection waits for; each has its allowance of time.
enum class Phase : std::uint8_t { fresh, idle, header, body, answering, writing, lingering };
constexpr std::size_t phase_count = 7;

class Worker {
  public:
    // `on_finished` is called on the worker's thread as its last act.
    Worker(Shared& shared, std::function<void()> on_finished);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start();
    void join();

    // From any thread: serve this socket, which does not block, for the client at this address.
    void adopt(int socket, SslPointer ssl, std::string client);
    // From any thread: no more connections come; the thread ends when the last one is gone.
    void drain();
    // From any thread: close all connections now.
    void abort();
    // From any thread: the answer to a request that went to the pool, for whoever waits with this ticket.
    void deliver(std::uint64_t ticket, std::shared_ptr<const http::OwnedRequest> request,
                 http::Response response);

    // For sessions, on the worker's thread.
    Shared& shared() { return shared_; }
    bool draining() const { return draining_.load(std::memory_order_relaxed); }
    Clock::time_point now() const { return now_; }
    std::string_view date();  // of HTTP, of the current second
    RequestIds& ids() { return ids_; }
    // One read at a time lands here: idle connections hold no buffer.
    std::array<char, 64 * 1024>& scratch() { return scratch_; }
    http::Request& request() { return request_; }                // the one that is being read or answered
    metrics::RequestCounters::Tally* tally() { return tally_; }  // null: nothing is counted
    std::string& out() { return out_; }  // what one turn of a session writes; empty between turns
    void enter(Session& session, Phase phase);
    void watch(Session& session, std::uint32_t events);
    // A ticket for deliver.
    std::uint64_t await(Session& session);
    // Destroys it once nothing on the stack is its own.
    void bury(Session& session);

  private:
    void run();
    template <typename Turn>
    void guard(Session& session, Turn turn);
    void handle(const epoll_event& event);
    void sweep();
    void begin_drain();
    void close_all();
    std::chrono::milliseconds allowance(Phase phase) const;

    Shared& shared_;
    metrics::RequestCounters::Tally* const tally_;
    std::function<void()> on_finished_;
    Poller poller_;
    std::array<DeadlineChain, phase_count> phases_;
    std::size_t sessions_ = 0;
    std::unordered_map<std::uint64_t, Session*> waiting_;  // for the pool
    std::uint64_t tickets_ = 0;
    std::vector<std::unique_ptr<Session>> buried_;
    std::array<char, 64 * 1024> scratch_{};
    http::Request request_;
    std::string out_;
    RequestIds ids_;
    Clock::time_point now_;
    Clock::time_point next_sweep_;
    std::string date_;
    std::int64_t date_second_ = -1;
    bool date_checked_ = false;          // in this turn of the loop
    std::atomic<bool> draining_{false};  // set at once: a handler that runs just now answers with close
    bool ending_ = false;                // the last connections have come
    std::thread thread_;
};

}  // namespace mallctl::server::net
