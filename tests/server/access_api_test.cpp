// Signing in over HTTP: through the router and the gate, against a database.
#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>

#include "access/totp.hpp"
#include "operations/access/api_keys.hpp"
#include "operations/access/invite.hpp"
#include "operations/edit_rows.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/http/problem.hpp"
#include "tests/server/answer_log.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using namespace mallctl::server;
using nlohmann::json;
using Headers = std::vector<http::HeaderView>;

namespace {

const std::string password = "correct horse battery";

struct Answer {
    int status = 0;
    json body;
    std::string cookie;  // of Set-Cookie
};

class Site {
  public:
    Site() {
        operations::EditOptions options;
        operations::create_row(session_, "mall", "arcade",
                               {"name=Arcade", "time_zone=Europe/Berlin", "currency=EUR"}, options);
        options.mall = "arcade";
        operations::create_row(session_, "user", "boss",
                               {"name=Boss", "email=boss@arcade.example", "role=mall_admin"}, options);
    }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
               const Headers& headers = {}) const {
        http::Request request;
        request.method = method;
        request.target = target;
        request.headers = headers;
        if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
        request.body = body;
        request.client = "192.0.2.1";
        const http::Response response = test::log_answer(request, router_.answer(request));
        Answer answer{response.status, nullptr, std::string(response.header("Set-Cookie"))};
        if (!response.bytes().empty()) answer.body = json::parse(response.bytes());
        return answer;
    }

    Answer ask_as(const std::string& token, const std::string& method, const std::string& target,
                  const std::string& body = {}) const {
        return ask(method, target, body, {{"Authorization", bearer(token)}});
    }

    // An account for the row "boss", with its authenticator.
    void accept_boss() {
        const auto invitation = operations::invite_user(session_, "arcade", "boss", core::now());
        const json token{{"token", invitation.token}};
        const Answer open = ask("POST", "/api/v1/invitations/look", token.dump());
        REQUIRE(open.status == 200);
        secret_ = open.body.at("totp_secret");
        const json acceptance{{"token", invitation.token}, {"password", password}, {"code", code(-1)}};
        const Answer accepted = ask("POST", "/api/v1/invitations/accept", acceptance.dump());
        REQUIRE(accepted.status == 201);
        CHECK(accepted.body.at("recovery_codes").size() == 10);
    }

    std::string code(int steps) const {
        return access::totp_code(secret_, access::totp_step(core::now()) + steps);
    }

    Answer sign_in(const std::string& with_code, bool cookie = false, const Headers& headers = {}) const {
        const json body{{"login", "boss@arcade.example"},
                        {"password", password},
                        {"code", with_code},
                        {"cookie", cookie}};
        return ask("POST", "/api/v1/sessions", body.dump(), headers);
    }

    db::Session& session() { return session_; }
    const CredentialGate& gate() const { return gate_; }

  private:
    const std::string& bearer(const std::string& token) const {
        authorization_ = "Bearer " + token;
        return authorization_;
    }

    test::TestDatabase database_;
    db::Session session_{database_.endpoint(), "test"};
    db::SessionPool pool_{[this] { return database_.endpoint(); }};
    SnapshotStore store_;
    std::atomic<bool> draining_{false};
    CredentialGate gate_{pool_};
    Router router_ = make_api(store_, draining_, "1", gate_, access_routes(pool_, gate_));
    std::string secret_;
    mutable std::string authorization_;
};

}  // namespace

