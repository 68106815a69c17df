#include "server/limits/token_buckets.hpp"

#include <algorithm>
#include <vector>

namespace mallctl::server::limits {

namespace {

using Clock = TokenBuckets::Clock;

Clock::duration seconds(double count) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
}

// Until a bucket that would be full again at `after`, with a token less than now, is not emptier than empty.
std::chrono::milliseconds excess(Clock::time_point after, const Allowance& allowance, Clock::time_point now) {
    const Clock::duration all = std::max(seconds(allowance.burst / allowance.per_second),  //
                                         seconds(1 / allowance.per_second));
    if (after - now <= all) return {};
    return std::chrono::ceil<std::chrono::milliseconds>(after - now - all);
}

}  // namespace

TokenBuckets::TokenBuckets(std::size_t callers)
    : most_in_a_shard_(std::max<std::size_t>(4, callers / std::tuple_size_v<decltype(shards_)>)) {}

TokenBuckets::Shard& TokenBuckets::shard_of(std::string_view caller) {
    return shards_[Hash{}(caller) % shards_.size()];
}

const TokenBuckets::Shard& TokenBuckets::shard_of(std::string_view caller) const {
    return shards_[Hash{}(caller) % shards_.size()];
}

std::chrono::milliseconds TokenBuckets::take(std::string_view caller, const Allowance& allowance,
                                             Clock::time_point now) {
    Shard& shard = shard_of(caller);
    const std::lock_guard lock(shard.mutex);
    auto found = shard.full_at.find(caller);
    const Clock::time_point before = found == shard.full_at.end() ? now : std::max(now, found->second);
    const Clock::time_point after = before + seconds(1 / allowance.per_second);
    const auto wait = excess(after, allowance, now);
    if (wait > wait.zero()) return wait;
    if (found == shard.full_at.end()) {
        if (shard.full_at.size() >= most_in_a_shard_) make_room(shard.full_at, now);
        found = shard.full_at.emplace(caller, after).first;
    }
    found->second = after;
    return {};
}

std::chrono::milliseconds TokenBuckets::wait(std::string_view caller, const Allowance& allowance,
                                             Clock::time_point now) const {
    const Shard& shard = shard_of(caller);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.full_at.find(caller);
    if (found == shard.full_at.end() || found->second <= now) return {};
    return excess(found->second + seconds(1 / allowance.per_second), allowance, now);
}

// Forgets those that are full, and the fullest of the others until a quarter is free.
void TokenBuckets::make_room(Buckets& buckets, Clock::time_point now) const {
    std::erase_if(buckets, [&](const auto& bucket) { return bucket.second <= now; });
    const std::size_t wanted = most_in_a_shard_ - most_in_a_shard_ / 4;
    if (buckets.size() <= wanted) return;
    std::vector<Clock::time_point> instants;
    instants.reserve(buckets.size());
    for (const auto& [caller, full_at] : buckets) instants.push_back(full_at);
    const auto cut = instants.begin() + static_cast<std::ptrdiff_t>(instants.size() - wanted);
    std::nth_element(instants.begin(), cut, instants.end());
    const Clock::time_point least = *cut;
    std::erase_if(buckets, [&](const auto& bucket) { return bucket.second < least; });
    // Many may be equal, as after a flood of new callers at one moment.
    for (auto at = buckets.begin(); at != buckets.end() && buckets.size() > wanted;) {
        at = at->second == least ? buckets.erase(at) : std::next(at);
    }
}

std::size_t TokenBuckets::size() const {
    std::size_t count = 0;
    for (const Shard& shard : shards_) {
        const std::lock_guard lock(shard.mutex);
        count += shard.full_at.size();
    }
    return count;
}

}  // namespace mallctl::server::limits
