// What becomes stale is built beside serving: once, whatever the nodes, and seen by all of them.
#include "server/rebuild_worker.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>

#include "core/clock.hpp"
#include "db/transaction_impl.hpp"
#include "db/work_lock.hpp"
#include "operations/find_mall.hpp"
#include "server/api.hpp"
#include "server/snapshot_feed.hpp"
#include "server/writing_api.hpp"
#include "tests/server/writing_api.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using test::NamedGate;
using test::TestDatabase;

namespace {

void command(const TestDatabase& database, std::vector<std::string> words) {
    words.insert(words.end(), {"--database", database.url()});
    const auto result = test::run_mallctl(words);
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
}

// The sample mall, with nothing built.
void put_riverside(const TestDatabase& database) {
    command(database, {"apply", (test::source_dir() / "samples" / "riverside").string(), "--no-build"});
}

// A server without its sockets: what `mallctl serve` puts together.
struct Site {
    explicit Site(const TestDatabase& database, bool rebuilds = true)
        : pool([&database] { return database.endpoint(); }),
          router(server::make_api(store, draining, "test", gate, server::writing_routes(pool, pool))),
          feed(store, server::database_source([&database] { return database.endpoint(); }, {}), {}) {
        if (rebuilds) worker.emplace([&database] { return database.endpoint(); }, server::RebuildOptions{});
        gate.who.kind = access::Principal::Kind::user;
        gate.who.id = "7";
        gate.who.name = "Anna Meyer";
        gate.who.second_factor_at = core::now();
        gate.who.grants = {{access::Role::platform_admin, {}, ""}};
    }

    // Both artifacts are those of the version that is served.
    bool is_whole() const {
        const auto view = store.view();
        const auto found = view->malls.find("riverside");
        if (found == view->malls.end() || !found->second.snapshot) return false;
        const auto& snapshot = *found->second.snapshot;
        return snapshot.nav && !snapshot.nav_stale && snapshot.search && !snapshot.search_stale;
    }

    server::http::Response ask(const std::string& method, const std::string& path,
                               const std::string& body = "") {
        const std::string target = "/api/v1/malls/riverside" + path;
        server::http::Request request;
        request.method = method;
        request.target = target;
        request.body = body;
        request.id = "r";
        if (!body.empty()) {
            request.headers.push_back(
                {"Content-Type", method == "PATCH" ? "application/merge-patch+json" : "application/json"});
        }
        return router.answer(request);
    }
    bool finds(const std::string& words, const std::string& slug) {
        const auto answer = ask("GET", "/search?query=" + words);
        return answer.bytes().find("\"" + slug + "\"") != std::string_view::npos;
    }

    NamedGate gate;
    std::atomic<bool> draining{false};
    server::SnapshotStore store;
    db::SessionPool pool;
    server::Router router;
    server::SnapshotFeed feed;
    std::optional<server::RebuildWorker> worker;
};

std::string query(const TestDatabase& database, const std::string& sql) {
    db::Session session(database.endpoint(), "test");
    const auto mall = operations::find_mall(session, "riverside").id;
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    const auto rows = transaction.impl().work.run(sql);
    return rows.empty() || rows.is_null(0, 0) ? "" : std::string(rows.text(0, 0));
}

std::string builds(const TestDatabase& database, const std::string& artifact) {
    return query(database,
                 "select count(*)::text from mallctl.outbox where kind = 'build' and "
                 "payload->>'artifact' = '" +
                     artifact + "'");
}

}  // namespace

TEST_CASE("two nodes build each artifact once, and both serve it within a second of its commit") {
    const TestDatabase database;
    put_riverside(database);
    Site one(database);
    Site two(database);
    REQUIRE(test::within(20s, [&] { return one.is_whole() && two.is_whole(); }));
    CHECK(builds(database, "nav") == "1");
    CHECK(builds(database, "search") == "1");
    CHECK_FALSE(one.finds("quartz", "bakery"));

    const auto rows = one.ask("GET", "/rows/stores?limit=1");
    INFO(rows.bytes());
    REQUIRE(rows.status == 200);
    const std::string slug =
        nlohmann::json::parse(rows.bytes()).at("rows").at(0).at("slug").get<std::string>();
    const auto renamed = one.ask("PATCH", "/stores/" + slug, R"({"name": {"en": "Quartz and Sons"}})");
    INFO(renamed.bytes());
    REQUIRE(renamed.status == 200);
    REQUIRE(test::within(10s, [&] { return one.finds("quartz", slug) && two.finds("quartz", slug); }));
    const auto seen = core::now();
    const auto committed = core::parse_instant(
        query(database,
              "select to_char(max(created_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') from "
              "mallctl.outbox where kind = 'build'"));
    CHECK(seen - committed < 1s);
    CHECK(builds(database, "search") == "2");
    CHECK(builds(database, "nav") == "1");
    CHECK(one.worker->figures().built + two.worker->figures().built == 3);
}

