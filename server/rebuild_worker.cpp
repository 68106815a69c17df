#include "server/rebuild_worker.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/work_lock.hpp"
#include "operations/build.hpp"
#include "operations/build_search.hpp"
#include "server/background.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

using operations::ArtifactState;
using Clock = RebuildSchedule::Clock;

struct Artifact {
    const operations::ArtifactKind& (*kind)();
    operations::BuildReport (*build)(db::Session&, const std::string&, const operations::BuildOptions&);
};

// For a writer of the mall, once an artifact is built: soon enough for a stop.
constexpr std::chrono::milliseconds build_lock_timeout{2'000};

constexpr std::array<Artifact, 2> artifacts{Artifact{operations::nav_kind, operations::build_nav},
                                            Artifact{operations::search_kind, operations::build_search}};

const Artifact& artifact_named(const std::string& name) {
    for (const Artifact& artifact : artifacts) {
        if (artifact.kind().name == name) return artifact;
    }
    throw std::logic_error("there is no artifact " + name);
}

std::string describe(const core::Error& error) {
    return error.advice().empty() ? error.what() : fmt::format("{}; {}", error.what(), error.advice());
}

struct Looked {
    std::optional<catalog::Mall> mall;
    ArtifactState state = ArtifactState::no_input;
};

Looked look_at(db::Session& session, const core::Uuid& mall, const operations::ArtifactKind& kind) {
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    return {db::MallRepository(transaction).current(), operations::artifact_state(transaction, kind)};
}

}  // namespace

RebuildWorker::RebuildWorker(std::function<db::Endpoint()> endpoint, RebuildOptions options)
    : endpoint_(std::move(endpoint)), options_(std::move(options)), schedule_(options_.times) {
    listener_ = std::thread([this] {
        run_listener();
        thread_ended();
    });
    builder_ = std::thread([this] {
        run_builder();
        thread_ended();
    });
}

RebuildWorker::~RebuildWorker() {
    stop(std::chrono::milliseconds::zero());
    listener_.join();
    builder_.join();
}

bool RebuildWorker::stop(std::chrono::milliseconds timeout) {
    stop_.request_stop();
    std::unique_lock lock(mutex_);
    return woken_.wait_for(lock, timeout, [this] { return running_ == 0; });
}

void RebuildWorker::thread_ended() {
    const std::lock_guard lock(mutex_);
    --running_;
    woken_.notify_all();
}

RebuildWorker::Figures RebuildWorker::figures() const {
    const std::lock_guard lock(mutex_);
    return {built_, failed_, schedule_.waiting()};
}

void RebuildWorker::announce(const core::Uuid& mall) {
    settle([&](RebuildSchedule& schedule) {
        for (const Artifact& artifact : artifacts)
            schedule.announce({mall, artifact.kind().name}, Clock::now());
    });
}

void RebuildWorker::settle(const std::function<void(RebuildSchedule&)>& outcome) {
    const std::lock_guard lock(mutex_);
    outcome(schedule_);
    woken_.notify_all();
}

void RebuildWorker::run_listener() {
    constexpr std::chrono::milliseconds retry{500};
    const std::stop_token stop = stop_.get_token();
    while (!stop.stop_requested()) {
        try {
            db::listen(
                endpoint_(), [&stop] { return stop.stop_requested(); },
                [this](const db::OutboxEvent& event) { announce(event.mall); });
        } catch (const std::exception& error) {
            log::debug(fmt::format("listening for what became stale: {}", error.what()));
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, retry, [] { return false; });
    }
}

void RebuildWorker::run_builder() {
    give_way();
    const std::stop_token stop = stop_.get_token();
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        if (const auto key = schedule_.take(Clock::now())) {
            lock.unlock();
            work_on(*key);
            lock.lock();
            continue;
        }
        const auto next = schedule_.next();
        const auto changed = [&] { return schedule_.next() != next; };
        if (next) {
            woken_.wait_until(lock, stop, *next, changed);
        } else {
            woken_.wait(lock, stop, changed);
        }
    }
    session_.reset();
}

// Looks at one artifact, and builds it where it is stale.
void RebuildWorker::work_on(const ArtifactKey& key) {
    const auto begun = Clock::now();
    try {
        const bool mine = rebuild(key);
        settle([&](RebuildSchedule& schedule) {
            mine ? schedule.done(key, Clock::now(), Clock::now() - begun) : schedule.busy(key, Clock::now());
        });
        return;
    } catch (const core::Error& error) {
        if (error.fault() == core::Fault::interrupted) return;
        if (error.fault() == core::Fault::conflict) {
            log::debug(fmt::format("{} of mall {} waits: {}", key.artifact, core::to_string(key.mall),
                                   error.what()));
            return settle([&](RebuildSchedule& schedule) { schedule.busy(key, Clock::now()); });
        }
        if (error.fault() == core::Fault::unreachable) session_.reset();
        ++failed_;
        log::warn(fmt::format("{} of mall {} could not be built: {}", key.artifact, core::to_string(key.mall),
                              describe(error)));
    } catch (const std::exception& error) {
        session_.reset();
        ++failed_;
        log::error(fmt::format("{} of mall {} could not be built: {}", key.artifact,
                               core::to_string(key.mall), error.what()));
    }
    settle([&](RebuildSchedule& schedule) { schedule.failed(key, Clock::now()); });
}

// False where another program builds it: it is to be looked at again.
bool RebuildWorker::rebuild(const ArtifactKey& key) {
    if (!session_) session_ = std::make_unique<db::Session>(endpoint_(), "mallctl rebuild");
    const Artifact& artifact = artifact_named(key.artifact);
    const auto& kind = artifact.kind();
    const Looked looked = look_at(*session_, key.mall, kind);
    const bool is_due = looked.state == ArtifactState::stale || looked.state == ArtifactState::absent;
    if (!looked.mall || !is_due || !options_.wanted(looked.mall->slug)) return true;
    const auto lock = db::WorkLock::try_take(*session_, key.mall, kind.name);
    if (!lock) return false;
    operations::BuildOptions build;
    build.lock_timeout = build_lock_timeout;
    build.jobs = options_.jobs;
    build.stop = stop_.get_token();
    const auto begun = Clock::now();
    const auto report = artifact.build(*session_, looked.mall->slug, build);
    if (!report.rebuilt) return true;
    ++built_;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
    log::info(fmt::format("mall {}: built its {} in {} ms, {} parts anew, {} taken over", looked.mall->slug,
                          kind.title, took.count(), report.parts_built, report.parts_reused));
    return true;
}

}  // namespace mallctl::server
