#include "server/auth/caller_cache.hpp"

#include <mutex>

namespace mallctl::server {

std::shared_ptr<const access::Principal> CallerCache::find(const std::string& digest,
                                                           core::Instant now) const {
    const std::shared_lock lock(mutex_);
    const auto found = entries_.find(digest);
    if (found == entries_.end()) return nullptr;
    const Entry& entry = found->second;
    if (std::chrono::steady_clock::now() >= entry.until || (entry.expires && *entry.expires <= now))
        return nullptr;
    return entry.principal;
}

std::uint64_t CallerCache::generation() const {
    const std::shared_lock lock(mutex_);
    return generation_;
}

void CallerCache::put(const std::string& digest, const operations::KnownCaller& caller,
                      std::uint64_t generation) {
    auto principal = std::make_shared<const access::Principal>(caller.principal);
    const std::lock_guard lock(mutex_);
    if (generation != generation_) return;
    // Who fills it with tokens of their own only slows themselves down.
    if (entries_.size() >= most) entries_.clear();
    entries_[digest] = {std::move(principal), std::chrono::steady_clock::now() + life, caller.expires};
}

void CallerCache::clear() {
    const std::lock_guard lock(mutex_);
    ++generation_;
    entries_.clear();
}

}  // namespace mallctl::server
