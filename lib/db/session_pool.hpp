// Sessions that many threads share: opened when they are needed, kept, and thrown away when they break.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "db/endpoint.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct SessionPoolOptions {
    std::string name = "mallctl serve";         // of the connections, as the server lists them
    std::size_t most = 8;                       // sessions at once
    std::chrono::milliseconds patience{2'000};  // how long a caller waits for one
    // For so long after a failed connection nobody tries another: callers are told at once. Then one tries
    // while the others are still told, so that a server that does not answer holds one thread, not all.
    std::chrono::milliseconds failure_memory{1'000};
    // A session that lay idle for longer is asked whether it still lives before it is given out.
    std::chrono::milliseconds trusted_idle{500};
};

class SessionPool {
  public:
    // `endpoint` is asked at each connection, so that a private cluster may start later. Connects to nothing.
    explicit SessionPool(std::function<Endpoint()> endpoint, SessionPoolOptions options = {});
    ~SessionPool();
    SessionPool(const SessionPool&) = delete;
    SessionPool& operator=(const SessionPool&) = delete;

    // Calls work(session) with a session that acts for `author` (of versions and the audit log; empty: the
    // endpoint's) and returns its result. Safe from every thread; `work` must not ask the pool again. Throws
    // core::Error(unreachable) without a connection, and when all sessions are taken for `patience`. What
    // `work` throws passes; the session is then kept only if it still answers. A work that has failed because
    // its connection broke may or may not have been committed, so that it is not tried again.
    template <class Work>
    auto with(const std::string& author, Work&& work) {
        Taken taken(*this, author);
        try {
            return work(*taken.session());
        } catch (...) {
            taken.doubt();
            throw;
        }
    }

    struct Count {
        std::size_t taken = 0;
        std::size_t idle = 0;
    };
    Count count() const;

  private:
    using Clock = std::chrono::steady_clock;

    // A session outside the pool: goes back, or away, at the end.
    class Taken {
      public:
        Taken(SessionPool& pool, const std::string& author);
        ~Taken();
        Taken(const Taken&) = delete;
        Taken& operator=(const Taken&) = delete;

        Session* session() { return session_.get(); }
        // Discards a session that does not answer any more.
        void doubt();

      private:
        SessionPool& pool_;
        std::unique_ptr<Session> session_;
    };

    struct Idle {
        std::unique_ptr<Session> session;
        Clock::time_point since;
    };

    struct Failure {
        core::Error error;
        Clock::time_point at;
    };

    std::unique_ptr<Session> take();
    std::unique_ptr<Session> take_idle(std::unique_lock<std::mutex>& lock);
    std::unique_ptr<Session> connect(std::unique_lock<std::mutex>& lock);
    void refuse_after_failure() const;
    void give_back(std::unique_ptr<Session> session);

    const std::function<Endpoint()> endpoint_;
    const SessionPoolOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Idle> idle_;  // the one used last is at the end
    std::size_t taken_ = 0;
    bool connecting_ = false;         // somebody is, outside the lock
    std::optional<Failure> failure_;  // of the last connection
};

}  // namespace mallctl::db
