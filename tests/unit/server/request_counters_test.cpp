#include "server/metrics/request_counters.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using mallctl::server::metrics::RequestCounters;

namespace {

std::uint64_t count(const RequestCounters::Series& series) {
    return std::accumulate(series.buckets.begin(), series.buckets.end(), std::uint64_t{0});
}

}  // namespace

TEST_CASE("answers are counted by route, class of status and time") {
    RequestCounters counters;
    counters.set_routes({{"GET", "/a"}, {"POST", "/b"}});
    auto& tally = counters.new_tally();
    tally.answered(1, 200, 100us);
    tally.answered(1, 204, 101us);
    tally.answered(1, 503, 11s);
    tally.answered(2, 201, 3ms);
    tally.answered(0, 404, 0us);
    const auto all = counters.series();
    REQUIRE(all.size() == 4);
    CHECK(all[0].route->pattern == "none");
    CHECK(all[0].status_class == 4);
    CHECK(all[1].route->pattern == "/a");
    CHECK(all[1].status_class == 2);
    CHECK(all[1].buckets[0] == 1);  // an end is inclusive
    CHECK(all[1].buckets[1] == 1);
    CHECK(all[1].took_s == Approx(201e-6));
    CHECK(all[2].status_class == 5);
    CHECK(all[2].buckets.back() == 1);
    CHECK(all[3].route->method == "POST");
    CHECK(count(all[3]) == 1);
}

TEST_CASE("a time is in the first bucket whose end is not before it") {
    for (std::size_t i = 0; i < RequestCounters::bounds_us.size(); ++i) {
        RequestCounters counters;
        auto& tally = counters.new_tally();
        const std::chrono::microseconds end{RequestCounters::bounds_us[i]};
        tally.answered(0, 200, end);
        tally.answered(0, 200, end + 1us);
        const auto series = counters.series().at(0);
        CHECK(series.buckets[i] == 1);
        CHECK(series.buckets[i + 1] == 1);
    }
}

TEST_CASE("what is no known route or status is counted all the same") {
    RequestCounters counters;
    counters.set_routes({{"GET", "/a"}});
    auto& tally = counters.new_tally();
    tally.answered(7, 200, 1ms);
    tally.answered(0, 999, 1ms);
    tally.answered(0, 0, 1ms);
    std::uint64_t sum = 0;
    for (const auto& series : counters.series()) sum += count(series);
    CHECK(sum == 3);
}

TEST_CASE("nothing is lost that several threads count while another one reads") {
    RequestCounters counters;
    counters.set_routes({{"GET", "/a"}});
    constexpr int each = 200'000;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&tally = counters.new_tally()] {
            for (int n = 0; n < each; ++n) {
                tally.begin();
                tally.answered(1, 200, std::chrono::microseconds(n % 3'000));
                tally.end();
            }
        });
    }
    std::uint64_t before = 0;
    for (int i = 0; i < 100; ++i) {
        std::uint64_t now = 0;
        for (const auto& series : counters.series()) now += count(series);
        CHECK(now >= before);
        before = now;
    }
    for (std::thread& thread : threads) thread.join();
    REQUIRE(counters.series().size() == 1);
    CHECK(count(counters.series()[0]) == 3 * each);
    CHECK(counters.in_flight() == 0);
}
