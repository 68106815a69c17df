#include "server/snapshot_feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "server/background.hpp"
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

// Whether there is nothing to load: a mall that is not in memory is loaded when it is asked for.
bool is_current(const MallView& view, const catalog::Mall& mall, bool announced) {
    const auto found = view.malls.find(mall.slug);
    if (found == view.malls.end() || !found->second.failure.empty()) return false;
    if (!found->second.snapshot) return true;
    const operations::Snapshot& served = *found->second.snapshot;
    if (served.mall.id != mall.id || served.mall.version < mall.version) return false;
    return !announced || is_whole(served);
}

SnapshotPointer told(SnapshotPointer snapshot) {
    log::info(fmt::format("mall {}: serving version {}{}", snapshot->mall.slug, snapshot->mall.version,
                          !snapshot->nav        ? ", without a navigation graph"
                          : snapshot->nav_stale ? ", with an older navigation graph"
                                                : ""));
    return snapshot;
}

}  // namespace

SnapshotFeed::SnapshotFeed(SnapshotStore& store, SnapshotSource source, FeedOptions options)
    : store_(store), source_(std::move(source)), options_(std::move(options)) {
    store_.set_load([this](std::string_view slug) { return load(slug); });
    listener_ = std::thread([this] {
        run_listener();
        thread_ended();
    });
    loader_ = std::thread([this] {
        run_loader();
        thread_ended();
    });
    keeper_ = std::thread([this] {
        run_keeper();
        thread_ended();
    });
}

SnapshotFeed::~SnapshotFeed() {
    stop(std::chrono::milliseconds::zero());
    listener_.join();
    loader_.join();
    keeper_.join();
    store_.set_load({});
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

// Whether something waits that is more urgent than to load a mall that nobody has asked for.
bool SnapshotFeed::is_called() {
    const std::lock_guard lock(mutex_);
    return stop_ || !announced_.empty();
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
        const bool more = load_another();
        {
            const std::lock_guard lock(mutex_);
            attempted_ = true;
            woken_.notify_all();
        }
        while (more && !is_called() && load_another()) {
        }
        retry = complete ? options_.first_retry : std::min(retry * 2, options_.last_retry);
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, complete ? options_.poll : retry,
                        [this] { return stop_ || !announced_.empty(); });
        if (!complete) announced_.merge(announced);
    }
}

// From the source, or as it was kept where that is away.
SnapshotPointer SnapshotFeed::load(std::string_view slug) {
    if (store_.view()->source_down_since) {
        if (SnapshotPointer kept = load_kept(slug)) return kept;
    }
    try {
        SnapshotPointer snapshot = told(source_.load(slug));
        const std::lock_guard lock(mutex_);
        loaded_[snapshot->mall.slug] = snapshot;
        woken_.notify_all();
        return snapshot;
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::unreachable) throw;
        if (SnapshotPointer kept = load_kept(slug)) return kept;
        throw;
    }
}

SnapshotPointer SnapshotFeed::load_kept(std::string_view slug) {
    const auto id = store_.find_id(slug);
    if (!id) return nullptr;
    try {
        SnapshotPointer snapshot = options_.kept.load(*id);
        log::info(fmt::format("mall {}: serving version {} from disk", slug, snapshot->mall.version));
        return snapshot;
    } catch (const core::Error& error) {
        log::debug(fmt::format("mall {}: {}", slug, describe(error)));
        return nullptr;
    }
}

// The malls that are kept, where the source has never said which there are.
void SnapshotFeed::list_kept() {
    if (store_.view()->listed) return;
    std::vector<KnownMall> known;
    for (const catalog::Mall& mall : options_.kept.list()) {
        if (!options_.wanted(mall.slug)) continue;
        known.push_back({mall.slug, mall.id, mall.version, std::make_shared<const catalog::Mall>(mall)});
    }
    if (known.empty()) return;
    store_.set_listed(known);
    log::info(fmt::format("{} malls are served from snapshots on disk", known.size()));
}

void SnapshotFeed::tell_keeper(const std::vector<catalog::Mall>& malls) {
    std::vector<core::Uuid> ids;
    for (const catalog::Mall& mall : malls) ids.push_back(mall.id);
    if (ids == kept_malls_) return;
    kept_malls_ = ids;
    const std::lock_guard lock(mutex_);
    all_malls_ = std::move(ids);
    woken_.notify_all();
}

// Writes to disk, off the threads that load and answer.
void SnapshotFeed::run_keeper() {
    give_way();
    std::unique_lock lock(mutex_);
    for (;;) {
        woken_.wait(lock, [this] { return stop_ || !loaded_.empty() || all_malls_; });
        woken_.wait_for(lock, options_.keep_after, [this] { return stop_; });
        if (stop_) return;
        const auto loaded = std::exchange(loaded_, {});
        const auto all_malls = std::exchange(all_malls_, std::nullopt);
        lock.unlock();
        for (const auto& [slug, snapshot] : loaded) {
            const SnapshotPointer held = snapshot.lock();
            if (held && !stopping() && !options_.kept.keep(*held)) {
                log::debug(fmt::format("mall {}: its snapshot is not kept on disk", slug));
            }
        }
        if (all_malls) options_.kept.keep_only(*all_malls);
        lock.lock();
    }
}

// A mall that is not in memory, while there is room; false where there is none to load.
bool SnapshotFeed::load_another() {
    const auto view = store_.view();
    if (!store_.has_room()) return false;
    const auto absent = std::find_if(view->malls.begin(), view->malls.end(), [](const auto& entry) {
        return !entry.second.snapshot && entry.second.failure.empty();
    });
    if (absent == view->malls.end()) return false;
    try {
        store_.require(absent->first);
        return true;
    } catch (const std::exception&) {
        // Kept as the mall's failure; where the database is away the next look at it tells.
        return !store_.view()->malls.contains(absent->first) || !store_.must_load(absent->first);
    }
}

// One pass over all malls; true when every one is current afterwards.
bool SnapshotFeed::refresh(const std::set<core::Uuid>& announced) {
    try {
        std::vector<catalog::Mall> malls = source_.list();
        tell_keeper(malls);
        std::erase_if(malls, [&](const catalog::Mall& mall) { return !options_.wanted(mall.slug); });
        std::vector<KnownMall> known;
        for (const catalog::Mall& mall : malls) {
            known.push_back({mall.slug, mall.id, mall.version, std::make_shared<const catalog::Mall>(mall)});
        }
        store_.set_listed(known);
        // Before malls are loaded, which would come from disk otherwise.
        if (store_.view()->source_down_since) {
            store_.set_source_down(std::nullopt);
            log::info("the database is back");
        }
        return refresh_malls(malls, announced);
    } catch (const std::exception& error) {
        if (!store_.view()->source_down_since) {
            store_.set_source_down(core::now());
            log::warn(fmt::format("cannot read the database, answering without it: {}", describe(error)));
        }
        list_kept();
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
            store_.reload(mall.slug);
        } catch (const std::exception& error) {
            const auto* known = dynamic_cast<const core::Error*>(&error);
            if (known != nullptr && known->fault() == core::Fault::unreachable) throw;
            log::warn(fmt::format("mall {}: version {} could not be loaded: {}", mall.slug, mall.version,
                                  describe(error)));
            complete = false;
        }
    }
    return complete;
}

}  // namespace mallctl::server
