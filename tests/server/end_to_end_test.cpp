// The whole chain with a real PostgreSQL: what a command commits, a running server answers.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "tests/server/serve_process.hpp"
#include "tests/support/database.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

RunResult command(const TestDatabase& database, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--database", database.url()});
    RunResult result = run_mallctl(arguments);
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    return result;
}

std::optional<Json> mall(std::uint16_t port, const std::string& slug) {
    const auto reply = get(port, "/api/v1/malls");
    if (!reply || reply->status != 200) return std::nullopt;
    const Json answer = Json::parse(reply->body);
    for (const Json& found : answer.at("malls")) {
        if (found.at("slug") == slug) return found;
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE(
    "what apply, import and build commit is served within a second each, with the command's own answer") {
    const TestDatabase database;
    ServeProcess serve(database.url());
    CHECK(get(serve.port(), "/healthz")->status == 200);
    CHECK(get(serve.port(), "/readyz")->status == 503);

    const std::string sample = (source_dir() / "samples" / "riverside").string();
    command(database, {"apply", sample});
    CHECK(within(1s, [&] { return mall(serve.port(), "riverside").has_value(); }));
    CHECK(get(serve.port(), "/readyz")->status == 200);

    command(database, {"import", sample + "/imdf", "--mall", "riverside"});
    CHECK(within(1s, [&] { return mall(serve.port(), "riverside")->at("levels") == 3; }));

    command(database, {"build", "nav", "--mall", "riverside"});
    CHECK(within(1s, [&] { return mall(serve.port(), "riverside")->at("navigation") == "current"; }));

    const Json page =
        Json::parse(get(serve.port(), "/api/v1/malls/riverside/walk-in?location=north_entrance")->body);
    const std::string store = page.at("stores")[0].at("slug");
    const auto over_http =
        get(serve.port(), "/api/v1/malls/riverside/route?from=location:north_entrance&to=store:" + store);
    const RunResult offline = command(database, {"route", "location:north_entrance", "store:" + store,
                                                 "--mall", "riverside", "--format", "json"});
    CHECK(over_http->body == offline.out);

    serve.process().signal(SIGTERM);
    const RunResult ended = serve.process().wait();
    CHECK(ended.exit_code == 0);
    CHECK(ended.out.empty());
}

TEST_CASE("status lists the servers that run, what they serve, and those that are gone") {
    const TestDatabase database;
    const std::string sample = (source_dir() / "samples" / "riverside").string();
    const auto status = [&] { return Json::parse(command(database, {"status", "--format", "json"}).out); };
    CHECK(status().empty());
    command(database, {"apply", sample});
    ServeProcess killed(database.url());
    ServeProcess stopped(database.url());
    const auto serves_newest = [](const Json& node) {
        if (node.at("state") != "ready" || node.at("malls").size() != 1) return false;
        return node.at("malls")[0].at("version") == node.at("malls")[0].at("newest_version");
    };
    REQUIRE(within(8s, [&] {
        const Json nodes = status();
        return nodes.size() == 2 && serves_newest(nodes[0]) && serves_newest(nodes[1]);
    }));
    const Json first = status()[0];
    CHECK(first.at("malls")[0].at("mall") == "riverside");
    CHECK(first.at("address").get<std::string>().starts_with("http://127.0.0.1:"));
    CHECK(first.at("seen_s").get<int>() <= 5);
    CHECK(first.at("sockets") == 0);
    const int version = first.at("malls")[0].at("version");
    RunningProcess watching(
        {mallctl_binary().string(), "status", "--watch", "--format", "jsonl", "--database", database.url()});
    CHECK(watching.wait_for("\"version\":" + std::to_string(version)));
    command(database, {"set", "store", "bakery", "phone=+49 30 1", "--mall", "riverside"});
    CHECK(within(8s, [&] { return status()[0].at("malls")[0].at("version") == version + 1; }));
    CHECK(watching.wait_for("\"version\":" + std::to_string(version + 1)));
    watching.signal(SIGINT);
    CHECK(watching.wait().exit_code == 130);

    stopped.process().signal(SIGTERM);
    CHECK(stopped.process().wait().exit_code == 0);
    CHECK(status().size() == 1);
    killed.process().signal(SIGKILL);
    killed.process().wait();
    const auto long_ago = [&](const std::string& time) {
        const RunResult aged = run({"psql", database.url(), "-c",
                                    "update mallctl.node set seen_at = now() - interval '" + time + "'"});
        REQUIRE(aged.exit_code == 0);
    };
    long_ago("20 seconds");
    CHECK(status().at(0).at("state") == "gone");
    long_ago("2 hours");
    const ServeProcess other(database.url());
    CHECK(within(5s, [&] { return status().size() == 1 && status().at(0).at("state") == "ready"; }));
}

TEST_CASE("a closure is respected within a second of its commit, and ends by itself") {
    const TestDatabase database;
    const std::string sample = (source_dir() / "samples" / "riverside").string();
    command(database, {"apply", sample});
    ServeProcess serve(database.url());
    REQUIRE(within(5s, [&] { return mall(serve.port(), "riverside").has_value(); }));
    const auto route = [&](const std::string& profile) {
        return get(
            serve.port(),
            "/api/v1/malls/riverside/route?from=location:north_entrance&to=unit:2-07@2&profile=" + profile);
    };
    REQUIRE(within(2s, [&] { return route("wheelchair")->status == 200; }));
    const auto stairs = [&] { return route("walk")->body.find("\"stairs\"") != std::string::npos; };
    REQUIRE_FALSE(stairs());

    const auto until =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now() + 4s);
    command(database, {"create", "closure", "lift-2", "connector=Lift A", "reason=Test",
                       "until=" + mallctl::core::format_instant(until), "--mall", "riverside"});
    CHECK(within(1s, stairs));
    const auto refused = route("wheelchair");
    CHECK(refused->status == 404);
    const Json problem = Json::parse(refused->body);
    CHECK(problem.at("type") == "urn:mallctl:problem:no-route");
    CHECK(problem.at("blocking").at(0).at("label") == "lift-2");
    CHECK(problem.at("blocking").at(0).at("cause") == "closed");
    CHECK(within(6s, [&] { return route("wheelchair")->status == 200; }));
    CHECK_FALSE(stairs());
    CHECK(std::chrono::system_clock::now() >= until);
}

TEST_CASE("connections that the database cuts are opened again, while answers go on from memory") {
    const TestDatabase database;
    const std::string sample = (source_dir() / "samples" / "riverside").string();
    command(database, {"apply", sample});
    ServeProcess serve(database.url());
    CHECK(within(2s, [&] { return mall(serve.port(), "riverside").has_value(); }));
    const RunResult cut = run({"psql", database.url(), "-Atc",
                               "select count(pg_terminate_backend(pid)) from pg_stat_activity "
                               "where datname = current_database() and pid <> pg_backend_pid()"});
    REQUIRE(cut.exit_code == 0);
    REQUIRE(std::stoi(cut.out) >= 2);
    CHECK(get(serve.port(), "/readyz")->status == 200);
    command(database, {"import", sample + "/imdf", "--mall", "riverside"});
    CHECK(within(5s, [&] { return mall(serve.port(), "riverside")->at("levels") == 3; }));
    CHECK(within(5s, [&] {
        const Json ready = Json::parse(get(serve.port(), "/readyz")->body);
        for (const Json& degradation : ready.at("degradations")) {
            if (degradation.at("code") == "database-down") return false;
        }
        return true;
    }));
}

TEST_CASE("serve starts without a database, says so, and ends cleanly") {
    ServeProcess serve("postgresql://127.0.0.1:1/nowhere");
    CHECK(get(serve.port(), "/healthz")->status == 200);
    const auto ready = get(serve.port(), "/readyz");
    CHECK(ready->status == 503);
    CHECK(Json::parse(ready->body).at("degradations")[0].at("code") == "database-down");
    CHECK(get(serve.port(), "/api/v1/malls")->status == 503);
    serve.process().signal(SIGINT);
    CHECK(serve.process().wait().exit_code == 0);
}

TEST_CASE("a database that takes a question and never answers does not hold up the end of serve") {
    const int silent = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(silent, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(silent, 8) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const std::string url =
        "postgresql://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/mall?connect_timeout=60";
    ServeProcess serve(url);
    CHECK(get(serve.port(), "/readyz")->status == 503);
    const auto begun = std::chrono::steady_clock::now();
    serve.process().signal(SIGTERM);
    CHECK(serve.process().wait().exit_code == 0);
    CHECK(std::chrono::steady_clock::now() - begun < 15s);

    ServeProcess impatient(url);
    impatient.process().signal(SIGTERM);
    REQUIRE(impatient.process().wait_for("stopped"));
    impatient.process().signal(SIGTERM);
    CHECK(impatient.process().wait().exit_code == 128 + SIGTERM);
    ::close(silent);
}

TEST_CASE("serve refuses an address that is taken, and one that is none") {
    ServeProcess serve("postgresql://127.0.0.1:1/nowhere");
    const std::string taken = "127.0.0.1:" + std::to_string(serve.port());
    const RunResult second = run_mallctl({"serve", "--listen", taken});
    CHECK(second.exit_code == 1);
    CHECK(second.err.find(taken) != std::string::npos);
    CHECK(second.err.find("--listen") != std::string::npos);
    CHECK(run_mallctl({"serve", "--listen", "nonsense"}).exit_code == 2);
    CHECK(run_mallctl({"serve", "--drain", "soon"}).exit_code == 2);
}
