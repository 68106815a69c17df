// Attacks by where things are: paths that climb, hosts that are not ours, links that lead away, and texts of
// the database that become part of a header or a page.
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/server/attacked_malls.hpp"

using namespace mallctl::test;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

Reply visit(const std::string& target, const std::string& headers = "",
            const std::string& host = "localhost") {
    Client client(attacked_malls().port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
    return client.receive().value_or(Reply{});
}

// Of every answer, whatever was asked.
void check_guards(const Reply& reply) {
    CHECK(reply.headers.at("x-content-type-options") == "nosniff");
    CHECK(reply.headers.at("x-frame-options") == "DENY");
    CHECK(reply.headers.at("referrer-policy") == "no-referrer");
    const std::string& policy = reply.headers.at("content-security-policy");
    CHECK(policy.starts_with("default-src 'none'"));
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(policy.find("script-src 'unsafe-inline'") == std::string::npos);
}

}  // namespace

TEST_CASE("no path leads out of what is served") {
    std::set<std::string> served;
    for (const std::string before :
         {"/docs/", "/w/", "/api/v1/malls/", "/api/v1/malls/arcade/levels/", "/"}) {
        for (const std::string climb :
             {"../",           "..%2f",           "..%2F",       "%2e%2e/", "%2e%2e%2f",
              "%2E%2E/",       "%252e%252e%252f", "%252e%252e/", ".%2e/",   "..\\",
              "..%5c",         "..%255c",         "....//",      "..;/",    "%c0%ae%c0%ae/",
              "%uff0e%uff0e/", "..%00/",          "./../",       "//",      "%2f%2f",
              "~root/",        "file:///"}) {
            for (const std::string what : {"etc/passwd", "proc/self/environ", "..%2f..%2fetc%2fpasswd",
                                           "server/endpoints/docs.cpp", "config.yaml", "payment.secret"}) {
                const std::string target = before + climb + climb + climb + what;
                const Reply reply = visit(target);
                INFO(target << ' ' << reply.status << ' ' << reply.body.substr(0, 200));
                CHECK((reply.status == 400 || reply.status == 404));
                CHECK(reply.body.find("root:") == std::string::npos);
                CHECK(reply.body.find("PATH=") == std::string::npos);
                CHECK(reply.body.find(attacked_payment_secret) == std::string::npos);
            }
        }
    }
    CHECK(visit("/docs/start.js").status == 200);
    for (const char* name :
         {"start.js%00.css", "start.js/", "START.JS", "start.js;a", "start.js%20", "./start.js"})
        CHECK(visit("/docs/"s + name).status >= 400);
    CHECK(attacked_malls().serves());
}

TEST_CASE("links lead to this server, whatever Host, Forwarded or a name says") {
    const std::string evil = "evil.example";
    for (const std::string& headers :
         {"X-Forwarded-Host: evil.example\r\n"s, "Forwarded: host=evil.example;proto=https\r\n"s,
          "X-Forwarded-Proto: https\r\nX-Forwarded-Port: 6666\r\n"s, "X-Original-URL: /api/v1/malls\r\n"s,
          "X-Rewrite-URL: /api/v1/malls\r\n"s, "X-HTTP-Method-Override: DELETE\r\n"s}) {
        for (const std::string& host : {"localhost"s, evil}) {
            for (const std::string& target :
                 {"/"s, "/docs"s, "/api/v1/openapi.json"s, "/api/v1/malls/riverside/stores?limit=1"s,
                  "/w/north?m=arcade"s, "/nowhere"s}) {
                const Reply reply = visit(target, headers, host);
                INFO(target << ' ' << headers);
                CHECK(reply.status == (target == "/nowhere" ? 404 : target.starts_with("/w/") ? 302 : 200));
                CHECK(reply.body.find("evil.example") == std::string::npos);
                CHECK(reply.body.find("6666") == std::string::npos);
                for (const auto& [name, value] : reply.headers) {
                    INFO(name);
                    CHECK(value.find("evil.example") == std::string::npos);
                }
            }
        }
    }
}

