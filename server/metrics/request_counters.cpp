#include "server/metrics/request_counters.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mallctl::server::metrics {

namespace {

constexpr double microseconds_a_second = 1e6;

std::size_t bucket_of(std::chrono::microseconds took) {
    const auto& bounds = RequestCounters::bounds_us;
    const auto found = std::find_if(bounds.begin(), bounds.end(),
                                    [&](std::uint32_t bound) { return took.count() <= bound; });
    return static_cast<std::size_t>(found - bounds.begin());
}

}  // namespace

void RequestCounters::Tally::answered(std::size_t route, int status, std::chrono::microseconds took) {
    const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
    const std::size_t place = route * classes + status_class;
    Cell& cell = cells_[place < cells_.size() ? place : status_class];
    add<std::uint64_t>(cell.buckets[bucket_of(took)], 1);
    add<std::uint64_t>(cell.took_us, static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0)));
}

void RequestCounters::set_routes(std::vector<Route> routes) {
    routes_.resize(1);
    std::move(routes.begin(), routes.end(), std::back_inserter(routes_));
}

RequestCounters::Tally& RequestCounters::new_tally() {
    const std::lock_guard lock(mutex_);
    return *tallies_.emplace_back(std::make_unique<Tally>(routes_.size()));
}

std::vector<RequestCounters::Series> RequestCounters::series() const {
    const std::lock_guard lock(mutex_);
    std::vector<Series> all;
    for (std::size_t place = 0; place < routes_.size() * classes; ++place) {
        Series one{&routes_[place / classes], static_cast<int>(place % classes) + 1, {}, 0};
        std::uint64_t count = 0;
        for (const auto& tally : tallies_) {
            const Tally::Cell& cell = tally->cells_[place];
            for (std::size_t i = 0; i < bucket_count; ++i) {
                const std::uint64_t more = cell.buckets[i].load(std::memory_order_relaxed);
                one.buckets[i] += more;
                count += more;
            }
            one.took_s +=
                static_cast<double>(cell.took_us.load(std::memory_order_relaxed)) / microseconds_a_second;
        }
        if (count > 0) all.push_back(one);
    }
    return all;
}

std::int64_t RequestCounters::in_flight() const {
    const std::lock_guard lock(mutex_);
    std::int64_t sum = 0;
    for (const auto& tally : tallies_) sum += tally->in_flight_.load(std::memory_order_relaxed);
    return sum;
}

}  // namespace mallctl::server::metrics
