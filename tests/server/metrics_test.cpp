// What /metrics tells after requests that are known one by one.
#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "server/api.hpp"
#include "server/endpoints/metrics.hpp"
#include "tests/server/prometheus_text.hpp"
#include "tests/server/running_server.hpp"
#include "tests/server/small_mall.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;

namespace {

// So few a second that none comes back while a test runs.
constexpr double hardly = 0.001;
constexpr server::limits::Allowances two_sessions{{{1, 1}, {1, 1}, {1, 1}, {1, 1}, {hardly, 2}, {1, 1}}};

// A node as cli/serve puts it together, without a database.
class CountedNode {
  public:
    explicit CountedNode(const std::string& scrapers = "127.0.0.1") : scrapers_(scrapers) {
        store_.set_listed({{"alpha"}, {"beta", {}, 9}});
        store_.put(small_mall("alpha"));
    }

    Reply get(const std::string& target) { return ask("GET", target); }

    Reply ask(const std::string& method, const std::string& target) {
        Client client(server_.port());
        REQUIRE(client.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
        const auto reply = client.receive(method == "HEAD");
        REQUIRE(reply);
        return *reply;
    }

    PrometheusText metrics() {
        const Reply reply = get("/metrics");
        REQUIRE(reply.status == 200);
        CHECK(reply.headers.at("content-type") == "text/plain; version=0.0.4; charset=utf-8");
        CHECK(reply.headers.at("cache-control") == "no-store");
        return read_prometheus(reply.body);
    }

    std::uint16_t port() const { return server_.port(); }

  private:
    server::ServeOptions options() {
        std::vector<server::metrics::RequestCounters::Route> names;
        for (const server::Route& route : router_.routes())
            names.push_back({std::string(route.method), std::string(route.pattern)});
        counters_.set_routes(std::move(names));
        server::ServeOptions options = quick_options();
        options.counters = &counters_;
        options.trusted_networks = server::http::Networks::parse("127.0.0.0/8");
        return options;
    }

    std::vector<server::Route> more() {
        server::Route slow{.method = "POST", .pattern = "/slow", .takes_credentials = true};
        slow.blocks = true;
        slow.body_bytes = 10;
        slow.handler = [](const server::Call&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
            return server::http::make_response(200, "text/plain", "done");
        };
        return {slow, server::metrics_route(
                          {counters_, store_, limits_, [this] { return server_.figures(); }, "1.2.3"},
                          server::http::Networks::parse(scrapers_))};
    }

    std::string scrapers_;
    server::SnapshotStore store_;
    std::atomic<bool> draining_{false};
    server::OpenGate gate_;
    server::limits::RateLimits limits_{two_sessions};
    server::metrics::RequestCounters counters_;
    server::Router router_ = server::make_api(store_, draining_, "1.2.3", gate_, more(), &limits_);
    RunningServer server_{options(), router_};
};

std::string series(const std::string& name, const std::string& method, const std::string& route,
                   const std::string& status) {
    return name + "{method=\"" + method + "\",route=\"" + route + "\",status=\"" + status + "\"}";
}

}  // namespace

TEST_CASE("every request is counted once, under its route and status") {
    CountedNode node;
    constexpr auto* count = "mallctl_http_request_duration_seconds_count";
    for (int i = 0; i < 7; ++i) CHECK(node.get("/api/v1/malls/alpha/walk-in?location=west").status == 200);
    CHECK(node.ask("HEAD", "/api/v1/malls/alpha/walk-in?location=west").status == 200);
    for (int i = 0; i < 3; ++i) CHECK(node.get("/api/v1/malls/nowhere/walk-in?location=west").status == 404);
    for (int i = 0; i < 2; ++i) CHECK(node.get("/no/such/path").status == 404);
    CHECK(node.ask("PUT", "/api/v1/malls").status == 405);
    {
        Client client(node.port());
        REQUIRE(client.send("BAD\r\n\r\n"));
        CHECK(client.receive()->status == 400);
    }
    CHECK(node.ask("POST", "/slow").status == 200);
    CHECK(node.ask("POST", "/slow").status == 200);
    CHECK(node.ask("POST", "/slow").status == 429);
    const PrometheusText first = node.metrics();
    const std::string walk_in = "/api/v1/malls/{mall}/walk-in";
    CHECK(first.samples.at(series(count, "GET", walk_in, "2xx")) == 8);
    CHECK(first.samples.at(series(count, "GET", walk_in, "4xx")) == 3);
    CHECK(first.samples.at(series(count, "", "none", "4xx")) == 4);
    CHECK(first.samples.at(series(count, "POST", "/slow", "2xx")) == 2);
    CHECK(first.samples.at(series(count, "POST", "/slow", "4xx")) == 1);
    CHECK_FALSE(first.samples.contains(series(count, "GET", "/metrics", "2xx")));
    CHECK(first.samples.at(series("mallctl_http_request_duration_seconds_sum", "POST", "/slow", "2xx")) >
          0.12);
    CHECK(first.samples.at("mallctl_http_request_duration_seconds_bucket{method=\"POST\",route=\"/slow\","
                           "status=\"2xx\",le=\"0.05\"}") == 0);
    CHECK(first.samples.at("mallctl_rate_limited_requests_total{caller=\"trusted_credentials\"}") == 1);
    CHECK(node.metrics().samples.at(series(count, "GET", "/metrics", "2xx")) == 1);
}

TEST_CASE("requests in hand, connections, threads and malls are told as they are") {
    CountedNode node;
    Client waiting(node.port());
    REQUIRE(
        waiting.send("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                     "3\r\n\r\n"));  // no body yet
    Client idle(node.port());
    REQUIRE(idle.send(get_request("/healthz")));
    REQUIRE(idle.receive());
    PrometheusText told = node.metrics();
    CHECK(told.samples.at("mallctl_http_requests_in_flight") == 2);  // and the one that asks
    CHECK(told.samples.at("mallctl_http_connections") >= 3);
    CHECK(told.samples.at("mallctl_pool_threads{pool=\"database\"}") == 8);
    CHECK(told.samples.at("mallctl_pool_threads_busy{pool=\"database\"}") == 0);
    CHECK(told.samples.at("mallctl_malls") == 2);
    CHECK(told.samples.at("mallctl_malls_in_memory") == 1);
    CHECK(told.samples.at("mallctl_mall_version{mall=\"beta\"}") == 9);
    CHECK(told.samples.contains("mallctl_snapshot_version{mall=\"alpha\"}"));
    CHECK(told.samples.at("mallctl_snapshot_age_seconds{mall=\"alpha\"}") < 60);
    CHECK_FALSE(told.samples.contains("mallctl_snapshot_version{mall=\"beta\"}"));
    CHECK(told.samples.at("mallctl_snapshots_bytes") > 0);
    CHECK(told.samples.at("mallctl_snapshots_budget_bytes") == server::SnapshotStore::default_memory_budget);
    CHECK(told.samples.at("mallctl_database_up") == 1);
    CHECK(told.samples.at("mallctl_build_info{version=\"1.2.3\"}") == 1);
    CHECK(told.samples.at("process_resident_memory_bytes") > 1e6);

    REQUIRE(waiting.send("abc"));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    told = node.metrics();
    CHECK(told.samples.at("mallctl_pool_threads_busy{pool=\"database\"}") == 1);
    CHECK(waiting.receive()->status == 200);
    CHECK(node.metrics().samples.at("mallctl_http_requests_in_flight") == 1);
}

TEST_CASE("nobody else reads the metrics") {
    CountedNode node("10.0.0.0/8");
    CHECK(node.get("/metrics").status == 401);
}
