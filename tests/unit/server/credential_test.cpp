#include "server/auth/credential.hpp"

#include <catch2/catch.hpp>
#include <functional>

#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"

using namespace mallctl::server;
using Source = Credential::Source;

namespace {

http::Request request(std::vector<http::HeaderView> headers, std::string_view method = "POST") {
    http::Request made;
    made.method = method;
    made.headers = std::move(headers);
    return made;
}

int status_of(const std::function<void()>& job) {
    try {
        job();
        return 0;
    } catch (const http::ProblemError& error) {
        return error.problem().status;
    }
}

}  // namespace

TEST_CASE("a bearer token comes in the Authorization header, before any cookie") {
    CHECK(credential_of(request({{"authorization", "bearer ms_abc"}})).token == "ms_abc");
    CHECK(credential_of(request({{"Authorization", "Bearer  a.b.c "}, {"Cookie", "mallctl=x"}})).token ==
          "a.b.c");
    CHECK(credential_of(request({})).source == Source::none);
    for (const char* bad :
         {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "Bearer a,b", "Bearer \x80"}) {
        INFO(bad);
        CHECK(status_of([&] { credential_of(request({{"Authorization", bad}})); }) == 401);
    }
    const std::string long_one = "Bearer " + std::string(10000, 'a');
    CHECK(status_of([&] { credential_of(request({{"Authorization", long_one}})); }) == 401);
}

TEST_CASE(
    "a cookie is found by its whole name, and behind TLS only under the one that is bound to the host") {
    const auto plain = credential_of(request({{"Cookie", "a=b; xmallctl=no; mallctl=ms_1; mallctl=ms_2"}}));
    CHECK(plain.source == Source::cookie);
    CHECK(plain.token == "ms_1");
    CHECK(credential_of(request({{"Cookie", "mallctl=\"x\""}})).source == Source::none);
    auto secure = request({{"Cookie", "mallctl=ms_1"}});
    secure.secure = true;
    CHECK(credential_of(secure).source == Source::none);
    secure = request({{"Cookie", "__Host-mallctl=ms_1"}});
    secure.secure = true;
    CHECK(credential_of(secure).token == "ms_1");
    CHECK(set_cookie("t", 60, true) ==
          "__Host-mallctl=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
}

TEST_CASE("a request of another site's page is known, and one that says nothing is not believed") {
    CHECK_FALSE(is_cross_site(request({{"Sec-Fetch-Site", "same-origin"}})));
    CHECK_FALSE(is_cross_site(request({{"Sec-Fetch-Site", "none"}})));
    for (const char* site : {"cross-site", "same-site", "", "odd"})
        CHECK(is_cross_site(request({{"Sec-Fetch-Site", site}, {"Origin", "http://a"}, {"Host", "a"}})));
    CHECK_FALSE(
        is_cross_site(request({{"Origin", "http://mall.example:8080"}, {"Host", "mall.example:8080"}})));
    CHECK(is_cross_site(request({{"Origin", "http://mall.example"}, {"Host", "mall.example:8080"}})));
    CHECK(is_cross_site(request({{"Origin", "null"}, {"Host", "mall.example"}})));
    CHECK(is_cross_site(request({{"Host", "mall.example"}})));
    CHECK(is_safe_method("GET"));
    CHECK_FALSE(is_safe_method("get"));
    CHECK_FALSE(is_safe_method("DELETE"));
}

TEST_CASE("a small body is a flat object of what is known, and is not quoted when it is refused") {
    const SmallBody body(R"({"login":"a","cookie":true,"code":null})", {"login", "cookie", "code"});
    CHECK(body.require("login") == "a");
    CHECK(body.flag("cookie"));
    CHECK(body.text("code").empty());
    CHECK(status_of([&] { body.require("code"); }) == 400);
    const std::string deep = R"({"login":)" + std::string(2000, '[');
    for (const std::string& bad :
         {std::string(), std::string("[]"), std::string("{"), std::string(R"({"password":"secret"})"),
          std::string(R"({"login":"a","login":"b"})"), std::string(R"({"login":{"a":"b"}})"),
          std::string(R"({"login":1})"), deep}) {
        CHECK(status_of([&] { SmallBody(bad, {"login"}); }) == 400);
    }
}
