#include "server/http/target.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using namespace mallctl::server::http;

TEST_CASE("a target is its decoded segments and parameters") {
    const auto parsed =
        parse_target("/api/v1/malls/a%2Fb/route?from=store%3Abakery&to=geo:49.4,8.5@G&note=a+b&flag");
    REQUIRE(parsed.target);
    CHECK(parsed.target->segments == std::vector<std::string>{"api", "v1", "malls", "a/b", "route"});
    CHECK(parsed.target->path == "/api/v1/malls/a%2Fb/route");
    const Query& query = parsed.target->query;
    CHECK(query.get("from") == "store:bakery");
    CHECK(query.get("to") == "geo:49.4,8.5@G");
    CHECK(query.get("note") == "a b");
    CHECK(query.get("flag") == "");
    CHECK_FALSE(query.get("From"));
}

TEST_CASE("slashes are kept apart: root, trailing and doubled ones differ") {
    CHECK(parse_target("/").target->segments.empty());
    CHECK(parse_target("/?").target->segments.empty());
    CHECK(parse_target("/a/").target->segments == std::vector<std::string>{"a", ""});
    CHECK(parse_target("//a").target->segments == std::vector<std::string>{"", "a"});
    CHECK(parse_target("/a/../b").target->segments == std::vector<std::string>{"a", "..", "b"});
}

TEST_CASE("absolute-form means its path") {
    CHECK(parse_target("http://example.org:80/a?b=c").target->query.get("b") == "c");
    CHECK(parse_target("http://example.org").target->path == "/");
    CHECK(parse_target("http://[::1]:8080?b=c").target->query.get("b") == "c");
}

TEST_CASE("a hostile target is refused with a reason") {
    std::string many_parameters = "/?a0=1";
    for (int i = 1; i < 100; ++i) many_parameters += "&a" + std::to_string(i) + "=1";
    std::string many_segments;
    for (int i = 0; i < 100; ++i) many_segments += "/a";
    for (const std::string& target : {std::string(),
                                      std::string("*"),
                                      std::string("a"),
                                      std::string("?a=b"),
                                      std::string("/a b"),
                                      std::string("/a\tb"),
                                      std::string("/\xC3\xA9"),
                                      std::string("/a\0b", 4),
                                      std::string("/a#b"),
                                      std::string("/%"),
                                      std::string("/%00"),
                                      std::string("/%c0%ae%c0%ae/etc"),
                                      std::string("/?a=%"),
                                      std::string("/?a=%ff"),
                                      std::string("/?%zz=1"),
                                      std::string("/?a=1&a=2"),
                                      std::string("/?a=1&%61=2"),
                                      std::string("/?=1"),
                                      std::string("http://user@host/"),
                                      std::string("http:///a"),
                                      std::string("ftp://host/"),
                                      std::string("host:80"),
                                      many_parameters,
                                      many_segments}) {
        INFO(target);
        const auto parsed = parse_target(target);
        CHECK_FALSE(parsed.target);
        CHECK_FALSE(parsed.fault.empty());
    }
}

TEST_CASE("random bytes never do worse than being refused") {
    std::mt19937 random(5);
    std::uniform_int_distribution<int> length(0, 60);
    const std::string alphabet = "/%?&=+abc09:@[].#\\\x01\xC3\xA9";
    std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
    for (int round = 0; round < 20'000; ++round) {
        std::string target = "/";
        for (int i = length(random); i > 0; --i) target += alphabet[pick(random)];
        const auto parsed = parse_target(target);
        CHECK(parsed.target.has_value() == parsed.fault.empty());
    }
}

TEST_CASE("a Host is a name or an address with an optional port") {
    for (const char* host : {"localhost", "127.0.0.1:8080", "mall.example.", "a_b.example:1", "[::1]",
                             "[2001:db8::1]:443", "h:"}) {
        INFO(host);
        CHECK(is_host(host));
    }
    for (const char* host :
         {"", ":80", "a b", "a,b", "a/b", "user@host", "host:80:80", "host:port", "host:123456", "[::1",
          "::1", "[]", "[zz]", "[::1]x", "h\xC3\xA9", "http://host", "a%62c", "a?b", "a#b"}) {
        INFO(host);
        CHECK_FALSE(is_host(host));
    }
}
