// What was acknowledged is there, whatever ends: the server by kill -9, or its database.
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "operations/find_mall.hpp"
#include "tests/db/cluster_fixture.hpp"
#include "tests/server/writing_api.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using test::Headers;
using test::WritingApi;

namespace {

std::string product(const std::string& slug) {
    return R"({"slug": ")" + slug + R"(", "name": "Bun", "store": "bakery"})";
}

Headers key(const std::string& slug) {
    return {{"Idempotency-Key", "key-" + slug}};
}

// Writes products until it is killed and tells each that was acknowledged, as a line.
int write_for_ever(WritingApi& api, int round, int out) {
    api.open_anew();
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 3; ++writer) {
        writers.emplace_back([&api, round, writer, out] {
            for (int n = 0;; ++n) {
                const std::string slug =
                    "r" + std::to_string(round) + "-" + std::to_string(writer) + "-" + std::to_string(n);
                if (api.mall("POST", "/products", product(slug), key(slug)).status != 201) continue;
                const std::string line = slug + "\n";
                if (::write(out, line.data(), line.size()) < 0) return;  // one write of so few bytes is whole
            }
        });
    }
    for (auto& writer : writers) writer.join();
    return 0;
}

std::set<std::string> lines_of(int in) {
    std::string text;
    char buffer[4096];
    for (ssize_t size = 0; (size = ::read(in, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(size));
    std::set<std::string> lines;
    std::size_t begin = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        lines.insert(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("after kill -9 every acknowledged write is there once, and its key gets its answer again") {
    WritingApi api;
    std::mt19937 random(7);
    std::size_t acknowledged = 0;
    for (int round = 0; round < 4; ++round) {
        int ends[2] = {-1, -1};
        REQUIRE(::pipe(ends) == 0);
        const pid_t server = test::in_child([&] { return write_for_ever(api, round, ends[1]); });
        ::close(ends[1]);
        // The first write has come: then any moment will do.
        pollfd first{ends[0], POLLIN, 0};
        REQUIRE(::poll(&first, 1, 30'000) == 1);
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 400));
        ::kill(server, SIGKILL);
        CHECK(test::exit_code_of(server) == 128 + SIGKILL);
        const auto told = lines_of(ends[0]);
        ::close(ends[0]);
        acknowledged += told.size();
        std::string last;
        for (const auto& slug : told) {
            CHECK(api.query("select count(*)::text from mallctl.product where slug = '" + slug + "'") == "1");
            last = slug;
        }
        INFO(last);
        const auto again = api.mall("POST", "/products", product(last), key(last));
        INFO(again.body);
        CHECK(again.status == 201);
        CHECK(again.header("Idempotency-Replayed") == "true");
        // A write that was cut off can be sent again, whether it was kept or not.
        const std::string cut = last.substr(0, last.rfind('-') + 1) + "x";
        CHECK(api.mall("POST", "/products", product(cut), key(cut)).status == 201);
    }
    CHECK(acknowledged >= 4);
    // Each write is one version: none was kept without the other.
    CHECK(api.query("select (count(*) = (select count(*) from mallctl.version where kind = 'create'))::text "
                    "from mallctl.product where origin = 'api'") == "true");
}

TEST_CASE("while the sessions of the database are cut off no acknowledged write is lost") {
    WritingApi api;
    std::atomic<bool> stop{false};
    std::atomic<int> refused{0};
    std::atomic<int> odd{0};
    std::vector<std::set<std::string>> told(3);
    std::vector<std::thread> writers;
    for (std::size_t writer = 0; writer < told.size(); ++writer) {
        writers.emplace_back([&, writer] {
            for (int n = 0; !stop; ++n) {
                const std::string slug = "w" + std::to_string(writer) + "-" + std::to_string(n);
                const auto answer = api.mall("POST", "/products", product(slug), key(slug));
                if (answer.status == 201) {
                    told[writer].insert(slug);
                } else {
                    ++(answer.status == 503 && !answer.header("Retry-After").empty() ? refused : odd);
                    std::this_thread::sleep_for(10ms);
                }
            }
        });
    }
    for (int i = 0; i < 3; ++i) {
        std::this_thread::sleep_for(500ms);
        api.query(
            "select count(pg_terminate_backend(pid))::text from pg_stat_activity "
            "where application_name = 'mallctl serve' and datname = current_database()");
    }
    std::this_thread::sleep_for(500ms);
    stop = true;
    for (auto& writer : writers) writer.join();
    CHECK(refused > 0);
    CHECK(odd == 0);
    for (const auto& slugs : told) {
        CHECK_FALSE(slugs.empty());
        for (const auto& slug : slugs)
            CHECK(api.query("select count(*)::text from mallctl.product where slug = '" + slug + "'") == "1");
    }
}