TEST_CASE("a short link redirects to a walk-in of its mall and nowhere else") {
    for (const std::string& place : {"north"s, "%2f%2fevil.example"s, "https:%2f%2fevil.example"s,
                                     "%5c%5cevil.example"s, "%40evil.example"s, "javascript:alert(1)"s,
                                     "a%26location=b"s, "a%23b"s, "a%3Fb"s, "%22%3E%3Cscript%3E"s}) {
        const Reply reply = visit("/w/" + place + "?m=arcade");
        INFO(place);
        REQUIRE(reply.status == 302);
        const std::string& location = reply.headers.at("location");
        const std::string prefix = "/api/v1/malls/arcade/walk-in?location=";
        REQUIRE(location.starts_with(prefix));
        CHECK(location.find_first_of("/\\<>\"'&?# \r\n", prefix.size()) == std::string::npos);
    }
    for (const std::string& mall :
         {"//evil.example"s, "https://evil.example"s, "../../.."s, "arcade%0d%0aSet-Cookie:a=b"s})
        CHECK(visit("/w/north?m=" + mall).status >= 400);
    CHECK(visit("//evil.example/%2f..").status >= 400);
    CHECK(visit("/docs//evil.example").status >= 400);
}

TEST_CASE("nothing that a client sends becomes a header of the answer") {
    const std::string break_in = "%0d%0aSet-Cookie:%20mallctl=evil%0d%0a%0d%0a<html>";
    for (const std::string& target :
         {"/" + break_in, "/w/" + break_in + "?m=arcade", "/w/north?m=" + break_in,
          "/api/v1/malls/arcade/stores?limit=1&after=" + break_in,
          "/api/v1/malls/arcade/search?q=" + break_in, "/api/v1/malls/" + break_in}) {
        const Reply reply = visit(target);
        INFO(target);
        CHECK(reply.status == 400);
        CHECK_FALSE(reply.headers.contains("set-cookie"));
    }
    const std::string id = "\x22\x3e\x3cscript\x3e";
    for (const std::string& headers :
         {"X-Request-Id: " + id + "\r\n", "Origin: https://evil.example\r\n"s,
          "Accept-Language: " + id + "\r\n", "Idempotency-Key: " + id + "\r\n",
          "If-None-Match: \"" + id + "\"\r\n", "Accept-Encoding: " + id + "\r\n"}) {
        const Reply reply = visit("/api/v1/malls/arcade/walk-in?location=north", headers);
        INFO(headers);
        CHECK(reply.status == 200);
        for (const auto& [name, value] : reply.headers) {
            CHECK(value.find("script") == std::string::npos);
            CHECK(value.find("evil.example") == std::string::npos);
        }
    }
}

TEST_CASE("names out of the database stay text in pages") {
    const Reply page = visit("/");
    REQUIRE(page.status == 200);
    CHECK(page.body.find("Arcade &lt;script&gt;") != std::string::npos);
    for (const char* markup : {"<script>alert", "<img src=x", "\"><script>"})
        CHECK(page.body.find(markup) == std::string::npos);
    check_guards(page);
    CHECK(page.headers.at("content-security-policy").find("script-src") == std::string::npos);

    const Reply docs = visit("/docs");
    REQUIRE(docs.status == 200);
    check_guards(docs);
    CHECK(docs.headers.at("content-security-policy").find("script-src 'self'") != std::string::npos);
    CHECK(docs.body.find("<script>") == std::string::npos);
    // The viewer would fetch, and show as ours, what a link says.
    CHECK(visit("/docs?url=https://evil.example/openapi.json").status == 400);
    const Reply start = visit("/docs/start.js");
    CHECK(start.body.find("queryConfigEnabled: true") == std::string::npos);
    CHECK(start.body.find("/api/v1/openapi.json") != std::string::npos);
}

TEST_CASE("what is quoted back is no page: neither by its type nor by guessing") {
    for (const std::string& target :
         {"/<script>alert(1)</script>"s, "/%3Cscript%3Ealert(1)%3C/script%3E"s, "/api/v1/malls/%3Cscript%3E"s,
          "/api/v1/malls/arcade/stores/%3Cscript%3E"s, "/api/v1/malls/arcade/stores?%3Cscript%3E=1"s,
          "/api/v1/malls/arcade/search?q=%3Cscript%3E"s, "/api/v1/malls/arcade/walk-in?location=north"s}) {
        const Reply reply = visit(target, "Accept: text/html\r\n");
        INFO(target);
        const std::string& type = reply.headers.at("content-type");
        CHECK((type == "application/json" || type == "application/problem+json"));
        check_guards(reply);
    }
}