TEST_CASE("who was invited accepts, signs in, is known, and signs out") {
    Site site;
    site.accept_boss();
    CHECK(site.sign_in("000000").status == 401);
    const std::string code = site.code(0);
    const Answer signed_in = site.sign_in(code);
    REQUIRE(signed_in.status == 201);
    CHECK(site.sign_in(code).status == 401);  // a code is taken once
    const std::string token = signed_in.body.at("token");
    const Answer current = site.ask_as(token, "GET", "/api/v1/sessions/current");
    REQUIRE(current.status == 200);
    CHECK(current.body.at("name") == "boss@arcade.example");
    CHECK(current.body.at("grants").at(0) == json{{"role", "mall_admin"}, {"mall", "arcade"}});
    CHECK(site.ask_as(token, "DELETE", "/api/v1/sessions/current").status == 204);
    CHECK(site.ask_as(token, "GET", "/api/v1/sessions/current").status == 401);
    CHECK(site.ask("GET", "/api/v1/sessions/current").status == 401);
}

TEST_CASE("a session cookie is kept from scripts and other sites") {
    Site site;
    site.accept_boss();
    const Headers here{{"Sec-Fetch-Site", "same-origin"}};
    CHECK(site.sign_in(site.code(0), true, {{"Sec-Fetch-Site", "cross-site"}}).status == 403);
    const Answer signed_in = site.sign_in(site.code(0), true, here);
    REQUIRE(signed_in.status == 201);
    CHECK_FALSE(signed_in.body.contains("token"));
    CHECK(signed_in.cookie.find("; HttpOnly; SameSite=Lax") != std::string::npos);
    const std::string cookie = signed_in.cookie.substr(0, signed_in.cookie.find(';'));
    CHECK(site.ask("GET", "/api/v1/sessions/current", "", {{"Cookie", cookie}}).status == 200);
    for (const char* other : {"cross-site", "same-site"}) {
        CHECK(site.ask("DELETE", "/api/v1/sessions", "", {{"Cookie", cookie}, {"Sec-Fetch-Site", other}})
                  .status == 403);
    }
    CHECK(site.ask("DELETE", "/api/v1/sessions", "", {{"Cookie", cookie}}).status == 403);
    const Answer out =
        site.ask("DELETE", "/api/v1/sessions", "", {{"Cookie", cookie}, {"Sec-Fetch-Site", "same-origin"}});
    CHECK(out.status == 204);
    CHECK(out.cookie.find("Max-Age=0") != std::string::npos);
    // What everybody may ask goes on, whatever the browser still sends.
    CHECK(site.ask("GET", "/healthz", "", {{"Cookie", cookie}}).status == 200);
    CHECK(site.ask("GET", "/api/v1/sessions/current", "", {{"Cookie", cookie}}).status == 401);
}

TEST_CASE("a guest has a session of its own, and no more") {
    Site site;
    const Answer guest = site.ask("POST", "/api/v1/sessions/guest");
    REQUIRE(guest.status == 201);
    const std::string token = guest.body.at("token");
    const Answer current = site.ask_as(token, "GET", "/api/v1/sessions/current");
    REQUIRE(current.status == 200);
    CHECK(current.body.at("kind") == "guest");
    CHECK(site.ask_as(token, "DELETE", "/api/v1/sessions").status == 409);
    CHECK(site.ask_as(token + "x", "GET", "/api/v1/sessions/current").status == 401);
    http::Request head;
    head.method = "GET";
    head.target = "/";
    const std::string header = "Bearer " + token;
    head.headers = {{"Authorization", header}};
    CHECK_FALSE(site.gate().blocks(head));  // no database for a guest
}

TEST_CASE("what has been looked up is known, until a right changes") {
    Site site;
    const auto made = operations::make_api_key(
        site.session(), {"arcade", "counters", {access::Permission::sensor_write}, std::nullopt},
        core::now());
    http::Request head;
    head.method = "GET";
    head.target = "/api/v1/sessions/current";
    const std::string header = "Bearer " + made.token;
    head.headers = {{"Authorization", header}};
    CHECK(site.gate().blocks(head));
    CHECK(site.gate().principal(head).name == "apikey counters");
    CHECK_FALSE(site.gate().blocks(head));
    operations::revoke_api_key(site.session(), "arcade", "counters", core::now());
    site.gate().forget();
    CHECK_THROWS_AS(site.gate().principal(head), http::ProblemError);
}
