#include "server/http/trusted_proxies.hpp"

#include <catch2/catch.hpp>
#include <string>

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
