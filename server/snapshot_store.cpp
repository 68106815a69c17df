#include "server/snapshot_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>

#include "core/error.hpp"
#include "operations/snapshot/memory.hpp"
#include "server/bodies/body_cache.hpp"
#include "server/bodies/compressor.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

// A mall that cannot be loaded is not tried for every request.
constexpr std::chrono::seconds failure_holds{1};
// How long a request waits for a load that another one has begun.
constexpr std::chrono::seconds longest_wait{10};

std::int64_t steady_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

// Why goes to the log and to /readyz: it may name files and rows.
http::ProblemError unavailable(std::string_view slug) {
    return http::ProblemError({503, "mall-unavailable", "The mall cannot be served at the moment",
                               fmt::format("mall '{}' has not been loaded", slug), "try again shortly", 5});
}

http::ProblemError unknown(const MallView& view, std::string_view slug) {
    if (!view.listed) {
        return http::ProblemError({503, "not-ready", "The server is not ready", "the malls are not known yet",
                                   "try again shortly", 5});
    }
    return http::ProblemError({404, "unknown-mall", "There is no such mall",
                               fmt::format("there is no mall '{}'", slug), "/api/v1/malls lists them", 0});
}

bool failed_just_now(const ServedMall& mall) {
    return !mall.failure.empty() && core::now() - mall.failed_at < failure_holds;
}

}  // namespace

void ServedMall::touch() const {
    // Written once a millisecond at most: a line that all write to is slow for all.
    const std::int64_t now = steady_ms();
    if (used && used->load(std::memory_order_relaxed) != now) used->store(now, std::memory_order_relaxed);
}

SnapshotStore::SnapshotStore(std::size_t memory_budget)
    : memory_budget_(memory_budget),
      compressor_(std::make_unique<bodies::Compressor>()),
      view_(std::make_shared<const MallView>()) {
    change([](MallView&) {});
}

SnapshotStore::~SnapshotStore() = default;

std::shared_ptr<bodies::BodyCache> SnapshotStore::new_bodies() const {
    return std::make_shared<bodies::BodyCache>(bodies::BodyCache::default_budget,
                                               [this](const std::shared_ptr<bodies::BodyCache>& cache,
                                                      bodies::BodyKey key) { compressor_->add(cache, key); });
}

void SnapshotStore::renew_bodies(std::string_view slug,
                                 const std::shared_ptr<bodies::BodyCache>& full) const {
    change([&](MallView& view) {
        const auto found = view.malls.find(slug);
        if (found != view.malls.end() && found->second.bodies == full) found->second.bodies = new_bodies();
    });
}

SnapshotPointer SnapshotStore::find(std::string_view slug) const {
    const std::shared_ptr<const MallView> now = view();
    const auto found = now->malls.find(slug);
    if (found == now->malls.end() || !found->second.snapshot) return nullptr;
    found->second.touch();
    return found->second.snapshot;
}

std::optional<core::Uuid> SnapshotStore::find_id(std::string_view slug) const {
    const std::shared_ptr<const MallView> now = view();
    const auto found = now->malls.find(slug);
    return found == now->malls.end() ? std::nullopt : std::optional(found->second.id);
}

bool SnapshotStore::must_load(std::string_view slug) const {
    const std::shared_ptr<const MallView> now = view();
    const auto found = now->malls.find(slug);
    return found != now->malls.end() && !found->second.snapshot && !failed_just_now(found->second);
}

core::Uuid SnapshotStore::require_id(std::string_view slug) const {
    if (const auto id = find_id(slug)) return *id;
    throw unknown(*view(), slug);
}

SnapshotPointer SnapshotStore::require(std::string_view slug) const {
    if (SnapshotPointer snapshot = find(slug)) return snapshot;
    const std::shared_ptr<const MallView> now = view();
    const auto found = now->malls.find(slug);
    if (found == now->malls.end()) throw unknown(*now, slug);
    if (found->second.snapshot) return found->second.snapshot;
    if (failed_just_now(found->second)) throw unavailable(slug);
    try {
        return load_once(slug);
    } catch (const std::exception&) {
        throw unavailable(slug);
    }
}

SnapshotPointer SnapshotStore::load_once(std::string_view slug) const {
    std::promise<SnapshotPointer> promise;
    Loading begun;
    {
        const std::lock_guard lock(loading_mutex_);
        const auto found = loading_.find(slug);
        if (found == loading_.end()) {
            loading_.emplace(slug, promise.get_future().share());
        } else {
            begun = found->second;
        }
    }
    if (begun.valid()) {
        if (begun.wait_for(longest_wait) == std::future_status::timeout) throw unavailable(slug);
        return begun.get();
    }
    // It may have come into memory between the look and the entry.
    SnapshotPointer snapshot = find(slug);
    std::exception_ptr failure;
    try {
        if (!snapshot) snapshot = reload(slug);
        promise.set_value(snapshot);
    } catch (...) {
        failure = std::current_exception();
        promise.set_exception(failure);
    }
    const std::lock_guard lock(loading_mutex_);
    loading_.erase(loading_.find(slug));
    if (failure) std::rethrow_exception(failure);
    return snapshot;
}

