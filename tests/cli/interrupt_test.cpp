// A command that waits, and a signal.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

std::string query(const TestDatabase& database, const std::string& sql) {
    const RunResult result = run({"psql", database.url(), "-Atc", sql});
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    return result.out;
}

bool somebody_waits_for_a_lock(const TestDatabase& database) {
    for (int i = 0; i < 200; ++i) {
        if (query(database,
                  "select count(*) from pg_locks l join pg_database d on d.oid = l.database "
                  "where d.datname = current_database() and locktype = 'advisory' "
                  "and not granted") != "0\n")
            return true;
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

}  // namespace

TEST_CASE("a signal ends a command that waits for another writer of its mall, which changes nothing") {
    const TestDatabase database;
    const std::string sample = (source_dir() / "samples" / "riverside").string();
    for (const int number : {SIGINT, SIGTERM}) {
        REQUIRE(run_mallctl({"apply", sample + "/mall.yaml", "--database", database.url()}).exit_code == 0);
        RunningProcess holder({"psql", database.url(), "-At", "-c", "begin", "-c",
                               "select pg_advisory_xact_lock(hashtextextended('mallctl.mall ' || id, 0)) "
                               "from mallctl.mall",
                               "-c", "select 'held'", "-c", "select pg_sleep(60)"});
        REQUIRE(holder.wait_for("held"));
        RunningProcess waiting({mallctl_binary().string(), "apply", sample, "--database", database.url()});
        REQUIRE(somebody_waits_for_a_lock(database));
        const auto begun = std::chrono::steady_clock::now();
        waiting.signal(number);
        const RunResult ended = waiting.wait();
        CHECK(ended.exit_code == 128 + number);
        CHECK(std::chrono::steady_clock::now() - begun < 5s);
        CHECK(ended.out.empty());
        CHECK(ended.err.find("interrupted") != std::string::npos);
        holder.signal(SIGKILL);
        holder.wait();
        query(database,
              "select pg_terminate_backend(pid) from pg_stat_activity "
              "where datname = current_database() and pid <> pg_backend_pid()");
        CHECK(query(database, "set mallctl.mall = ''; select max(version) from mallctl.mall") == "SET\n1\n");
    }
}
