#include "server/net/pool.hpp"

#include <exception>
#include <string>
#include <utility>

#include "server/log.hpp"

namespace mallctl::server::net {

namespace {

void call(const Pool::Job& job, bool run) {
    try {
        job(run);
    } catch (const std::exception& error) {
        log::error(std::string("a thread of the pool caught: ") + error.what());
    }
}

}  // namespace

Pool::Pool(std::size_t threads, std::size_t queue, std::function<void()> begin) : queue_(queue) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, begin] { work(begin); });
}

Pool::~Pool() {
    end({});  // those that run are waited for below
    for (std::thread& thread : threads_) thread.join();
}

bool Pool::submit(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (ended_ || jobs_.size() >= queue_) return false;
        jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void Pool::work(const std::function<void()>& begin) {
    if (begin) begin();
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ended_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        const Job job = std::move(jobs_.front());
        jobs_.pop_front();
        ++running_;
        lock.unlock();
        call(job, true);
        lock.lock();
        if (--running_ == 0 && ended_) idle_.notify_all();
    }
}

bool Pool::end(std::chrono::steady_clock::time_point deadline) {
    std::deque<Job> left;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        left.swap(jobs_);
    }
    changed_.notify_all();
    for (const Job& job : left) call(job, false);
    std::unique_lock lock(mutex_);
    return idle_.wait_until(lock, deadline, [this] { return running_ == 0; });
}

Pool::Figures Pool::figures() const {
    const std::lock_guard lock(mutex_);
    return {running_, jobs_.size()};
}

}  // namespace mallctl::server::net