SnapshotPointer SnapshotStore::reload(std::string_view slug) const {
    std::shared_ptr<const Load> load;
    {
        const std::lock_guard lock(loading_mutex_);
        load = load_;
    }
    if (!load) throw unavailable(slug);
    const std::uint64_t number = ++loads_;
    try {
        SnapshotPointer snapshot = (*load)(slug);
        swap_in(snapshot, number);
        return snapshot;
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::unreachable) keep_failure(slug, error.what());
        throw;
    } catch (const std::exception& error) {
        keep_failure(slug, error.what());
        throw;
    }
}

void SnapshotStore::set_load(Load load) {
    std::shared_ptr<const Load> next;
    if (load) next = std::make_shared<const Load>(std::move(load));
    {
        const std::lock_guard lock(loading_mutex_);
        load_.swap(next);
    }
    const std::weak_ptr<const Load> last = next;
    next.reset();
    while (!last.expired()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

bool SnapshotStore::has_room() const {
    const std::shared_ptr<const MallView> now = view();
    std::size_t largest = 0;
    for (const auto& [slug, mall] : now->malls) largest = std::max(largest, mall.bytes);
    return now->bytes + largest < memory_budget_;
}

void SnapshotStore::change(const std::function<void(MallView&)>& edit) const {
    const std::lock_guard lock(writers_);
    auto next = std::make_shared<MallView>(*view_.load());
    edit(*next);
    next->bodies = new_bodies();
    view_.store(std::move(next));
}

void SnapshotStore::put(SnapshotPointer snapshot) {
    const std::string slug = snapshot->mall.slug;
    change([&](MallView& view) { view.malls.try_emplace(slug); });
    swap_in(snapshot, ++loads_);
}

void SnapshotStore::swap_in(const SnapshotPointer& snapshot, std::uint64_t load) const {
    const std::size_t bytes = operations::memory_of(*snapshot);
    const std::string& slug = snapshot->mall.slug;
    change([&](MallView& view) {
        const auto found = view.malls.find(slug);
        // It was removed while it was being loaded, or a load that began later was quicker.
        if (found == view.malls.end() || found->second.load > load) return;
        ServedMall& mall = found->second;
        view.bytes += bytes - mall.bytes;
        mall.id = snapshot->mall.id;
        mall.version = std::max(mall.version, snapshot->mall.version);
        mall.snapshot = snapshot;
        mall.loaded_at = core::now();
        mall.outdated = false;
        mall.failure.clear();
        mall.bytes = bytes;
        mall.bodies = new_bodies();
        mall.load = load;
        if (!mall.used) mall.used = std::make_shared<std::atomic<std::int64_t>>(steady_ms());
        drop_unused(view, slug);
    });
}

void SnapshotStore::drop_unused(MallView& view, const std::string& spared) const {
    while (view.bytes > memory_budget_) {
        ServedMall* oldest = nullptr;
        for (auto& [slug, mall] : view.malls) {
            // Held by this view and the one that it replaces, and by nobody else.
            constexpr long by_views = 2;
            if (slug == spared || !mall.snapshot || mall.snapshot.use_count() > by_views) continue;
            if (oldest == nullptr || *mall.used < *oldest->used) oldest = &mall;
        }
        if (oldest == nullptr) return;
        view.bytes -= oldest->bytes;
        oldest->bytes = 0;
        oldest->snapshot.reset();
        oldest->bodies.reset();
    }
}

void SnapshotStore::keep_failure(std::string_view slug, const std::string& why) const {
    change([&](MallView& view) {
        const auto found = view.malls.find(slug);
        if (found == view.malls.end()) return;
        found->second.failure = why;
        found->second.failed_at = core::now();
        found->second.outdated = found->second.snapshot != nullptr;
    });
}

void SnapshotStore::set_listed(const std::vector<KnownMall>& malls) {
    change([&](MallView& view) {
        view.listed = true;
        std::map<std::string, ServedMall, std::less<>> next;
        for (const KnownMall& known : malls) {
            ServedMall& mall = next[known.slug];
            const auto before = view.malls.find(known.slug);
            if (before != view.malls.end()) mall = before->second;
            mall.id = known.id;
            mall.version = known.version;
            mall.mall = known.mall;
        }
        view.malls = std::move(next);
        view.bytes = 0;
        for (const auto& [slug, mall] : view.malls) view.bytes += mall.bytes;
    });
}

void SnapshotStore::set_source_down(std::optional<core::Instant> since) {
    change([&](MallView& view) { view.source_down_since = since; });
}

}  // namespace mallctl::server
