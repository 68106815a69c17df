#include "server/bodies/compressor.hpp"

#include <utility>

#include "server/background.hpp"

namespace mallctl::server::bodies {

Compressor::~Compressor() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
        woken_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Compressor::add(const std::shared_ptr<BodyCache>& cache, BodyKey key) {
    const std::lock_guard lock(mutex_);
    if (tasks_.size() >= most_tasks) return;
    tasks_.push_back({cache, std::string(key.route), std::string(key.rest)});
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    woken_.notify_one();
}

void Compressor::run() {
    give_way();
    std::unique_lock lock(mutex_);
    for (;;) {
        woken_.wait(lock, [this] { return stop_ || !tasks_.empty(); });
        if (stop_) return;
        const Task task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        if (const auto cache = task.cache.lock()) cache->compress({task.route, task.rest});
        lock.lock();
    }
}

}  // namespace mallctl::server::bodies
