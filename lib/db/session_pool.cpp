#include "db/session_pool.hpp"

#include <fmt/format.h>

#include <utility>

#include "db/session_upkeep.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

SessionPool::SessionPool(std::function<Endpoint()> endpoint, SessionPoolOptions options)
    : endpoint_(std::move(endpoint)), options_(std::move(options)) {}

SessionPool::~SessionPool() = default;

SessionPool::Count SessionPool::count() const {
    const std::lock_guard lock(mutex_);
    return {taken_, idle_.size()};
}

void SessionPool::refuse_after_failure() const {
    if (!failure_) return;
    if (connecting_ || Clock::now() - failure_->at < options_.failure_memory) throw Error(failure_->error);
}

// Nothing where none is idle. What lay there for long may have died with its server: it is asked, outside the
// lock, and where it is dead all that lay as long are thrown away.
std::unique_ptr<Session> SessionPool::take_idle(std::unique_lock<std::mutex>& lock) {
    while (!idle_.empty()) {
        Idle last = std::move(idle_.back());
        idle_.pop_back();
        ++taken_;
        if (Clock::now() - last.since < options_.trusted_idle) return std::move(last.session);
        lock.unlock();
        const bool alive = is_alive(*last.session);
        if (!alive) last.session.reset();
        lock.lock();
        if (alive) return std::move(last.session);
        --taken_;
        changed_.notify_one();
        std::erase_if(idle_, [&](const Idle& other) { return other.since <= last.since; });
    }
    return nullptr;
}

std::unique_ptr<Session> SessionPool::connect(std::unique_lock<std::mutex>& lock) {
    connecting_ = true;
    ++taken_;
    lock.unlock();
    std::unique_ptr<Session> session;
    std::optional<Error> error;
    try {
        session = std::make_unique<Session>(endpoint_(), options_.name);
    } catch (const Error& thrown) {
        error = thrown;
    } catch (const std::exception& thrown) {
        error = Error(Fault::failed, thrown.what());
    }
    lock.lock();
    connecting_ = false;
    failure_.reset();
    if (error) {
        --taken_;
        failure_ = Failure{*error, Clock::now()};
    }
    changed_.notify_all();
    if (error) throw Error(*error);
    return session;
}

std::unique_ptr<Session> SessionPool::take() {
    const auto deadline = Clock::now() + options_.patience;
    std::unique_lock lock(mutex_);
    while (true) {
        if (auto session = take_idle(lock)) return session;
        refuse_after_failure();
        if (!connecting_ && taken_ < options_.most) return connect(lock);
        if (changed_.wait_until(lock, deadline) == std::cv_status::timeout && idle_.empty()) {
            throw Error(Fault::unreachable,
                        fmt::format("all {} database sessions are taken for {} ms", options_.most,
                                    options_.patience.count()),
                        "try again shortly");
        }
    }
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
    const std::lock_guard lock(mutex_);
    --taken_;
    if (session) idle_.push_back({std::move(session), Clock::now()});
    changed_.notify_one();
}

SessionPool::Taken::Taken(SessionPool& pool, const std::string& author) : pool_(pool), session_(pool.take()) {
    try {
        act_for(*session_, author);
    } catch (...) {
        session_.reset();
        pool_.give_back(nullptr);
        throw;
    }
}

SessionPool::Taken::~Taken() {
    pool_.give_back(std::move(session_));
}

// A transaction has been rolled back before its exception gets here.
void SessionPool::Taken::doubt() {
    if (!is_alive(*session_)) session_.reset();
}

}  // namespace mallctl::db
