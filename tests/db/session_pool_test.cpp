// The pool of sessions as the threads of a server use it, against clusters that stop and start.
#include "db/session_pool.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <latch>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "db/migrate.hpp"
#include "db/transaction_impl.hpp"
#include "tests/db/cluster_fixture.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using db::SessionPool;

namespace {

using Clock = std::chrono::steady_clock;

db::SessionPoolOptions options(std::size_t most) {
    db::SessionPoolOptions options;
    options.most = most;
    options.patience = 200ms;
    options.failure_memory = 300ms;
    return options;
}

std::string ask(SessionPool& pool, const std::string& sql, const std::string& author = "") {
    return pool.with(author, [&](db::Session& session) {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::write);
        return std::string(transaction.impl().work.run(sql).text(0, 0));
    });
}

core::Fault fault_of(SessionPool& pool) {
    try {
        ask(pool, "select 'well'");
    } catch (const core::Error& error) {
        return error.fault();
    }
    return core::Fault::interrupted;  // which no pool says
}

}  // namespace

TEST_CASE("a pool gives a session again and names who it acts for") {
    const test::TestDatabase database;
    SessionPool pool([&] { return database.endpoint(); }, options(2));
    const auto backend = ask(pool, "select pg_backend_pid()::text");
    CHECK(ask(pool, "select pg_backend_pid()::text") == backend);
    CHECK(pool.count().idle == 1);
    CHECK(pool.count().taken == 0);
    CHECK(ask(pool, "select current_setting('mallctl.author')", "Anna Meyer") == "Anna Meyer");
    CHECK(ask(pool, "select current_setting('mallctl.author')").empty());
}

TEST_CASE("a pool opens no more sessions than it may, and callers wait no longer than their patience") {
    const test::TestDatabase database;
    SessionPool pool([&] { return database.endpoint(); }, options(2));
    std::latch taken(2);
    std::latch done(1);
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            pool.with("", [&](db::Session&) {
                taken.count_down();
                done.wait();
                return 0;
            });
        });
    }
    taken.wait();
    const auto begin = Clock::now();
    CHECK(fault_of(pool) == core::Fault::unreachable);
    CHECK(Clock::now() - begin >= 200ms);
    CHECK(Clock::now() - begin < 2s);
    done.count_down();
    for (auto& thread : threads) thread.join();
    CHECK(ask(pool, "select 'well'") == "well");
    CHECK(pool.count().idle == 2);
}

TEST_CASE("a session that still answers goes back after whatever its work throws") {
    const test::TestDatabase database;
    SessionPool pool([&] { return database.endpoint(); }, options(1));
    CHECK_THROWS_AS(ask(pool, "select 1/0"), core::Error);
    CHECK(pool.count().idle == 1);
    CHECK(ask(pool, "select 'well'") == "well");
    CHECK_THROWS_AS(pool.with("", [](db::Session&) -> int { throw std::runtime_error("what?"); }),
                    std::runtime_error);
    CHECK(pool.count().idle == 1);
    CHECK(ask(pool, "select 'well'") == "well");
}

TEST_CASE("a session whose server process ended is thrown away") {
    const test::TestDatabase database;
    auto given = options(1);
    SECTION("found dead by the one who works with it") {
        SessionPool pool([&] { return database.endpoint(); }, given);
        CHECK_THROWS_AS(ask(pool, "select pg_terminate_backend(pg_backend_pid())::text"), core::Error);
        CHECK(pool.count().idle == 0);
        CHECK(ask(pool, "select 'well'") == "well");
    }
    SECTION("found dead before it is given out") {
        given.trusted_idle = 0ms;
        given.most = 2;
        SessionPool pool([&] { return database.endpoint(); }, given);
        SessionPool other([&] { return database.endpoint(); }, options(1));
        const auto backend = ask(pool, "select pg_backend_pid()::text");
        ask(other, "select pg_terminate_backend(" + backend + ")::text");
        std::this_thread::sleep_for(100ms);
        CHECK(ask(pool, "select 'well'") == "well");
    }
}

TEST_CASE("with the database down callers are told at once, and it is used again when it is back") {
    const test::ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    db::migrate(cluster.endpoint());
    std::atomic<int> attempts{0};
    SessionPool pool(
        [&] {
            ++attempts;
            return cluster.endpoint();
        },
        options(4));
    CHECK(ask(pool, "select 'well'") == "well");

    cluster.stop();
    attempts = 0;
    std::atomic<int> refused{0};
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 25; ++round) {
                if (fault_of(pool) == core::Fault::unreachable) ++refused;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(refused == 200);
    CHECK(Clock::now() - begin < 2s);
    CHECK(attempts <= 8);  // one in 300 ms

    cluster.start();
    const auto up = Clock::now();
    while (fault_of(pool) == core::Fault::unreachable && Clock::now() - up < 5s)
        std::this_thread::sleep_for(20ms);
    CHECK(Clock::now() - up < 1s);
    CHECK(ask(pool, "select 'well'") == "well");
}
