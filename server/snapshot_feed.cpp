#include "server/snapshot_feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

std::string describe(const std::exception& error) {
    const auto* known = dynamic_cast<const core::Error*>(&error);
    if (known == nullptr || known->advice().empty()) return error.what();
    return fmt::format("{}; {}", error.what(), known->advice());
}

// Whether nothing that is built from the mall's version is missing or older than it.
bool is_whole(const operations::Snapshot& snapshot) {
    return snapshot.nav && !snapshot.nav_stale && snapshot.search && !snapshot.search_stale;
}

bool is_current(const MallView& view, const catalog::Mall& mall, bool announced) {
    const auto found = view.malls.find(mall.slug);
    if (found == view.malls.end() || !found->second.snapshot || found->second.outdated) return false;
    const operations::Snapshot& served = *found->second.snapshot;
    if (served.mall.id != mall.id || served.mall.version < mall.version) return false;
    return !announced || is_whole(served);
}

}  // namespace

SnapshotFeed::SnapshotFeed(SnapshotStore& store, SnapshotSource source, FeedOptions options)
    : store_(store), source_(std::move(source)), options_(std::move(options)) {
    listener_ = std::thread([this] {
        run_listener();
        thread_ended();
    });
    loader_ = std::thread([this] {
        run_loader();
        thread_ended();
    });
}

SnapshotFeed::~SnapshotFeed() {
    stop(std::chrono::milliseconds::zero());
    listener_.join();
    loader_.join();
}

bool SnapshotFeed::stop(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    stop_ = true;
    woken_.notify_all();
    return woken_.wait_for(lock, timeout, [this] { return running_ == 0; });
}

void SnapshotFeed::thread_ended() {
    const std::lock_guard lock(mutex_);
    --running_;
    woken_.notify_all();
}

bool SnapshotFeed::stopping() {
    const std::lock_guard lock(mutex_);
    return stop_;
}

bool SnapshotFeed::wait_for_first_attempt(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    return woken_.wait_for(lock, timeout, [this] { return attempted_; });
}

void SnapshotFeed::run_listener() {
    std::chrono::milliseconds pause = options_.first_retry;
    while (!stopping()) {
        try {
            source_.listen([this] { return stopping(); },
                           [this](const core::Uuid& mall) {
                               const std::lock_guard lock(mutex_);
                               announced_.insert(mall);
                               woken_.notify_all();
                           });
        } catch (const std::exception& error) {
            log::debug(fmt::format("listening for changes: {}", describe(error)));
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, pause, [this] { return stop_; });
        pause = std::min(pause * 2, options_.last_retry);
    }
}

void SnapshotFeed::run_loader() {
    std::chrono::milliseconds retry = options_.first_retry;
    while (!stopping()) {
        std::set<core::Uuid> announced;
        {
            const std::lock_guard lock(mutex_);
            announced.swap(announced_);
        }
        const bool complete = refresh(announced);
        retry = complete ? options_.first_retry : std::min(retry * 2, options_.last_retry);
        std::unique_lock lock(mutex_);
        attempted_ = true;
        woken_.notify_all();
        woken_.wait_for(lock, complete ? options_.poll : retry,
                        [this] { return stop_ || !announced_.empty(); });
        if (!complete) announced_.merge(announced);
    }
}

// One pass over all malls; true when every one is current afterwards.
bool SnapshotFeed::refresh(const std::set<core::Uuid>& announced) {
    try {
        std::vector<catalog::Mall> malls = source_.list();
        std::erase_if(malls, [&](const catalog::Mall& mall) { return !options_.wanted(mall.slug); });
        std::set<std::string> slugs;
        for (const catalog::Mall& mall : malls) slugs.insert(mall.slug);
        store_.set_listed(slugs);
        const bool complete = refresh_malls(malls, announced);
        if (store_.view()->source_down_since) {
            store_.set_source_down(std::nullopt);
            log::info("the database is back");
        }
        return complete;
    } catch (const std::exception& error) {
        if (!store_.view()->source_down_since) {
            store_.set_source_down(core::now());
            log::warn(fmt::format("cannot read the database, answering from memory: {}", describe(error)));
        }
        return false;
    }
}

// Throws core::Error(unreachable) when the database went away; any other failure concerns one mall alone.
bool SnapshotFeed::refresh_malls(const std::vector<catalog::Mall>& malls,
                                 const std::set<core::Uuid>& announced) {
    bool complete = true;
    for (const catalog::Mall& mall : malls) {
        if (stopping()) return false;
        if (is_current(*store_.view(), mall, announced.contains(mall.id))) continue;
        try {
            SnapshotPointer snapshot = source_.load(mall.slug);
            log::info(fmt::format("mall {}: serving version {}{}", mall.slug, snapshot->mall.version,
                                  !snapshot->nav        ? ", without a navigation graph"
                                  : snapshot->nav_stale ? ", with an older navigation graph"
                                                        : ""));
            store_.put(std::move(snapshot));
        } catch (const std::exception& error) {
            const auto* known = dynamic_cast<const core::Error*>(&error);
            if (known != nullptr && known->fault() == core::Fault::unreachable) throw;
            log::warn(fmt::format("mall {}: version {} could not be loaded: {}", mall.slug, mall.version,
                                  describe(error)));
            store_.mark_outdated(mall.slug);
            complete = false;
        }
    }
    return complete;
}

}  // namespace mallctl::server
