#include "server/rebuild_schedule.hpp"

#include <algorithm>

namespace mallctl::server {

void RebuildSchedule::announce(const ArtifactKey& key, Time now) {
    const auto known = waiting_.find(key);
    const Time first = known == waiting_.end() ? now : known->second.first;
    wait_until(key, first, std::min(now + times_.debounce, first + times_.longest_debounce));
}

void RebuildSchedule::wait_until(const ArtifactKey& key, Time first, Time due) {
    if (const auto rest = rests_.find(key); rest != rests_.end()) due = std::max(due, rest->second.until);
    waiting_[key] = {first, due};
}

std::optional<ArtifactKey> RebuildSchedule::take(Time now) {
    const auto earliest =
        std::min_element(waiting_.begin(), waiting_.end(),
                         [](const auto& a, const auto& b) { return a.second.due < b.second.due; });
    if (earliest == waiting_.end() || earliest->second.due > now) return std::nullopt;
    ArtifactKey key = earliest->first;
    waiting_.erase(earliest);
    return key;
}

std::optional<RebuildSchedule::Time> RebuildSchedule::next() const {
    std::optional<Time> next;
    for (const auto& [key, waiting] : waiting_) {
        if (!next || waiting.due < *next) next = waiting.due;
    }
    return next;
}

void RebuildSchedule::done(const ArtifactKey& key, Time now, Clock::duration took) {
    std::erase_if(
        rests_, [now](const auto& entry) { return entry.second.until <= now && entry.second.failures == 0; });
    rests_[key] = {now + took, 0};
    // What was announced meanwhile rests too.
    if (const auto waiting = waiting_.find(key); waiting != waiting_.end())
        wait_until(key, waiting->second.first, waiting->second.due);
}

void RebuildSchedule::busy(const ArtifactKey& key, Time now) {
    wait_until(key, now, now + times_.busy_retry);
}

void RebuildSchedule::failed(const ArtifactKey& key, Time now) {
    Rest& rest = rests_[key];
    auto pause = times_.first_retry;
    for (int i = 0; i < rest.failures && pause < times_.last_retry; ++i) pause *= 2;
    rest.until = now + std::min(pause, times_.last_retry);
    ++rest.failures;
    wait_until(key, now, rest.until);
}

}  // namespace mallctl::server
