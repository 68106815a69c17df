// Limits over HTTP: sessions of guests and keys, against a database, through a server on a socket.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "access/token.hpp"
#include "operations/access/api_keys.hpp"
#include "operations/edit_rows.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/database.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using nlohmann::json;

namespace {

// So few a second that none comes back while a test runs.
constexpr double hardly = 0.001;
constexpr server::limits::Allowances few{
    {{hardly, 4}, {hardly, 7}, {hardly, 5}, {hardly, 2}, {hardly, 3}, {hardly, 6}}};

// A server behind a trusted proxy, which is where the test stands: it says who asks.
class LimitedSite {
  public:
    LimitedSite() {
        operations::EditOptions options;
        operations::create_row(session_, "mall", "arcade",
                               {"name=Arcade", "time_zone=Europe/Berlin", "currency=EUR"}, options);
    }

    Reply ask(const std::string& method, const std::string& target, const std::string& token = {},
              const std::string& client = "198.51.100.1") {
        Client connection(server_.port());
        std::string bytes = method + " " + target + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + client +
                            "\r\nContent-Length: 0\r\n";
        if (!token.empty()) bytes += "Authorization: Bearer " + token + "\r\n";
        REQUIRE(connection.send(bytes + "\r\n"));
        const auto reply = connection.receive();
        REQUIRE(reply);
        return *reply;
    }

    std::string guest(const std::string& client) {
        const Reply reply = ask("POST", "/api/v1/sessions/guest", {}, client);
        REQUIRE(reply.status == 201);
        return json::parse(reply.body).at("token");
    }

    std::string key() {
        return operations::make_api_key(
                   session_, {"arcade", "counters", {access::Permission::sensor_write}, std::nullopt},
                   core::now())
            .token;
    }

    // How many requests of one caller are let through, whatever they are answered.
    int let_through(const std::string& token, const std::string& client = "198.51.100.1") {
        int count = 0;
        while (ask("GET", "/api/v1/sessions/current", token, client).status != 429) ++count;
        return count;
    }

  private:
    static server::ServeOptions behind_proxy() {
        server::ServeOptions options = quick_options();
        options.trusted_proxies = server::http::TrustedProxies::parse("127.0.0.1");
        options.trusted_networks = server::http::Networks::parse("10.0.0.0/8");
        return options;
    }

    TestDatabase database_;
    db::Session session_{database_.endpoint(), "test"};
    db::SessionPool pool_{[this] { return database_.endpoint(); }};
    server::SnapshotStore store_;
    std::atomic<bool> draining_{false};
    server::CredentialGate gate_{pool_};
    server::limits::RateLimits limits_{few};
    server::Router router_ =
        server::make_api(store_, draining_, "1", gate_, server::access_routes(pool_, gate_), &limits_);
    RunningServer server_{behind_proxy(), router_};
};

}  // namespace

TEST_CASE("each guest session and key is limited for itself, wherever it comes from") {
    LimitedSite site;
    const std::string first = site.guest("198.51.100.1");
    CHECK(site.let_through(first) == 4);
    CHECK(site.let_through(first, "198.51.100.2") == 0);
    const std::string second = site.guest("198.51.100.1");
    CHECK(site.let_through(second) == 4);
    CHECK(site.let_through(site.key()) == 7);
    const Reply refused = site.ask("GET", "/api/v1/sessions/current", first);
    CHECK(refused.status == 429);
    CHECK(refused.headers.at("content-type") == "application/problem+json");
    CHECK(json::parse(refused.body).at("type") == "urn:mallctl:problem:too-many-requests");
    CHECK(std::stoi(refused.headers.at("retry-after")) > 900);
}

TEST_CASE("making sessions and guessing tokens are limited by address, generously in trusted networks") {
    LimitedSite site;
    const auto made = [&](const std::string& client) {
        int count = 0;
        while (site.ask("POST", "/api/v1/sessions/guest", {}, client).status == 201) ++count;
        return count;
    };
    CHECK(made("198.51.100.7") == 2);
    CHECK(made("2001:db8::1") == 2);
    CHECK(made("2001:db8::2") == 0);
    CHECK(made("10.1.2.3") == 3);
    int guessed = 0;
    while (site.ask("GET", "/api/v1/sessions/current", access::make_token(access::TokenKind::session),
                    "198.51.100.8")
               .status == 401)
        ++guessed;
    CHECK(guessed == 6);
    const std::string key = site.key();
    CHECK(site.let_through(key, "198.51.100.8") == 0);  // not known yet
    CHECK(site.let_through(key, "198.51.100.9") == 7);
}

TEST_CASE("what everybody may read is limited by address, and not in trusted networks") {
    LimitedSite site;
    for (int i = 0; i < 5; ++i) CHECK(site.ask("GET", "/healthz").status == 200);
    CHECK(site.ask("GET", "/healthz").status == 429);
    for (int i = 0; i < 20; ++i) CHECK(site.ask("GET", "/healthz", {}, "10.1.2.3").status == 200);
}
