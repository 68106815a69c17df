// How many requests each route answered with which status, and how long that took.
//
// Each thread that serves has a tally of its own and is the only one that writes it, so that counting is a
// few plain stores; whoever reads adds the tallies up.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mallctl::server::metrics {

class RequestCounters {
  public:
    // Upper ends of the buckets, inclusive, in microseconds; what takes longer is in one more.
    static constexpr std::array<std::uint32_t, 16> bounds_us{
        100,    250,     500,     1'000,   2'500,     5'000,     10'000,    25'000,
        50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
    static constexpr std::size_t bucket_count = bounds_us.size() + 1;
    static constexpr std::size_t classes = 5;  // of statuses: 1xx to 5xx

    struct Route {
        std::string method;
        std::string pattern;
    };

    // What one thread counts.
    class Tally {
      public:
        explicit Tally(std::size_t routes) : cells_(routes * classes) {}

        // A request has begun, and is no longer in hand: each begin has its end.
        void begin() { add<std::int64_t>(in_flight_, 1); }
        void end() { add<std::int64_t>(in_flight_, -1); }
        // A request was answered; `route` as Expectation::route.
        void answered(std::size_t route, int status, std::chrono::microseconds took);

      private:
        friend class RequestCounters;
        struct Cell {
            std::array<std::atomic<std::uint64_t>, bucket_count> buckets{};
            std::atomic<std::uint64_t> took_us{0};
        };
        // The thread is the only writer: no other's addition can be lost.
        template <typename Number>
        static void add(std::atomic<Number>& number, Number more) {
            number.store(number.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
        }

        std::vector<Cell> cells_;  // by route and class
        std::atomic<std::int64_t> in_flight_{0};
    };

    // What requests are counted under, in the order of the table of routes; Expectation::route is the place
    // in it, from 1. To be called before the first tally is made.
    void set_routes(std::vector<Route> routes);

    // One more tally, kept as long as the counters. Safe from every thread, as all below.
    Tally& new_tally();

    // All that was answered by one route with one class of statuses.
    struct Series {
        const Route* route = nullptr;
        int status_class = 2;  // 2 for 2xx
        std::array<std::uint64_t, bucket_count> buckets{};
        double took_s = 0;  // together
    };
    // Those that are not empty.
    std::vector<Series> series() const;
    std::int64_t in_flight() const;

  private:
    std::vector<Route> routes_{{"", "none"}};  // first: what is no route's
    mutable std::mutex mutex_;                 // of the list of tallies, not of what they hold
    std::vector<std::unique_ptr<Tally>> tallies_;
};

}  // namespace mallctl::server::metrics
