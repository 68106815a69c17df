// The threads that answer what blocks: few, and with a queue that is bounded, so that a slow database makes
// the server say "later" instead of making it forget.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mallctl::server::net {

class Pool {
  public:
    // A job is called with false where the pool ended before its turn came.
    using Job = std::function<void(bool run)>;

    // `begin` is called first on each thread.
    Pool(std::size_t threads, std::size_t queue, std::function<void()> begin = {});
    ~Pool();  // as end(), however long it takes
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // From any thread. False, and the job is dropped, when `queue` jobs wait already, or the pool has ended.
    bool submit(Job job);

    // Jobs that wait are called with false, those that run are waited for: false where one still runs at
    // `deadline`. No job is taken any more.
    bool end(std::chrono::steady_clock::time_point deadline);

    struct Figures {
        std::size_t running = 0;
        std::size_t waiting = 0;
    };
    Figures figures() const;

  private:
    void work(const std::function<void()>& begin);

    const std::size_t queue_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable idle_;  // after end(): no job runs
    std::deque<Job> jobs_;
    std::size_t running_ = 0;
    bool ended_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace mallctl::server::net