TEST_CASE("a unit and a closure changed over HTTP change routes, and nobody runs build") {
    const TestDatabase database;
    put_riverside(database);
    Site site(database);
    REQUIRE(test::within(20s, [&] { return site.is_whole(); }));
    const std::string way = "/route?from=location:north_entrance&to=unit:2-07@2&profile=wheelchair";
    REQUIRE(site.ask("GET", way).status == 200);
    REQUIRE(site.ask("POST", "/closures", R"({"slug": "lift-2", "connector": "Lift A", "reason": "Test"})")
                .status == 201);
    CHECK(test::within(3s, [&] { return site.ask("GET", way).status == 404; }));
    REQUIRE(site.ask("DELETE", "/closures/lift-2").status == 204);
    CHECK(test::within(3s, [&] { return site.ask("GET", way).status == 200; }));

    // Where routes end is a setting of the mall that the graph is built with.
    REQUIRE(site.ask("PATCH", "", R"({"store_routes": "door"})").status == 200);
    CHECK(test::within(10s, [&] { return builds(database, "nav") == "2" && site.is_whole(); }));
}

TEST_CASE("an artifact that another program builds is left to it, and taken up when it was killed") {
    const TestDatabase database;
    put_riverside(database);
    auto other = std::make_unique<db::Session>(database.endpoint(), "builder");
    const auto mall = operations::find_mall(*other, "riverside").id;
    auto lock = db::WorkLock::try_take(*other, mall, "nav");
    REQUIRE(lock);
    Site site(database);
    REQUIRE(test::within(10s, [&] { return builds(database, "search") == "1"; }));
    std::this_thread::sleep_for(1'500ms);
    CHECK(builds(database, "nav") == "0");
    CHECK(site.worker->figures().failed == 0);
    // As a kill does: the connection ends.
    {
        db::Session killer(database.endpoint(), "killer");
        db::Transaction work(killer, std::nullopt, db::Transaction::Mode::write);
        work.impl().work.run(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'builder' and "
            "datname = current_database()");
    }
    CHECK(test::within(10s, [&] { return builds(database, "nav") == "1" && site.is_whole(); }));
}

TEST_CASE("a build that fails is tried again, later each time, until it succeeds") {
    const TestDatabase database;
    put_riverside(database);
    db::Session owner(database.endpoint(), "test");
    const auto run = [&](const std::string& sql) {
        db::Connection connection(database.url_as("mallctl_owner"), "test", "test");
        db::Work work(connection, db::Work::Isolation::read_committed);
        work.run_script(sql);
        work.commit();
    };
    run("revoke insert, update on mallctl.artifact from mallctl_app");
    Site site(database);
    REQUIRE(test::within(20s, [&] { return site.worker->figures().failed >= 4; }));
    CHECK(site.worker->figures().built == 0);
    CHECK(site.ask("GET", "/search?query=x").status != 500);
    run("grant insert, update on mallctl.artifact to mallctl_app");
    CHECK(test::within(20s, [&] { return site.is_whole(); }));
    CHECK(site.worker->figures().failed <= 12);
}

TEST_CASE("a stop ends a worker soon, also while another writer holds the mall") {
    const TestDatabase database;
    put_riverside(database);
    db::Session writer(database.endpoint(), "writer");
    const auto mall = operations::find_mall(writer, "riverside").id;
    db::Transaction held(writer, mall, db::Transaction::Mode::write);
    held.lock_mall(1s);
    server::RebuildWorker worker([&database] { return database.endpoint(); }, {});
    std::this_thread::sleep_for(1s);
    CHECK(worker.stop(3s));
    CHECK(worker.figures().built == 0);
}

TEST_CASE("serve builds what commands left, unless it is told not to") {
    const TestDatabase database;
    put_riverside(database);
    const auto serve = [&](std::vector<std::string> more) {
        std::vector<std::string> words{test::mallctl_binary().string(),
                                       "serve",
                                       "--listen",
                                       "127.0.0.1:0",
                                       "--database",
                                       database.url()};
        words.insert(words.end(), more.begin(), more.end());
        auto process = std::make_unique<test::RunningProcess>(words);
        REQUIRE(process->wait_for("listening on", 20s));
        return process;
    };
    auto passive = serve({"--no-rebuild"});
    std::this_thread::sleep_for(2s);
    CHECK(builds(database, "nav") == "0");
    passive->signal(SIGTERM);
    CHECK(passive->wait().exit_code == 0);
    auto active = serve({});
    CHECK(test::within(20s,
                       [&] { return builds(database, "nav") == "1" && builds(database, "search") == "1"; }));
    const auto begun = std::chrono::steady_clock::now();
    active->signal(SIGTERM);
    CHECK(active->wait().exit_code == 0);
    CHECK(std::chrono::steady_clock::now() - begun < 5s);
}
