// Attacks on who one is: codes used again, sessions that were there before, cookies that another site sends,
// and tokens in places where they are no credential.
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "access/totp.hpp"
#include "core/clock.hpp"
#include "tests/server/attacked_malls.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

AttackedMalls& malls() {
    return attacked_malls();
}

Reply sign_in(const Json& credentials, const std::string& headers = "") {
    return malls().ask("POST", "/api/v1/sessions", credentials.dump(), "", headers);
}

int current(const std::string& token) {
    return malls().ask("GET", "/api/v1/sessions/current", "", token).status;
}

std::string cookie_of(const Reply& reply) {
    const std::string& set = reply.headers.at("set-cookie");
    return set.substr(0, set.find(';'));
}

const std::string here = "Sec-Fetch-Site: same-origin\r\n";

}  // namespace

TEST_CASE("a code of the authenticator signs in once, also when asked many times at once") {
    auto account = malls().account_of_user("mall_admin");
    const std::string code = account.code(0);
    std::vector<int> statuses(8);
    std::vector<std::thread> attackers;
    for (int& status : statuses)
        attackers.emplace_back([&] { status = sign_in(account.credentials(code)).status; });
    for (std::thread& attacker : attackers) attacker.join();
    CHECK(std::count(statuses.begin(), statuses.end(), 201) <= 1);
    CHECK(std::count(statuses.begin(), statuses.end(), 401) >= 7);
}

TEST_CASE("a code that was seen, an earlier one and one of another account do not sign in") {
    auto account = malls().account_of_user("mall_admin");
    auto other = malls().account_of_user("mall_admin");
    const std::string code = account.code(0);
    REQUIRE(sign_in(account.credentials(code)).status == 201);
    CHECK(sign_in(account.credentials(code)).status == 401);
    CHECK(sign_in(account.credentials(account.code(-1))).status == 401);
    CHECK(sign_in(account.credentials(other.code(1))).status == 401);
    CHECK(sign_in(account.credentials("")).status == 401);
    CHECK(sign_in(other.credentials(other.code(0))).status == 201);
}

TEST_CASE("a code that signed in is none for the step-up, and the other way round") {
    auto account = malls().account_of_user("mall_admin");
    const std::string code = account.code(0);
    const Reply signed_in = sign_in(account.credentials(code));
    REQUIRE(signed_in.status == 201);
    const std::string token = Json::parse(signed_in.body).at("token");
    const auto step_up = [&](const std::string& with) {
        return malls().ask("POST", "/api/v1/sessions/step-up", Json{{"code", with}}.dump(), token).status;
    };
    CHECK(step_up(code) == 401);
    const std::string next = account.code(1);
    CHECK(step_up(next) == 204);
    CHECK(sign_in(account.credentials(next)).status == 401);
}

TEST_CASE("a recovery code signs in once") {
    auto account = malls().account_of_user("mall_admin");
    REQUIRE(account.recovery_codes.size() == 10);
    CHECK(sign_in(account.credentials(account.recovery_codes[0])).status == 201);
    CHECK(sign_in(account.credentials(account.recovery_codes[0])).status == 401);
    CHECK(sign_in(account.credentials(account.recovery_codes[1])).status == 201);
}

TEST_CASE("guessing locks the account, and tells nothing of who has one") {
    auto account = malls().account_of_user("mall_admin");
    std::set<std::string> told;
    const auto guess = [&](Json credentials) {
        const Reply reply = sign_in(credentials);
        CHECK(reply.status == 401);
        Json problem = Json::parse(reply.body);
        problem.erase("request_id");
        told.insert(problem.dump());
    };
    guess({{"login", "nobody@arcade.example"}, {"password", "x"}, {"code", "000000"}});
    for (int i = 0; i < 8; ++i) guess({{"login", account.login}, {"password", "x"}, {"code", "000000"}});
    guess(account.credentials(account.code(0)));  // right, and too late
    CHECK(told.size() == 1);
}

TEST_CASE("who signs in gets a session that nobody knew before") {
    auto account = malls().account_of_user("mall_admin");
    const Reply guest = malls().ask("POST", "/api/v1/sessions/guest", R"({"cookie":true})", "", here);
    REQUIRE(guest.status == 201);
    const std::string planted = cookie_of(guest);
    Json credentials = account.credentials(account.code(0));
    credentials["cookie"] = true;
    const Reply signed_in = sign_in(credentials, here + "Cookie: " + planted + "\r\n");
    REQUIRE(signed_in.status == 201);
    const std::string own = cookie_of(signed_in);
    CHECK(own != planted);
    const auto name_of = [&](const std::string& cookie) {
        const Reply reply =
            malls().ask("GET", "/api/v1/sessions/current", "", "", "Cookie: " + cookie + "\r\n");
        return reply.status == 200 ? Json::parse(reply.body).at("kind").get<std::string>() : "none";
    };
    CHECK(name_of(own) == "user");
    CHECK(name_of(planted) == "guest");  // the attacker's stays what it was
    // A text that somebody made up is not taken for the name of a session either.
    const std::string made_up = "mallctl=ms_" + std::string(43, 'A');
    Json again = account.credentials(account.code(1));
    again["cookie"] = true;
    const Reply second = sign_in(again, here + "Cookie: " + made_up + "\r\n");
    REQUIRE(second.status == 201);
    CHECK(cookie_of(second) != made_up);
    CHECK(name_of(made_up) == "none");
}

