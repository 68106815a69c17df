// An apply that is killed, and two at once: the old state or the new one, never a mixture.
#include <signal.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using test::Workbench;

namespace {

constexpr int rows = 100'000;

// `round` is in every row, so that two rounds are told apart by any one of them.
std::string offers(int round) {
    std::string text = "slug,name:en,cap\n";
    for (int i = 0; i < rows; ++i) {
        text += "offer-" + std::to_string(i) + ",Round " + std::to_string(round) + " of " +
                std::to_string(i) + "," + std::to_string(i + round) + "\n";
    }
    return text;
}

std::string printed(const Workbench& bench, std::vector<std::string> words) {
    words.insert(words.end(), {"--mall", "arcade"});
    const auto got = bench.run(std::move(words));
    INFO(got.err);
    REQUIRE(got.exit_code == 0);
    return got.out;
}

std::string listing(const Workbench& bench) {
    return printed(bench, {"get", "offer", "--format", "csv"});
}

// Everything that files can say of the mall.
std::string exported(const Workbench& bench) {
    return printed(bench, {"export", "manifest", "-o", "-"});
}

void set_up(const Workbench& bench) {
    bench.write("mall.yaml",
                "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n");
    REQUIRE(bench.run({"apply", "mall.yaml"}).exit_code == 0);
    for (const int round : {0, 1}) bench.write(std::to_string(round) + "/offers.csv", offers(round));
}

std::vector<std::string> apply(int round) {
    return {test::mallctl_binary().string(), "apply", std::to_string(round) + "/offers.csv", "--mall",
            "arcade"};
}

}  // namespace

TEST_CASE("an apply of 100,000 rows that is killed leaves the old state or the new one") {
    const Workbench bench;
    set_up(bench);
    std::string state[2];
    std::string manifest[2];
    std::chrono::steady_clock::duration longest{};
    for (const int round : {0, 1}) {
        const auto begun = std::chrono::steady_clock::now();
        REQUIRE(test::run(apply(round), bench.options()).exit_code == 0);
        longest = std::chrono::steady_clock::now() - begun;
        state[round] = listing(bench);
        manifest[round] = exported(bench);
    }
    REQUIRE(state[0] != state[1]);
    REQUIRE(manifest[0] != manifest[1]);

    int current = 1;
    std::mt19937 random(4);
    std::uniform_real_distribution<double> part(0, 1);
    for (int kill = 0; kill < 10; ++kill) {
        test::RunningProcess process(apply(1 - current), bench.options());
        std::this_thread::sleep_for(
            std::chrono::duration_cast<std::chrono::milliseconds>(longest * part(random)));
        process.signal(SIGKILL);
        process.wait();
        const std::string found = listing(bench);
        const bool is_old = found == state[current];
        if (!is_old && found != state[1 - current]) FAIL("kill " << kill << " left a mixture");
        if (!is_old) current = 1 - current;
        if (exported(bench) != manifest[current]) FAIL("kill " << kill << ": the export is of neither state");
    }
    const auto healed = test::run(apply(1 - current), bench.options());
    INFO(healed.err);
    CHECK(healed.exit_code == 0);
    CHECK(listing(bench) == state[1 - current]);
    CHECK((exported(bench) == manifest[1 - current]));
}

TEST_CASE("of two applies of one mall the second waits for its lock, then gives up with exit 5") {
    const Workbench bench;
    set_up(bench);
    test::RunningProcess holder(
        {"psql", bench.database().url(), "-At", "-c", "begin", "-c",
         "select pg_advisory_xact_lock(hashtextextended('mallctl.mall ' || id, 0)) from mallctl.mall", "-c",
         "select 'held'", "-c", "select pg_sleep(60)"});
    REQUIRE(holder.wait_for("held"));
    auto words = apply(0);
    words.insert(words.end(), {"--lock-timeout", "1s"});
    const auto refused = test::run(words, bench.options());
    INFO(refused.err);
    CHECK(refused.exit_code == 5);
    CHECK(refused.err.find("arcade") != std::string::npos);
    holder.signal(SIGKILL);
    holder.wait();
    // The server would go on with what it was asked for.
    test::run({"psql", bench.database().url(), "-c",
               "select pg_terminate_backend(pid) from pg_stat_activity "
               "where datname = current_database() and pid <> pg_backend_pid()"});

    test::RunningProcess first(apply(0), bench.options());
    test::RunningProcess second(apply(1), bench.options());
    for (auto* process : {&first, &second}) {
        const auto ended = process->wait();
        INFO(ended.err);
        CHECK(ended.exit_code == 0);
    }
    const std::string found = listing(bench);
    const auto lines = static_cast<int>(std::count(found.begin(), found.end(), '\n'));
    CHECK(lines == rows + 1);
    const bool one = found.find("Round 0") != std::string::npos;
    const bool other = found.find("Round 1") != std::string::npos;
    CHECK(one != other);
}
