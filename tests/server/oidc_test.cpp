// Signing in at a provider of OpenID Connect that runs beside: discovery, authorization, tokens, keys.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "access/base64url.hpp"
#include "access/sealed.hpp"
#include "access/totp.hpp"
#include "core/digest.hpp"
#include "db/access/access_log.hpp"
#include "operations/access/identities.hpp"
#include "operations/access/invite.hpp"
#include "operations/access/sign_in.hpp"
#include "operations/edit_rows.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/auth/oidc_attempt.hpp"
#include "server/endpoints/oidc.hpp"
#include "server/http/text.hpp"
#include "server/outbound/curl_client.hpp"
#include "tests/server/answer_log.hpp"
#include "tests/server/token_server.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using namespace mallctl::server;
using nlohmann::json;
using Fields = std::map<std::string, std::string>;

namespace {

const std::string password = "correct horse battery";
const std::string redirect = "https://mall.example/api/v1/auth/oidc/callback";
const std::string client_secret = "s3cret:/";

Fields fields_of(std::string_view form) {
    Fields fields;
    while (!form.empty()) {
        const std::string_view pair = form.substr(0, form.find('&'));
        form.remove_prefix(std::min(form.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        fields[std::string(pair.substr(0, equals))] =
            http::percent_decode(pair.substr(equals + 1)).value_or("(broken)");
    }
    return fields;
}

std::string s256(const std::string& verifier) {
    const core::Sha256 digest = core::sha256(verifier);
    return access::to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// What the server asks of a provider, checked as a provider does: a code is taken once, with its verifier,
// from its client.
class Provider {
  public:
    Provider() {
        tokens.more = [this](const http::Request& request) { return answer(request); };
    }

    // The person at the page of the provider agrees: the code that the browser comes back with.
    std::string authorize(const std::string& address, const std::string& subject, const json& more = {}) {
        const Fields asked = fields_of(address.substr(address.find('?') + 1));
        REQUIRE(address.starts_with(tokens.address() + "/authorize?"));
        REQUIRE(asked.at("response_type") == "code");
        REQUIRE(asked.at("client_id") == "mall one");
        REQUIRE(asked.at("redirect_uri") == redirect);
        REQUIRE(asked.at("code_challenge_method") == "S256");
        REQUIRE(asked.at("code_challenge").size() == 43);
        json claims{{"aud", "mall one"}, {"sub", subject}, {"nonce", asked.at("nonce")}};
        if (more.is_object()) claims.merge_patch(more);
        const std::string code = "code " + std::to_string(++count_);
        codes_[code] = {asked.at("code_challenge"), tokens.token(claims)};
        return code;
    }

    test::TokenServer tokens;
    json description_changes = json::object();

  private:
    http::Response answer(const http::Request& request) {
        const std::string base = tokens.address();
        if (request.target == "/.well-known/openid-configuration") {
            json said{{"issuer", base},
                      {"authorization_endpoint", base + "/authorize"},
                      {"token_endpoint", base + "/token"},
                      {"jwks_uri", base + "/keys"},
                      {"code_challenge_methods_supported", {"S256"}}};
            said.merge_patch(description_changes);
            return http::make_response(200, "application/json", said.dump());
        }
        if (request.target != "/token" || request.method != "POST") return http::make_response(404, "", "");
        const Fields sent = fields_of(request.body);
        const std::string basic =
            "Basic " + http::base64_of_hex("6d616c6c2532306f6e653a733363726574253341253246");
        const auto found = codes_.find(sent.at("code"));
        if (request.header("Authorization") != basic) return refuse("invalid_client");
        if (found == codes_.end() || sent.at("redirect_uri") != redirect ||
            sent.at("grant_type") != "authorization_code" ||
            s256(sent.at("code_verifier")) != found->second.first)
            return refuse("invalid_grant");
        const json said{{"id_token", found->second.second}, {"token_type", "Bearer"}, {"access_token", "a"}};
        codes_.erase(found);
        return http::make_response(200, "application/json", said.dump());
    }

    static http::Response refuse(const char* why) {
        return http::make_response(400, "application/json", json{{"error", why}}.dump());
    }

    std::map<std::string, std::pair<std::string, std::string>> codes_;
    int count_ = 0;
};

struct Answer {
    int status = 0;
    json body;
    std::string location;
    Fields cookies;  // set by it; "" where it takes one away
};

class Site {
  public:
    Site() {
        operations::EditOptions options;
        operations::create_row(session, "mall", "arcade",
                               {"name=Arcade", "time_zone=Europe/Berlin", "currency=EUR"}, options);
        options.mall = "arcade";
        operations::create_row(session, "user", "ann",
                               {"name=Ann", "email=ann@arcade.example", "role=analyst"}, options);
        operations::create_row(session, "user", "boss",
                               {"name=Boss", "email=boss@arcade.example", "role=mall_admin"}, options);
    }

    // With the cookies that the browser has.
    Answer ask(const std::string& method, const std::string& target, const std::string& body = {}) {
        std::string cookies;
        for (const auto& [name, value] : jar) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
        http::Request request;
        request.method = method;
        request.target = target;
        request.headers = {{"Sec-Fetch-Site", method == "GET" ? "cross-site" : "same-origin"},
                           {"Content-Type", "application/json"}};
        if (!cookies.empty()) request.headers.push_back({"Cookie", cookies});
        request.body = body;
        request.client = "192.0.2.1";
        request.secure = true;
        const http::Response response = test::log_answer(request, router_.answer(request));
        Answer answer{response.status, nullptr, std::string(response.header("Location")), {}};
        if (!response.bytes().empty()) answer.body = json::parse(response.bytes());
        for (const http::Header& header : response.headers) {
            if (header.name != "Set-Cookie") continue;
            const std::string pair = header.value.substr(0, header.value.find(';'));
            const std::size_t equals = pair.find('=');
            answer.cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
            CHECK(header.value.find("; HttpOnly; SameSite=Lax; Secure") != std::string::npos);
        }
        for (const auto& [name, value] : answer.cookies) {
            if (value.empty())
                jar.erase(name);
            else
                jar[name] = value;
        }
        return answer;
    }

    Answer come_back(const std::string& address, const std::string& code, const std::string& more = {}) {
        const std::string state = fields_of(address.substr(address.find('?') + 1)).at("state");
        return ask("GET", "/api/v1/auth/oidc/callback?code=" + http::percent_encode(code) +
                              "&state=" + state + more);
    }

    // From the start to the end, as `subject`.
    Answer sign_in(const std::string& subject, const json& more = {}) {
        const Answer started = ask("GET", "/api/v1/auth/oidc/start?return_to=/app%3Fx=1");
        REQUIRE(started.status == 303);
        return come_back(started.location, provider.authorize(started.location, subject, more));
    }

    std::string who() { return ask("GET", "/api/v1/sessions/current").body.value("name", ""); }

    Provider provider;
    Fields jar;
    test::TestDatabase database;
    db::Session session{database.endpoint(), "test"};

  private:
    db::SessionPool pool_{[this] { return database.endpoint(); }};
    SnapshotStore store_;
    std::atomic<bool> draining_{false};
    CurlClient client_;
    OidcProvider oidc_{client_,
                       {.issuer = provider.tokens.address(),
                        .client_id = "mall one",
                        .client_secret = client_secret,
                        .redirect_uri = redirect}};
    CredentialGate gate_{pool_};
    Router router_ = make_api(store_, draining_, "1", gate_, [this] {
        std::vector<Route> routes = access_routes(pool_, gate_);
        for (Route& route : oidc_routes(pool_, gate_, &oidc_)) routes.push_back(std::move(route));
        return routes;
    }());
};

// Accepts Ann's invitation with the identity "sub-ann".
void accept_ann(Site& site) {
    const auto invited = operations::invite_user(site.session, "arcade", "ann", core::now());
    const Answer begun = site.ask("POST", "/api/v1/auth/oidc/accept", json{{"token", invited.token}}.dump());
    REQUIRE(begun.status == 200);
    const std::string address = begun.body.at("location");
    const Answer back = site.come_back(address, site.provider.authorize(address, "sub-ann"));
    REQUIRE(back.status == 303);
    CHECK(back.location == "/");
}

}  // namespace

TEST_CASE("who was invited accepts with an identity, and signs in with it from then on") {
    Site site;
    CHECK(site.sign_in("sub-ann").status == 401);
    accept_ann(site);
    CHECK(site.who() == "ann@arcade.example");
    site.jar.clear();
    const Answer back = site.sign_in("sub-ann", {{"email", "boss@arcade.example"}, {"email_verified", true}});
    REQUIRE(back.status == 303);
    CHECK(back.location == "/app?x=1");
    CHECK(back.cookies.at("__Host-mallctl-oidc").empty());
    const Answer current = site.ask("GET", "/api/v1/sessions/current");
    CHECK(current.body.at("name") == "ann@arcade.example");
    CHECK(current.body.at("grants").at(0) == json{{"role", "analyst"}, {"mall", "arcade"}});
    // A verified address is nobody's account.
    CHECK(site.sign_in("stranger", {{"email", "ann@arcade.example"}, {"email_verified", true}}).status ==
          401);
    db::Transaction transaction(site.session, std::nullopt, db::Transaction::Mode::read);
    const auto events = db::list_access(transaction, std::nullopt, 2);
    CHECK(events[0].action == "sign-in-refused");
    CHECK(events[0].subject == "identity stranger of " + site.provider.tokens.address());
    CHECK(events[1].action == "signed-in");
}

TEST_CASE("signing in makes a session of its own, and ends the one that the browser had") {
    Site site;
    accept_ann(site);
    const std::string before = site.jar.at("__Host-mallctl");
    REQUIRE(site.sign_in("sub-ann").status == 303);
    const std::string after = site.jar.at("__Host-mallctl");
    CHECK(before != after);
    site.jar["__Host-mallctl"] = before;
    CHECK(site.ask("GET", "/api/v1/sessions/current").status == 401);
    // One that somebody else planted is not taken over either.
    site.jar = {{"__Host-mallctl", "ms_planted"}};
    REQUIRE(site.sign_in("sub-ann").status == 303);
    CHECK(site.jar.at("__Host-mallctl") != "ms_planted");
}

TEST_CASE("what the browser did not begin, begun again, or began too long ago signs nobody in") {
    Site site;
    accept_ann(site);
    site.jar.clear();
    const Answer started = site.ask("GET", "/api/v1/auth/oidc/start");
    const Fields kept = site.jar;
    const std::string code = site.provider.authorize(started.location, "sub-ann");
    site.jar.clear();  // another browser
    CHECK(site.come_back(started.location, code).status == 401);
    site.jar = kept;
    site.ask("GET", "/api/v1/auth/oidc/start");
    CHECK(site.come_back(started.location, code).status == 401);  // the state of the one before
    site.jar = kept;
    site.jar["__Host-mallctl-oidc"].back() ^= 1;
    CHECK(site.come_back(started.location, code).status == 401);
    site.jar = kept;
    CHECK(site.come_back(started.location, code, "&iss=https%3A%2F%2Fother.example").status == 401);
    CHECK(site.come_back(started.location, "guessed").status == 401);
    site.jar = kept;
    CHECK(site.come_back(started.location, code).status == 303);
    site.jar = kept;
    CHECK(site.come_back(started.location, code).status == 401);  // the provider takes it once
    const access::SigningSecret secret = access::make_signing_secret();
    const OidcAttempt old{make_oidc_secrets(), "/", "", "", core::now() - std::chrono::seconds{1}};
    CHECK_FALSE(read_attempt(seal_attempt(old, secret), std::span(&secret, 1), core::now()));
}

TEST_CASE("an ID token is for this sign-in, this client and once") {
    Site site;
    accept_ann(site);
    CHECK(site.sign_in("sub-ann", {{"nonce", "of another"}}).status == 401);
    CHECK(site.sign_in("sub-ann", {{"nonce", nullptr}}).status == 401);
    CHECK(site.sign_in("sub-ann", {{"aud", "another client"}}).status == 401);
    CHECK(site.sign_in("sub-ann", {{"azp", "another client"}}).status == 401);
    CHECK(site.sign_in("sub-ann", {{"iss", "https://other.example"}}).status == 401);
    CHECK(site.sign_in("sub-ann", {{"exp", 1}}).status == 401);
    // A provider that hands a token out again: its nonce was taken.
    const Answer started = site.ask("GET", "/api/v1/auth/oidc/start");
    const Fields kept = site.jar;
    const std::string first = site.provider.authorize(started.location, "sub-ann");
    const std::string second = site.provider.authorize(started.location, "sub-ann");
    CHECK(site.come_back(started.location, first).status == 303);
    site.jar = kept;
    CHECK(site.come_back(started.location, second).status == 401);
}

TEST_CASE("browsers come back to this site alone") {
    Site site;
    for (const char* other :
         {"https://evil.example/", "//evil.example", "/%5Cevil.example", "evil", "/a%0Ab", "/%E2%80%AE"})
        CHECK(site.ask("GET", std::string("/api/v1/auth/oidc/start?return_to=") + other).status == 400);
    CHECK(is_own_path("/"));
    CHECK(is_own_path("/malls?x=//y"));
    CHECK_FALSE(is_own_path(""));
    CHECK_FALSE(is_own_path("/" + std::string(600, 'a')));
}

TEST_CASE(
    "an administrator's identity is linked by the session of the account, and asks for the code still") {
    Site site;
    const auto invited = operations::invite_user(site.session, "arcade", "boss", core::now());
    const json token{{"token", invited.token}};
    CHECK(site.ask("POST", "/api/v1/auth/oidc/accept", token.dump()).status == 403);
    const auto open = operations::look_at_invitation(site.session, invited.token, core::now());
    const auto code = [&](int steps) {
        return access::totp_code(open.totp_secret, access::totp_step(core::now()) + steps);
    };
    operations::accept_invitation(site.session, {invited.token, password, code(-1)}, core::now());
    const json credentials{
        {"login", "boss@arcade.example"}, {"password", password}, {"code", code(0)}, {"cookie", true}};
    REQUIRE(site.ask("POST", "/api/v1/sessions", credentials.dump()).status == 201);
    const Answer begun = site.ask("POST", "/api/v1/auth/oidc/link", json{{"return_to", "/account"}}.dump());
    REQUIRE(begun.status == 200);
    const std::string address = begun.body.at("location");
    const Answer back = site.come_back(address, site.provider.authorize(address, "sub-boss"));
    CHECK(back.status == 303);
    CHECK(back.location == "/account");

    site.jar.clear();
    // What the provider says of a second factor is not ours.
    REQUIRE(site.sign_in("sub-boss", {{"amr", {"pwd", "otp"}}, {"acr", "urn:example:mfa"}}).status == 303);
    CHECK(site.who() == "boss@arcade.example");
    const auto grants = [&] { return site.ask("GET", "/api/v1/sessions/current").body.at("grants"); };
    CHECK(grants() == json::array({{{"role", "shopper"}}}));
    const Answer early = site.ask("POST", "/api/v1/auth/oidc/link", "{}");
    CHECK(early.status == 403);
    CHECK(early.body.at("type") == "urn:mallctl:problem:step-up-required");
    REQUIRE(site.ask("POST", "/api/v1/sessions/step-up", json{{"code", code(1)}}.dump()).status == 204);
    CHECK(grants().at(0) == json{{"role", "mall_admin"}, {"mall", "arcade"}});
}

TEST_CASE(
    "a link needs the session that began it, with its second factor, and takes no identity of another") {
    Site site;
    accept_ann(site);
    Answer begun = site.ask("POST", "/api/v1/auth/oidc/link", "{}");
    REQUIRE(begun.status == 200);
    std::string address = begun.body.at("location");
    CHECK(site.come_back(address, site.provider.authorize(address, "sub-ann")).status == 409);
    begun = site.ask("POST", "/api/v1/auth/oidc/link", "{}");
    address = begun.body.at("location");
    const std::string code = site.provider.authorize(address, "sub-2");
    const Fields kept = site.jar;
    site.jar.erase("__Host-mallctl");
    CHECK(site.come_back(address, code).status == 401);
    site.jar = kept;
    site.ask("DELETE", "/api/v1/sessions/current");
    site.jar = kept;
    CHECK(site.come_back(address, site.provider.authorize(address, "sub-2")).status == 401);
    CHECK(site.sign_in("sub-2").status == 401);
}

TEST_CASE("a provider whose description is another's, lacks PKCE or leads elsewhere is not used") {
    const CurlClient client;
    for (const json& changes :
         {json{{"issuer", "https://other.example"}}, json{{"code_challenge_methods_supported", {"plain"}}},
          json{{"token_endpoint", "http://10.0.0.1/token"}}, json{{"jwks_uri", "file:///etc/passwd"}}}) {
        Provider provider;
        provider.description_changes = changes;
        const OidcProvider oidc(client, {.issuer = provider.tokens.address(),
                                         .client_id = "mall one",
                                         .client_secret = "",
                                         .redirect_uri = redirect});
        CHECK_THROWS_AS(oidc.address_for(make_oidc_secrets()), core::Error);
    }
}

TEST_CASE("what is sealed opens for its purpose and its secret, as it was") {
    const access::SigningSecret one = access::make_signing_secret();
    const access::SigningSecret other = access::make_signing_secret();
    const std::string sealed = access::seal("a text", "a", one);
    CHECK(access::unseal(sealed, "a", std::vector{other, one}) == "a text");
    CHECK(access::seal("a text", "a", one) != sealed);
    CHECK_FALSE(access::unseal(sealed, "b", std::span(&one, 1)));
    CHECK_FALSE(access::unseal(sealed, "a", std::span(&other, 1)));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(access::unseal(changed, "a", std::span(&one, 1)));
        CHECK_FALSE(access::unseal(sealed.substr(0, i), "a", std::span(&one, 1)));
    }
}