TEST_CASE("a session that was signed out, or ended everywhere, is over at once") {
    auto account = malls().account_of_user("mall_admin");
    const std::string first = malls().sign_in(account);
    CHECK(current(first) == 200);
    CHECK(malls().ask("DELETE", "/api/v1/sessions/current", "", first).status == 204);
    CHECK(current(first) == 401);
    const std::string second = malls().sign_in(account);
    CHECK(malls().ask("DELETE", "/api/v1/sessions", "", second).status == 204);
    CHECK(current(second) == 401);
}

TEST_CASE("another site cannot write with a visitor's cookie") {
    auto account = malls().account_of_user("mall_admin");
    Json credentials = account.credentials(account.code(0));
    credentials["cookie"] = true;
    const Reply signed_in = sign_in(credentials, here);
    REQUIRE(signed_in.status == 201);
    const std::string& set = signed_in.headers.at("set-cookie");
    CHECK(set.find("; HttpOnly") != std::string::npos);
    CHECK(set.find("; SameSite=Lax") != std::string::npos);
    CHECK(set.find("; Path=/") != std::string::npos);
    CHECK(set.find("Domain") == std::string::npos);
    const std::string cookie = "Cookie: " + cookie_of(signed_in) + "\r\n";
    const std::string tenant = R"({"slug":"forged","name":"Forged"})";
    for (const std::string& from :
         {std::string("Sec-Fetch-Site: cross-site\r\n"), std::string("Sec-Fetch-Site: same-site\r\n"),
          std::string("Sec-Fetch-Site: Same-Origin\r\n"), std::string("Sec-Fetch-Site:\r\n"),
          std::string("Origin: https://evil.example\r\n"), std::string("Origin: null\r\n"),
          std::string("Origin: http://localhost.evil.example\r\n"),
          std::string("Origin: https://localhost\r\n"), std::string("Referer: http://localhost/\r\n"),
          std::string()}) {
        INFO(from);
        for (const char* type : {"application/json", "text/plain", "application/x-www-form-urlencoded"}) {
            CHECK(malls()
                      .ask("POST", "/api/v1/malls/arcade/tenants", tenant, "",
                           from + cookie + "Content-Type: " + std::string(type) + "\r\n")
                      .status == 403);
        }
        CHECK(malls().ask("PUT", "/api/v1/malls/arcade/tenants/forged", tenant, "", from + cookie).status ==
              403);
        CHECK(malls().ask("DELETE", "/api/v1/malls/arcade/tenants/acme", "", "", from + cookie).status ==
              403);
        CHECK(malls().ask("DELETE", "/api/v1/sessions", "", "", from + cookie).status == 403);
        Json login = account.credentials("000000");
        login["cookie"] = true;
        CHECK(sign_in(login, from).status == 403);
    }
    // What a form of another site can send says its type: no JSON, with the cookie or without.
    CHECK(malls()
              .ask("POST", "/api/v1/malls/arcade/tenants", tenant, "",
                   here + cookie + "Content-Type: text/plain\r\n")
              .status == 415);
    CHECK(malls().ask("GET", "/api/v1/malls/arcade/tenants/forged", "", malls().key()).status == 404);
    CHECK(malls().ask("GET", "/api/v1/malls/arcade/tenants/acme", "", malls().key()).status == 200);
    CHECK(malls()
              .ask("POST", "/api/v1/malls/arcade/tenants", R"({"slug":"meant","name":"Meant"})", "",
                   here + cookie)
              .status == 201);
}

TEST_CASE("a token counts in the Authorization header and the cookie, and nowhere else") {
    const std::string& key = malls().key();
    const auto status = [&](const std::string& target, const std::string& headers = "",
                            const std::string& method = "GET", const std::string& body = "") {
        return malls().ask(method, target, body, "", headers).status;
    };
    const std::string tenants = "/api/v1/malls/arcade/tenants";
    REQUIRE(status(tenants, "Authorization: Bearer " + key + "\r\n") == 200);
    CHECK(status(tenants + "?access_token=" + key) != 200);
    CHECK(status(tenants + "?token=" + key) != 200);
    for (const char* header : {"X-Api-Key: ", "X-Auth-Token: ", "Proxy-Authorization: Bearer ", "Api-Key: "})
        CHECK(status(tenants, header + key + "\r\n") == 401);
    for (const char* before : {"Basic ", "bearer:", "Bearer\t\t\t", "Bearer  x ", "Token ", "",
                               "Bearer Bearer ", "Bearer \"", "Negotiate "}) {
        INFO(before);
        const int told = status(tenants, std::string("Authorization: ") + before + key + "\r\n");
        CHECK((told == 401 || told == 400));
    }
    // A key is no cookie's, and what is near a token is none.
    CHECK(status(tenants, "Authorization: Bearer " + key.substr(0, key.size() - 1) + "\r\n") == 401);
    CHECK(status(tenants, "Authorization: Bearer " + key + "A\r\n") == 401);
    CHECK(status(tenants, "Authorization: Bearer mk_%\r\n") == 401);
    CHECK(status(tenants, "Authorization: Bearer mk_' OR '1'='1\r\n") == 401);
    CHECK(status(tenants, "Authorization: Bearer " + std::string(8'000, 'a') + "\r\n") == 401);
    // Two of them: which one counts, a proxy may see differently.
    CHECK(status(tenants, "Authorization: Bearer x\r\nAuthorization: Bearer " + key + "\r\n") == 400);
    CHECK(status(tenants, "Authorization: Bearer " + key + "\r\nAuthorization: Bearer x\r\n") == 400);
}
