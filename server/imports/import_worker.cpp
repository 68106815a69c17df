#include "server/imports/import_worker.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "db/mall_repository.hpp"
#include "db/staged_imports.hpp"
#include "server/background.hpp"
#include "server/imports/spool_folder.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

// No import takes so long.
constexpr std::chrono::hours abandoned{6};

std::vector<catalog::Mall> malls_of(db::Session& session) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
    return db::MallRepository(transaction).list();
}

}  // namespace

ImportWorker::ImportWorker(std::function<db::Endpoint()> endpoint, ImportWorkerOptions options)
    : endpoint_(std::move(endpoint)), options_(std::move(options)) {}

void ImportWorker::start() {
    running_ = true;
    thread_ = std::thread([this] {
        run();
        const std::lock_guard lock(mutex_);
        running_ = false;
        woken_.notify_all();
    });
}

ImportWorker::~ImportWorker() {
    stop(std::chrono::milliseconds::zero());
    if (thread_.joinable()) thread_.join();
}

bool ImportWorker::stop(std::chrono::milliseconds timeout) {
    stop_.request_stop();
    std::unique_lock lock(mutex_);
    return woken_.wait_for(lock, timeout, [this] { return !running_; });
}

bool ImportWorker::submit(ImportJob job) {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= options_.queue) return false;
    jobs_.push_back(std::move(job));
    woken_.notify_all();
    return true;
}

void ImportWorker::run() {
    give_way();
    const std::stop_token stop = stop_.get_token();
    auto next_look = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        if (std::chrono::steady_clock::now() >= next_look) {
            sweep_spool(options_.spool, abandoned);
            look_around();
            next_look = std::chrono::steady_clock::now() + options_.look_every;
        }
        std::unique_lock lock(mutex_);
        if (!woken_.wait_until(lock, stop, next_look, [this] { return !jobs_.empty(); })) continue;
        const ImportJob job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        work_on([&](db::Session& session) { run_import_job(session, job, options_.spool); });
    }
    session_.reset();
}

void ImportWorker::work_on(const std::function<void(db::Session&)>& work) {
    try {
        if (!session_) session_ = std::make_unique<db::Session>(endpoint_(), "mallctl import");
        work(*session_);
    } catch (const std::exception& error) {
        session_.reset();
        log::warn(fmt::format("imports: {}", error.what()));
    }
}

void ImportWorker::look_around() {
    work_on([this](db::Session& session) {
        for (const catalog::Mall& mall : malls_of(session)) {
            std::vector<core::Uuid> left;
            {
                db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
                left = db::StagedImports(transaction).left_behind(core::now() - options_.untouched);
            }
            for (const core::Uuid& import : left) {
                if (stop_.stop_requested()) return;
                recover_import(session, mall.id, import, options_.spool);
            }
        }
    });
}

}  // namespace mallctl::server
