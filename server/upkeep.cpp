#include "server/upkeep.hpp"

#include <fmt/format.h>

#include <utility>

#include "db/idempotency.hpp"
#include "db/mall_repository.hpp"
#include "db/sensor_readings.hpp"
#include "db/staged_imports.hpp"
#include "db/work_lock.hpp"
#include "server/background.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

// Batch by batch, until one finds nothing.
std::int64_t in_batches(db::Session& session, const core::Uuid& mall, const std::function<bool()>& stop,
                        const std::function<std::int64_t(db::Transaction&)>& sweep) {
    std::int64_t all = 0;
    while (!stop()) {
        db::Transaction transaction(session, mall, db::Transaction::Mode::write);
        const std::int64_t swept = sweep(transaction);
        if (swept == 0) break;
        transaction.commit();
        all += swept;
    }
    return all;
}

void keep_access(db::Session& session, const operations::AccessUpkeep& upkeep) {
    const auto pruned = operations::keep_access_tidy(session, upkeep, core::now());
    if (!pruned || pruned->events + pruned->sessions + pruned->invitations == 0) return;
    log::info(fmt::format("forgot {} entries of the log of rights, {} sessions and {} invitations",
                          pruned->events, pruned->sessions, pruned->invitations));
}

}  // namespace

Swept sweep_mall(db::Session& session, const core::Uuid& mall, const UpkeepOptions& options,
                 const std::function<bool()>& stop) {
    const auto lock = db::WorkLock::try_take(session, mall, "upkeep");
    if (!lock) return {};
    const core::Instant now = core::now();
    const auto each = [&](const std::function<std::int64_t(db::Transaction&)>& sweep) {
        return in_batches(session, mall, stop, sweep);
    };
    Swept swept;
    swept.readings = each([&](db::Transaction& transaction) {
        return db::forget_readings(transaction, now - options.keep_readings, options.batch);
    });
    swept.answers = each(
        [&](db::Transaction& transaction) { return db::forget_answers(transaction, now, options.batch); });
    swept.imports = each([&](db::Transaction& transaction) {
        return db::StagedImports(transaction).sweep(now, now - options.keep_ended_imports);
    });
    return swept;
}

Upkeep::Upkeep(std::function<db::Endpoint()> endpoint, UpkeepOptions options)
    : endpoint_(std::move(endpoint)), options_(options) {
    thread_ = std::thread([this] {
        run();
        const std::lock_guard lock(mutex_);
        ended_ = true;
        woken_.notify_all();
    });
}

Upkeep::~Upkeep() {
    stop(std::chrono::milliseconds::zero());
    thread_.join();
}

bool Upkeep::stop(std::chrono::milliseconds timeout) {
    stop_.request_stop();
    std::unique_lock lock(mutex_);
    return woken_.wait_for(lock, timeout, [this] { return ended_; });
}

void Upkeep::run() {
    give_way();
    const std::stop_token stop = stop_.get_token();
    while (!stop.stop_requested()) {
        try {
            round();
        } catch (const std::exception& error) {
            log::debug(fmt::format("what is old was not swept: {}", error.what()));
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, options_.every, [] { return false; });
    }
}

void Upkeep::round() {
    db::Session session(endpoint_(), "mallctl upkeep");
    keep_access(session, options_.access);
    std::vector<catalog::Mall> malls;
    {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
        malls = db::MallRepository(transaction).list();
    }
    const auto stop = [this] { return stop_.stop_requested(); };
    for (const catalog::Mall& mall : malls) {
        if (stop()) return;
        const Swept swept = sweep_mall(session, mall.id, options_, stop);
        if (swept.readings + swept.answers + swept.imports == 0) continue;
        log::info(fmt::format("mall {}: forgot {} readings, {} kept answers and {} imports", mall.slug,
                              swept.readings, swept.answers, swept.imports));
    }
}

}  // namespace mallctl::server
