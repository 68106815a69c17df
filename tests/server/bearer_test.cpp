// Bearer tokens through the router and the gate, with keys that a running issuer publishes.
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "operations/access/invite.hpp"
#include "operations/access/sign_in.hpp"
#include "operations/edit_rows.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/endpoints/identities.hpp"
#include "server/outbound/curl_client.hpp"
#include "tests/server/answer_log.hpp"
#include "tests/server/token_server.hpp"
#include "tests/support/database.hpp"
#include "tests/support/eventually.hpp"

using namespace mallctl;
using namespace mallctl::server;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string password = "correct horse battery";

IssuerKeysOptions quick_keys() {
    IssuerKeysOptions options;
    options.least_interval = 100ms;
    return options;
}

struct Answer {
    int status = 0;
    json body;
};

class Site {
  public:
    explicit Site(const IssuerKeysOptions& keys = quick_keys())
        : trusted_({issuer.address(), "mallctl"}, key_source(client_, issuer.keys_address()), keys) {
        operations::EditOptions options;
        operations::create_row(session_, "mall", "arcade",
                               {"name=Arcade", "time_zone=Europe/Berlin", "currency=EUR"}, options);
        options.mall = "arcade";
        operations::create_row(session_, "tenant", "crust", {"name=Crust"}, options);
        operations::create_row(session_, "user", "ann",
                               {"name=Ann", "email=ann@crust.example", "role=tenant_manager", "tenant=crust"},
                               options);
    }

    Answer ask_as(const std::string& token, const std::string& method = "GET",
                  const std::string& target = "/api/v1/sessions/current",
                  const std::string& body = {}) const {
        const std::string bearer = "Bearer " + token;
        http::Request request;
        request.method = method;
        request.target = target;
        request.headers = {{"Authorization", bearer}, {"Content-Type", "application/json"}};
        request.body = body;
        request.client = "192.0.2.1";
        const http::Response response = test::log_answer(request, router_.answer(request));
        Answer answer{response.status, nullptr};
        if (!response.bytes().empty()) answer.body = json::parse(response.bytes());
        return answer;
    }

    // A session of Ann's account.
    std::string sign_in() {
        const auto invited = operations::invite_user(session_, "arcade", "ann", core::now());
        operations::accept_invitation(session_, {invited.token, password, ""}, core::now());
        return operations::sign_in(session_, {"ann@crust.example", password, "", "192.0.2.1"}, core::now())
            .token;
    }

    bool blocks(const std::string& token) const {
        const std::string bearer = "Bearer " + token;
        http::Request head;
        head.method = "GET";
        head.headers = {{"Authorization", bearer}};
        return gate_.blocks(head);
    }

    test::TokenServer issuer;

  private:
    test::TestDatabase database_;
    db::Session session_{database_.endpoint(), "test"};
    db::SessionPool pool_{[this] { return database_.endpoint(); }};
    SnapshotStore store_;
    std::atomic<bool> draining_{false};
    CurlClient client_;
    TokenIssuer trusted_;
    CredentialGate gate_{pool_, &trusted_};
    Router router_ = make_api(store_, draining_, "1", gate_, [this] {
        std::vector<Route> routes = access_routes(pool_, gate_);
        for (Route& route : identity_routes(pool_, gate_, &trusted_)) routes.push_back(std::move(route));
        return routes;
    }());
};

}  // namespace

TEST_CASE("a subject that nobody has linked is a shopper, and known without asking again") {
    Site site;
    const std::string token = site.issuer.token({{"email", "ann@crust.example"}, {"email_verified", true}});
    CHECK(site.blocks(token));
    site.sign_in();  // a verified address that is an account's login opens nothing
    const Answer current = site.ask_as(token);
    REQUIRE(current.status == 200);
    CHECK(current.body.at("kind") == "service");
    CHECK(current.body.at("name") == site.issuer.address() + "|u1");
    CHECK(current.body.at("grants") == json::array({{{"role", "shopper"}}}));
    CHECK_FALSE(site.blocks(token));
    const std::string rsa =
        site.issuer.token_with({{"alg", "RS256"}, {"kid", "r1"}}, {{"sub", "other"}}, "r1");
    CHECK(site.ask_as(rsa).status == 200);
    CHECK(site.issuer.asked() == 1);
}

