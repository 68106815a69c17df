// Tells the database every few seconds how this node is, for `mallctl status`.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "db/nodes.hpp"
#include "db/session_pool.hpp"

namespace mallctl::server {

class Heartbeat {
  public:
    static constexpr std::chrono::milliseconds default_interval{3'000};

    // Starts its thread at once. `report` is called from it, and `pool` must outlive it. A database that is
    // away is told once it is back.
    Heartbeat(db::SessionPool& pool, std::function<db::NodeReport()> report,
              std::chrono::milliseconds interval = default_interval);
    ~Heartbeat();  // as stop(), however long it takes
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    // Has the database forget the node; false where it has not answered within `timeout`.
    bool stop(std::chrono::milliseconds timeout);

    // Tells at once, as when the state has changed. Safe from every thread.
    void tell_now();

  private:
    void run();
    void tell();
    void forget();

    db::SessionPool& pool_;
    const std::function<db::NodeReport()> report_;
    const std::chrono::milliseconds interval_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stop_ = false;
    bool now_ = false;
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace mallctl::server
