#include "server/http/trusted_proxies.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/error.hpp"

using namespace mallctl;
using namespace mallctl::server::http;

namespace {

Origin origin(const std::vector<HeaderView>& headers, std::string_view trusted = "10.0.0.0/8,fd00::/8") {
    Request request;
    request.headers = headers;
    static TrustedProxies proxies;
    proxies = TrustedProxies::parse(trusted);
    return proxies.origin_of(request, "10.0.0.1", false);
}

}  // namespace

TEST_CASE("networks and addresses of both versions are told from what lies outside") {
    const TrustedProxies proxies =
        TrustedProxies::parse("10.0.0.0/8, 192.0.2.7,172.16.0.0/12,2001:db8::/33,::1");
    for (const char* inside : {"10.0.0.0", "10.255.255.255", "192.0.2.7", "172.31.0.1", "2001:db8:7fff::1",
                               "::1", "::ffff:10.1.2.3"}) {
        INFO(inside);
        CHECK(proxies.contains(inside));
    }
    for (const char* outside : {"11.0.0.0", "9.255.255.255", "192.0.2.8", "172.32.0.1", "2001:db8:8000::1",
                                "::2", "", "10", "10.0.0.0.0", "10.0.0.1 ", "name"}) {
        INFO(outside);
        CHECK_FALSE(proxies.contains(outside));
    }
    CHECK(TrustedProxies::parse("0.0.0.0/0").contains("198.51.100.1"));
    CHECK_FALSE(TrustedProxies::parse("0.0.0.0/0").contains("2001:db8::1"));
    CHECK_FALSE(TrustedProxies::parse("").contains("127.0.0.1"));
}

TEST_CASE("what is no network is refused by name") {
    for (const char* list : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "10.0/8", "proxy",
                             "a,10.0.0.1", "::1/129", "10.0.0.1,,10.0.0.2"}) {
        INFO(list);
        CHECK_THROWS_AS(TrustedProxies::parse(list), core::Error);
    }
}

TEST_CASE("the client is the last address that no trusted proxy has") {
    CHECK(origin({{"X-Forwarded-For", "203.0.113.9"}}).client == "203.0.113.9");
    CHECK(origin({{"X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.2"}}).client == "203.0.113.9");
    CHECK(origin({{"X-Forwarded-For", "1.1.1.1"}, {"X-Forwarded-For", "203.0.113.9,10.0.0.2"}}).client ==
          "203.0.113.9");
    CHECK(origin({{"X-Forwarded-For", "10.0.0.9, 10.0.0.8"}}).client == "10.0.0.9");
    CHECK(origin({{"X-Forwarded-For", "[2001:db8::7]:4711"}}).client == "2001:db8::7");
    CHECK(origin({{"X-Forwarded-For", "203.0.113.9:80"}}).client == "203.0.113.9");
    CHECK(origin({{"Forwarded", "for=1.1.1.1, For=\"[2001:db8::7]:80\";proto=https;by=x"}}).client ==
          "2001:db8::7");
    CHECK(origin({{"Forwarded", "for=203.0.113.9"}, {"X-Forwarded-For", "1.1.1.1"}}).client == "203.0.113.9");
    CHECK(origin({}).client == "10.0.0.1");
}

TEST_CASE("what is no address ends the walk") {
    for (const char* value :
         {"", "unknown", "_hidden", "203.0.113.9, x", "203.0.113.9,", "a.b.c.d", "[::1"}) {
        INFO(value);
        CHECK(origin({{"X-Forwarded-For", value}}).client == "10.0.0.1");
        const std::string element = "for=\"" + std::string(value) + "\"";
        CHECK(origin({{"Forwarded", element}}).client == "10.0.0.1");
    }
}

TEST_CASE("the proxy says whether the client spoke TLS") {
    CHECK(origin({{"X-Forwarded-Proto", "https"}}).secure);
    CHECK_FALSE(origin({{"X-Forwarded-Proto", "https, http"}}).secure);
    CHECK(origin({{"Forwarded", "for=203.0.113.9;proto=HTTPS"}}).secure);
    CHECK_FALSE(origin({{"Forwarded", "for=203.0.113.9"}}).secure);
}
