#include "server/limits/token_buckets.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace std::chrono_literals;
using mallctl::server::limits::Allowance;
using mallctl::server::limits::TokenBuckets;

namespace {

const TokenBuckets::Clock::time_point start = TokenBuckets::Clock::time_point{} + 1h;

// A count of tokens and the time of the last filling, as textbooks have it.
struct Textbook {
    double tokens;
    TokenBuckets::Clock::time_point last = start;

    bool take(const Allowance& allowance, TokenBuckets::Clock::time_point now) {
        const double passed = std::chrono::duration<double>(now - last).count();
        tokens = std::min(allowance.burst, tokens + passed * allowance.per_second);
        last = now;
        if (tokens < 1) return false;
        tokens -= 1;
        return true;
    }
};

}  // namespace

TEST_CASE("a burst goes through at once, the next request waits for its token") {
    TokenBuckets buckets;
    const Allowance allowance{2, 5};
    for (int i = 0; i < 5; ++i) CHECK(buckets.take("guest", allowance, start) == 0ms);
    CHECK(buckets.take("guest", allowance, start) == 500ms);
    CHECK(buckets.take("guest", allowance, start + 200ms) == 300ms);
    CHECK(buckets.take("guest", allowance, start + 500ms) == 0ms);
    CHECK(buckets.take("guest", allowance, start + 500ms) == 500ms);
    CHECK(buckets.take("other", allowance, start) == 0ms);
}

TEST_CASE("who asks again too early loses nothing by it") {
    TokenBuckets buckets;
    const Allowance allowance{1, 1};
    CHECK(buckets.take("a", allowance, start) == 0ms);
    for (int i = 1; i < 10; ++i) CHECK(buckets.take("a", allowance, start + i * 100ms) > 0ms);
    CHECK(buckets.take("a", allowance, start + 1s) == 0ms);
}

TEST_CASE("it lets through what a bucket of tokens would") {
    std::mt19937 random(7);
    const Allowance allowance{8, 4};  // powers of two: no rounding in either
    TokenBuckets buckets;
    Textbook textbook{allowance.burst};
    auto now = start;
    int passed = 0;
    for (int i = 0; i < 20'000; ++i) {
        now += std::chrono::nanoseconds(1'953'125) * static_cast<int>(random() % 128);  // 1/512 s
        const bool allowed = buckets.take("one", allowance, now) == 0ms;
        REQUIRE(allowed == textbook.take(allowance, now));
        passed += allowed ? 1 : 0;
    }
    CHECK(passed > 1'000);
    CHECK(passed < 19'900);
}

TEST_CASE("a flood of callers is kept in bounded memory and does not wash away the one that asks most") {
    TokenBuckets buckets(1'600);
    const Allowance allowance{0.1, 10};
    for (int i = 0; i < 10; ++i) CHECK(buckets.take("greedy", allowance, start) == 0ms);
    for (int i = 0; i < 100'000; ++i) buckets.take("new " + std::to_string(i), allowance, start);
    CHECK(buckets.size() <= 1'600);
    CHECK(buckets.take("greedy", allowance, start) > 0ms);
}

TEST_CASE("full buckets are forgotten when room is needed") {
    TokenBuckets buckets(64);
    const Allowance allowance{1, 1};
    for (int i = 0; i < 1'000; ++i) {
        CHECK(buckets.take(std::to_string(i), allowance, start + i * 2s) == 0ms);
    }
    CHECK(buckets.size() <= 64);
}
