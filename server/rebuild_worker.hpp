// Builds what became stale, so that nobody has to run `mallctl build` beside a server: after writes over
// HTTP, and after those of commands that left their builds out.
//
// Of the nodes of one database one builds an artifact, by db::WorkLock; the others see it built. It is
// built at the lowest priority, beside what answers.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>

#include "core/uuid.hpp"
#include "db/endpoint.hpp"
#include "db/session.hpp"
#include "server/rebuild_schedule.hpp"

namespace mallctl::server {

struct RebuildOptions {
    std::function<bool(std::string_view slug)> wanted = [](std::string_view) { return true; };
    RebuildTimes times;
    unsigned jobs = 1;  // levels built at a time
};

class RebuildWorker {
  public:
    // Starts its threads at once. Every mall is looked at when they first reach the database, and after each
    // change that is announced (db/outbox.hpp); what was never built is built. `endpoint` is asked at each
    // connection, from both threads, so that a private cluster may start later.
    RebuildWorker(std::function<db::Endpoint()> endpoint, RebuildOptions options);
    ~RebuildWorker();  // waits without a limit
    RebuildWorker(const RebuildWorker&) = delete;
    RebuildWorker& operator=(const RebuildWorker&) = delete;

    // Asks both to end, a build before its next step, and waits for them; false when they have not ended
    // within `timeout`. What was not stored is as if it had not been begun.
    bool stop(std::chrono::milliseconds timeout);

    // Since the start.
    struct Figures {
        std::uint64_t built = 0;
        std::uint64_t failed = 0;
        std::size_t waiting = 0;
    };
    Figures figures() const;

  private:
    void run_listener();
    void run_builder();
    void announce(const core::Uuid& mall);
    void thread_ended();
    void work_on(const ArtifactKey& key);
    bool rebuild(const ArtifactKey& key);
    void settle(const std::function<void(RebuildSchedule&)>& outcome);

    const std::function<db::Endpoint()> endpoint_;
    const RebuildOptions options_;
    std::stop_source stop_;
    mutable std::mutex mutex_;
    std::condition_variable_any woken_;
    RebuildSchedule schedule_;
    std::unique_ptr<db::Session> session_;  // of the builder's thread
    std::atomic<std::uint64_t> built_{0};
    std::atomic<std::uint64_t> failed_{0};
    int running_ = 2;  // threads
    std::thread listener_;
    std::thread builder_;
};

}  // namespace mallctl::server
