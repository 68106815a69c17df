// The thread that compresses answers once they have gone out for the first time.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "server/bodies/body_cache.hpp"

namespace mallctl::server::bodies {

class Compressor {
  public:
    Compressor() = default;
    // Waits for the answer that is being compressed; the others stay as they are.
    ~Compressor();
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    // Has the answer compressed soon, by a thread of low priority that begins with the first one. Beyond a
    // thousand that wait it is left as it is: an answer that is not compressed is as good.
    void add(const std::shared_ptr<BodyCache>& cache, BodyKey key);

  private:
    struct Task {
        std::weak_ptr<BodyCache> cache;
        std::string route;
        std::string rest;
    };

    void run();

    static constexpr std::size_t most_tasks = 1000;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Task> tasks_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace mallctl::server::bodies
