// The thread that looks at uploads and applies them, one at a time: a large plan takes memory and time that
// those who answer need.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "db/endpoint.hpp"
#include "db/session.hpp"
#include "server/imports/import_job.hpp"

namespace mallctl::server {

struct ImportWorkerOptions {
    std::filesystem::path spool;                   // where uploads lie while they are read
    std::size_t queue = 16;                        // jobs that may wait
    std::chrono::milliseconds look_every{60'000};  // for what a program that was killed left behind
    std::chrono::seconds untouched{120};           // after which it is taken for left behind
};

class ImportWorker {
  public:
    // `endpoint` is asked at each connection, from the thread of start().
    ImportWorker(std::function<db::Endpoint()> endpoint, ImportWorkerOptions options);
    ~ImportWorker();  // waits without a limit
    ImportWorker(const ImportWorker&) = delete;
    ImportWorker& operator=(const ImportWorker&) = delete;

    // Once: until then nothing is done.
    void start();

    // From any thread. False where too many wait; a check that is not taken now is, by what is left behind.
    bool submit(ImportJob job);

    // Takes no further job and waits for the one that runs; false when it has not ended within `timeout`:
    // what it has not committed by the end of the process was never done.
    bool stop(std::chrono::milliseconds timeout);

  private:
    void run();
    void look_around();
    void work_on(const std::function<void(db::Session&)>& work);

    const std::function<db::Endpoint()> endpoint_;
    const ImportWorkerOptions options_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::deque<ImportJob> jobs_;
    bool running_ = false;
    std::unique_ptr<db::Session> session_;  // of the thread
    std::thread thread_;
};

}  // namespace mallctl::server
