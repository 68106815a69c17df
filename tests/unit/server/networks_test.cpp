#include "server/http/networks.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using namespace mallctl::server::http;

TEST_CASE("networks and addresses of both versions are told from what lies outside") {
    const Networks networks = Networks::parse("10.0.0.0/8, 192.0.2.7,172.16.0.0/12,2001:db8::/33,::1");
    for (const char* inside : {"10.0.0.0", "10.255.255.255", "192.0.2.7", "172.31.0.1", "2001:db8:7fff::1",
                               "::1", "::ffff:10.1.2.3"}) {
        INFO(inside);
        CHECK(networks.contains(inside));
    }
    for (const char* outside : {"11.0.0.0", "9.255.255.255", "192.0.2.8", "172.32.0.1", "2001:db8:8000::1",
                                "::2", "", "10", "10.0.0.0.0", "10.0.0.1 ", "name"}) {
        INFO(outside);
        CHECK_FALSE(networks.contains(outside));
    }
    CHECK(Networks::parse("0.0.0.0/0").contains("198.51.100.1"));
    CHECK_FALSE(Networks::parse("0.0.0.0/0").contains("2001:db8::1"));
    CHECK_FALSE(Networks::parse("").contains("127.0.0.1"));
}

TEST_CASE("what is no network is refused by name") {
    for (const char* list : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "10.0/8", "proxy",
                             "a,10.0.0.1", "::1/129", "10.0.0.1,,10.0.0.2"}) {
        INFO(list);
        CHECK_THROWS_AS(Networks::parse(list), core::Error);
    }
}

TEST_CASE("addresses are told from other texts") {
    for (const char* address : {"192.0.2.7", "::", "2001:db8::7", "::ffff:192.0.2.7"}) {
        INFO(address);
        CHECK(is_address(address));
    }
    for (const char* other : {"", "192.0.2", "192.0.2.7:80", "[::1]", "fe80::1%eth0", "192.0.2.7/32", "name",
                              "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"}) {
        INFO(other);
        CHECK_FALSE(is_address(other));
    }
}

TEST_CASE("a subscriber is an IPv4 address or the /64 of an IPv6 address") {
    CHECK(subscriber_of("192.0.2.7") == "192.0.2.7");
    CHECK(subscriber_of("::ffff:192.0.2.7") == "192.0.2.7");
    CHECK(subscriber_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(subscriber_of("2001:0DB8:1:2::") == subscriber_of("2001:db8:1:2:ffff::1"));
    CHECK(subscriber_of("2001:db8:1:3::1") != subscriber_of("2001:db8:1:2::1"));
    CHECK(subscriber_of("unix:peer") == "unix:peer");
}