TEST_CASE(
    "a subject that an account has linked acts for it, but never beyond what asks for the second factor") {
    Site site;
    const std::string session = site.sign_in();
    const std::string token = site.issuer.token({});
    const json body{{"token", token}};
    const std::string path = "/api/v1/sessions/identities";
    CHECK(site.ask_as(token, "POST", path, body.dump()).status == 409);  // not by itself
    const Answer linked = site.ask_as(session, "POST", path, body.dump());
    REQUIRE(linked.status == 201);
    CHECK(linked.body.at("subject") == "u1");
    CHECK(site.ask_as(session, "POST", path, body.dump()).status == 409);
    const Answer current = site.ask_as(token);
    REQUIRE(current.status == 200);
    CHECK(current.body.at("name") == "ann@crust.example");
    CHECK(current.body.at("grants").at(0) ==
          json{{"role", "tenant_manager"}, {"mall", "arcade"}, {"tenant", "crust"}});
    const auto only = current.body.at("permissions").get<std::vector<std::string>>();
    const auto has = [&](const char* name) {
        return std::find(only.begin(), only.end(), name) != only.end();
    };
    CHECK(has("offer.write"));
    CHECK_FALSE(has("offer.publish"));
    CHECK_FALSE(has("user.write"));
    const Answer narrowed =
        site.ask_as(site.issuer.token({{"scope", "openid product.write user.write session.own"}}));
    REQUIRE(narrowed.status == 200);
    CHECK(narrowed.body.at("permissions") == json{"session.own", "product.write"});

    const Answer list = site.ask_as(session, "GET", path);
    REQUIRE(list.body.at("identities").size() == 1);
    const std::string id = list.body.at("identities").at(0).at("id");
    CHECK(site.ask_as(token, "DELETE", path + "/" + id).status == 409);
    CHECK(site.ask_as(session, "DELETE", path + "/" + id).status == 204);
    CHECK(site.ask_as(session, "DELETE", path + "/" + id).status == 404);
    CHECK(site.ask_as(token).body.at("grants") == json::array({{{"role", "shopper"}}}));
}

TEST_CASE("tokens that are forged, over, too early, or of others are refused") {
    Site site;
    REQUIRE(site.ask_as(site.issuer.token({})).status == 200);
    const auto now = core::now().time_since_epoch().count();
    const auto refused = [&](const std::string& token) {
        const Answer answer = site.ask_as(token);
        return answer.status == 401 && answer.body.at("type") == "urn:mallctl:problem:invalid-credential";
    };
    CHECK(refused(site.issuer.token({{"exp", now - 61}})));
    CHECK(refused(site.issuer.token({{"exp", nullptr}})));
    CHECK(refused(site.issuer.token({{"nbf", now + 120}})));
    CHECK(refused(site.issuer.token({{"iat", now + 120}})));
    CHECK(refused(site.issuer.token({{"exp", now + 3600 * 48}})));
    CHECK(refused(site.issuer.token({{"iss", "https://other.example"}})));
    CHECK(refused(site.issuer.token({{"aud", "another"}})));
    CHECK(refused(site.issuer.token({{"aud", nullptr}})));
    CHECK(refused(site.issuer.token({{"sub", "a\nb"}})));
    const test::TokenServer stranger;  // a foreign key, and a foreign issuer's
    CHECK(refused(stranger.token({{"iss", site.issuer.address()}})));
    CHECK(refused(stranger.token({})));
    const std::string good = site.issuer.token({});
    const std::string payload = good.substr(good.find('.') + 1, good.rfind('.') - good.find('.') - 1);
    for (const char* none : {"none", "None", ""}) {
        const std::string header = json{{"alg", none}, {"kid", "e1"}}.dump();
        CHECK(refused(access::to_base64url(header) + "." + payload + "."));
    }
    const std::string text = access::to_base64url(R"({"alg":"HS256","kid":"r1"})") + "." + payload;
    const std::string pem = site.issuer.signer().rsa_pem();
    CHECK(refused(text + "." + access::to_base64url(access::hmac_sha256(pem, text))));
    CHECK(refused(site.issuer.token_with({{"alg", "RS256"}, {"kid", "e1"}}, json::object(), "r1")));
    CHECK(refused("eyJ.eyJ.x"));
    CHECK(site.ask_as(good).status == 200);
}

