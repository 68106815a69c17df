// Forgets what nobody needs any more: readings past their time, answers kept by Idempotency-Key, uploads that
// nobody applied, sessions that are over; and changes the secret that signs guests.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/endpoint.hpp"
#include "db/session.hpp"
#include "operations/access/upkeep.hpp"

namespace mallctl::server {

struct UpkeepOptions {
    std::chrono::milliseconds every = std::chrono::minutes{10};
    std::chrono::hours keep_readings{400 * 24};
    std::chrono::hours keep_ended_imports{30 * 24};  // what became of them; their bytes go at once
    operations::AccessUpkeep access;
    std::int64_t batch = 10'000;                     // rows in one transaction, so that no writer waits long
};

// What went of one mall, in rows. In transactions of `batch` rows each, until nothing is left or `stop`
// answers true; nothing where another node does it just now.
struct Swept {
    std::int64_t readings = 0;
    std::int64_t answers = 0;
    std::int64_t imports = 0;
};
Swept sweep_mall(db::Session& session, const core::Uuid& mall, const UpkeepOptions& options,
                 const std::function<bool()>& stop);

// Does so for every mall, now and then, from a thread of the lowest priority.
class Upkeep {
  public:
    Upkeep(std::function<db::Endpoint()> endpoint, UpkeepOptions options);
    ~Upkeep();  // waits without a limit
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

    // False where a batch has not ended within `timeout`.
    bool stop(std::chrono::milliseconds timeout);

  private:
    void run();
    void round();

    const std::function<db::Endpoint()> endpoint_;
    const UpkeepOptions options_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace mallctl::server
