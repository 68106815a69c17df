// When artifacts are looked at again, by a clock that the test turns.
#include "server/rebuild_schedule.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using namespace std::chrono_literals;
using server::ArtifactKey;
using server::RebuildSchedule;

namespace {

const ArtifactKey nav{core::uuid_v5(core::mall_name_space, "arcade"), "nav"};
const ArtifactKey search{nav.mall, "search"};

// 250 ms debounce, 2 s at most; busy 1 s; retries 1 s to 60 s.
struct Turned {
    RebuildSchedule schedule;
    RebuildSchedule::Time now{};

    bool taken() { return schedule.take(now).has_value(); }
};

}  // namespace

TEST_CASE("changes that follow each other soon are built together, and none waits for ever") {
    Turned t;
    CHECK_FALSE(t.taken());
    CHECK_FALSE(t.schedule.next());
    t.schedule.announce(nav, t.now);
    t.now += 200ms;
    t.schedule.announce(nav, t.now);
    t.now += 200ms;
    CHECK_FALSE(t.taken());
    t.now += 50ms;
    CHECK(t.schedule.next() == t.now);
    CHECK(t.schedule.take(t.now) == nav);
    CHECK_FALSE(t.taken());

    const auto begun = t.now;
    while (!t.taken()) {
        t.schedule.announce(nav, t.now);
        t.now += 100ms;
    }
    CHECK(t.now - begun >= 2s);
    CHECK(t.now - begun < 2'300ms);
}

TEST_CASE("an artifact rests for as long as it was built, its neighbour does not") {
    Turned t;
    t.schedule.announce(nav, t.now);
    t.now += 250ms;
    REQUIRE(t.schedule.take(t.now) == nav);
    t.schedule.announce(nav, t.now);  // while it is built
    t.schedule.announce(search, t.now);
    t.now += 5s;
    t.schedule.done(nav, t.now, 5s);
    CHECK(t.schedule.take(t.now) == search);
    t.now += 4'900ms;
    CHECK_FALSE(t.taken());
    t.now += 100ms;
    CHECK(t.schedule.take(t.now) == nav);
}

TEST_CASE("failures are tried again ever later, also while changes come, and a success forgets them") {
    Turned t;
    t.schedule.announce(nav, t.now);
    t.now += 250ms;
    for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        REQUIRE(t.taken());
        t.schedule.failed(nav, t.now);
        t.now += pause - 1ms;
        t.schedule.announce(nav, t.now);
        CHECK_FALSE(t.taken());
        t.now += 251ms;
    }
    REQUIRE(t.taken());
    t.schedule.done(nav, t.now, 0s);
    t.schedule.announce(nav, t.now);
    t.now += 250ms;
    REQUIRE(t.taken());
    t.schedule.failed(nav, t.now);
    t.now += 1s;
    CHECK(t.taken());
}

TEST_CASE("what another program builds is looked at again soon") {
    Turned t;
    t.schedule.announce(nav, t.now);
    t.now += 250ms;
    REQUIRE(t.taken());
    t.schedule.busy(nav, t.now);
    t.now += 999ms;
    CHECK_FALSE(t.taken());
    t.now += 1ms;
    CHECK(t.taken());
}