TEST_CASE("keys that the issuer changes are fetched when a token names them, and the old ones end") {
    Site site;
    const std::string old = site.issuer.token({});
    REQUIRE(site.ask_as(old).status == 200);
    site.issuer.rotate("-b");
    std::this_thread::sleep_for(120ms);
    CHECK(site.ask_as(site.issuer.token({})).status == 200);
    CHECK(site.issuer.asked() == 2);
    CHECK(site.ask_as(old).status == 401);  // also where it was known
}

TEST_CASE("tokens with keys that nobody knows cost the issuer one fetch in the interval") {
    IssuerKeysOptions options;
    options.least_interval = 10s;
    Site site(options);
    REQUIRE(site.ask_as(site.issuer.token({})).status == 200);
    for (int i = 0; i < 50; ++i) {
        const std::string key = "x" + std::to_string(i);
        const std::string token =
            site.issuer.token_with({{"alg", "ES256"}, {"kid", key}}, json::object(), "e1");
        CHECK(site.ask_as(token).status == 401);
        CHECK(site.issuer.asked() == 1);
    }
}

TEST_CASE("while the issuer is away its keys are believed for a time, and no longer") {
    IssuerKeysOptions options = quick_keys();
    options.refresh = 50ms;
    options.longest_age = 1s;
    Site site(options);
    const std::string token = site.issuer.token({});
    REQUIRE(site.ask_as(token).status == 200);
    site.issuer.stop();
    std::this_thread::sleep_for(200ms);
    CHECK(site.ask_as(token).status == 200);
    CHECK(test::within(3s, [&] { return site.ask_as(token).status == 503; }));
    site.issuer.start();
    CHECK(test::within(5s, [&] { return site.ask_as(token).status == 200; }));
}

TEST_CASE("an issuer that is away at the start is a service that is away, until it is there") {
    test::TokenServer issuer;
    issuer.stop();
    const CurlClient client;
    const TokenIssuer trusted({issuer.address(), "mallctl"}, key_source(client, issuer.keys_address()),
                              quick_keys());
    const std::string token = issuer.token({});
    CHECK_THROWS_AS(trusted.check(token, core::now()), core::Error);
    issuer.start();
    CHECK(test::within(5s, [&] {
        try {
            return trusted.check(token, core::now()).jwt.claims.has_value();
        } catch (const core::Error&) {
            return false;
        }
    }));
}

TEST_CASE("others are asked by https alone, in bounded time and length") {
    CHECK(is_allowed_url("https://issuer.example/keys"));
    CHECK(is_allowed_url("http://127.0.0.1:8080/keys"));
    CHECK(is_allowed_url("http://[::1]/keys"));
    for (const char* other :
         {"http://issuer.example/keys", "http://127.example.org/", "http://127.0.0.1.example.org/",
          "http://10.0.0.1/", "http://169.254.169.254/latest", "ftp://127.0.0.1/", "file:///etc/passwd",
          "https://user:word@issuer.example/", "http://127.0.0.1@issuer.example/", "gopher://127.0.0.1/", ""})
        CHECK_FALSE(is_allowed_url(other));
    test::TokenServer issuer;
    issuer.more = [](const http::Request& request) {
        if (request.target == "/long") return http::make_response(200, "text/plain", std::string(5000, 'x'));
        if (request.target == "/slow") std::this_thread::sleep_for(1s);
        http::Response response = http::make_response(302, "text/plain", "elsewhere");
        response.headers.push_back({"Location", "/keys"});
        return response;
    };
    CurlOptions options;
    options.longest_answer = 4000;
    options.whole_time = 300ms;
    const CurlClient client(options);
    CHECK(client.send({.url = issuer.address() + "/moved"}).status == 302);  // followed nowhere
    CHECK(issuer.asked() == 0);
    CHECK_THROWS_AS(client.send({.url = issuer.address() + "/long"}), core::Error);
    CHECK_THROWS_AS(client.send({.url = issuer.address() + "/slow"}), core::Error);
}
