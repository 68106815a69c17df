// Malls that come into memory when they are asked for, and leave it when others need the room.
#include "server/snapshot_store.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "server/http/problem.hpp"
#include "server/router.hpp"
#include "tests/server/small_mall.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

// The status that require() answers for a mall: 200 for a snapshot.
int status_of(const server::SnapshotStore& store, const std::string& slug) {
    try {
        return store.require(slug)->mall.slug == slug ? 200 : 0;
    } catch (const server::http::ProblemError& error) {
        return error.problem().status;
    }
}

std::size_t in_memory(const server::SnapshotStore& store) {
    std::size_t count = 0;
    for (const auto& [slug, mall] : store.view()->malls) count += mall.snapshot ? 1 : 0;
    return count;
}

std::vector<server::KnownMall> malls(int count) {
    std::vector<server::KnownMall> known;
    for (int i = 0; i < count; ++i) known.push_back({"mall-" + std::to_string(i), {}, 1});
    return known;
}

server::SnapshotPointer load_small(std::string_view slug) {
    return small_mall(std::string(slug), 1, false);
}

std::size_t bytes_of_one() {
    server::SnapshotStore store;
    store.put(small_mall("mall-0", 1, false));
    return store.view()->bytes;
}

}  // namespace

TEST_CASE("a mall is loaded once, however many ask for it at the same time") {
    server::SnapshotStore store;
    store.set_listed(malls(2));
    std::atomic<int> loads{0};
    store.set_load([&](std::string_view slug) {
        ++loads;
        std::this_thread::sleep_for(50ms);
        return load_small(slug);
    });
    CHECK(store.must_load("mall-0"));
    CHECK_FALSE(store.find("mall-0"));
    std::vector<std::thread> visitors;
    std::atomic<int> answered{0};
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&] { answered += status_of(store, "mall-0") == 200 ? 1 : 0; });
    for (std::thread& visitor : visitors) visitor.join();
    CHECK(loads == 1);
    CHECK(answered == 8);
    CHECK_FALSE(store.must_load("mall-0"));
    CHECK(store.find("mall-0"));
    CHECK(store.must_load("mall-1"));
}

TEST_CASE("a mall that is not in memory is known, and one that does not exist is not") {
    server::SnapshotStore store;
    CHECK(status_of(store, "mall-0") == 503);
    CHECK_FALSE(store.find_id("mall-0"));
    const core::Uuid id = core::uuid_v5(core::mall_name_space, "mall-0");
    store.set_listed({{"mall-0", id, 4}});
    CHECK(store.find_id("mall-0") == id);
    CHECK(store.require_id("mall-0") == id);
    CHECK(status_of(store, "mall-9") == 404);
    CHECK_FALSE(store.must_load("mall-9"));
    CHECK_THROWS_AS(store.require_id("mall-9"), server::http::ProblemError);
}

TEST_CASE("beyond the budget the malls that nobody has asked for for the longest time are dropped") {
    const std::size_t one = bytes_of_one();
    server::SnapshotStore store(3 * one + one / 2);
    store.set_load(load_small);
    store.set_listed(malls(10));
    for (int i = 0; i < 10; ++i) {
        REQUIRE(status_of(store, "mall-" + std::to_string(i)) == 200);
        std::this_thread::sleep_for(3ms);
        REQUIRE(store.find(i == 0 ? "mall-0" : "mall-1"));  // a mall that somebody asks for again and again
        std::this_thread::sleep_for(3ms);
        CHECK(store.view()->bytes <= store.memory_budget());
    }
    CHECK(in_memory(store) == 3);
    CHECK_FALSE(store.has_room());
    CHECK(store.find("mall-9"));
    CHECK(store.find("mall-8"));
    CHECK(store.find("mall-1"));
    CHECK(store.must_load("mall-2"));
    CHECK(status_of(store, "mall-2") == 200);
}

TEST_CASE("a mall that a request holds is not dropped, and the last one never is") {
    server::SnapshotStore store(1);
    store.set_load(load_small);
    store.set_listed(malls(3));
    const auto held = store.require("mall-0");
    std::this_thread::sleep_for(3ms);
    store.require("mall-1");
    CHECK(store.find("mall-0") == held);
    CHECK(store.find("mall-1"));
    std::this_thread::sleep_for(3ms);
    store.require("mall-2");
    CHECK(store.find("mall-0"));
    CHECK_FALSE(store.find("mall-1"));
    CHECK(store.find("mall-2"));
}

TEST_CASE("a mall that cannot be loaded answers 503 alone, and is not tried for every request") {
    server::SnapshotStore store;
    store.set_listed(malls(2));
    std::atomic<int> attempts{0};
    store.set_load([&](std::string_view slug) {
        if (slug == "mall-0") {
            ++attempts;
            throw core::Error(core::Fault::rejected, "damaged");
        }
        return load_small(slug);
    });
    CHECK(status_of(store, "mall-0") == 503);
    CHECK(status_of(store, "mall-0") == 503);
    CHECK(attempts == 1);
    CHECK_FALSE(store.must_load("mall-0"));
    CHECK(store.view()->malls.at("mall-0").failure == "damaged");
    CHECK(status_of(store, "mall-1") == 200);
    std::this_thread::sleep_for(1100ms);
    CHECK(store.must_load("mall-0"));
    CHECK(status_of(store, "mall-0") == 503);
    CHECK(attempts == 2);
}

TEST_CASE("a load that began earlier does not replace what one that began later has brought") {
    server::SnapshotStore store;
    store.set_listed(malls(1));
    std::atomic<int> loads{0};
    std::atomic<bool> second_is_done{false};
    store.set_load([&](std::string_view slug) {
        if (++loads > 1) return small_mall(std::string(slug), 2, false);
        while (!second_is_done) std::this_thread::sleep_for(1ms);
        return small_mall(std::string(slug), 1, false);
    });
    std::thread slow([&] { store.reload("mall-0"); });
    while (loads == 0) std::this_thread::sleep_for(1ms);
    store.reload("mall-0");
    second_is_done = true;
    slow.join();
    CHECK(store.find("mall-0")->mall.version == 2);
}

TEST_CASE("a mall that is removed while it is being loaded does not come back") {
    server::SnapshotStore store;
    store.set_listed(malls(2));
    store.set_load([&](std::string_view slug) {
        store.set_listed({{"mall-1"}});
        return load_small(slug);
    });
    store.reload("mall-0");
    CHECK_FALSE(store.find_id("mall-0"));
    CHECK(store.view()->bytes == 0);
}

TEST_CASE("the router runs a request on the pool that has to load its mall, and only that") {
    server::SnapshotStore store;
    store.set_load(load_small);
    store.set_listed(malls(1));
    const server::OpenGate gate;
    std::vector<server::Route> table(1);
    table[0].method = "GET";
    table[0].pattern = "/malls/{mall}/doors";
    table[0].handler = [](const server::Call&) {
        return server::http::make_response(200, "text/plain", "two");
    };
    const server::Router router(std::move(table), store, gate);
    server::http::Request request;
    request.method = "GET";
    request.target = "/malls/mall-0/doors";
    CHECK(router.expect(request).blocks);
    store.require("mall-0");
    CHECK_FALSE(router.expect(request).blocks);
    request.target = "/malls/mall-9/doors";
    CHECK_FALSE(router.expect(request).blocks);
}
