#include "server/http/response.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/error.hpp"
#include "core/unexpected.hpp"
#include "server/http/etag.hpp"
#include "server/http/problem.hpp"
#include "server/listen_address.hpp"
#include "server/respond.hpp"

using namespace mallctl;
using namespace mallctl::server;

namespace {

http::Request request_for(std::string_view method, std::string_view target) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.id = "id-1";
    return request;
}

const std::string security =
    "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

}  // namespace

TEST_CASE("the date of RFC 9110's example is written as there") {
    CHECK(http::format_http_date(core::parse_instant("1994-11-06T08:49:37Z")) ==
          "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http::format_http_date(core::parse_instant("2024-02-29T23:59:59Z")) ==
          "Thu, 29 Feb 2024 23:59:59 GMT");
}

TEST_CASE("a head carries length, date and connection; 204 and 304 carry no length") {
    const core::Instant date = core::parse_instant("1994-11-06T08:49:37Z");
    const std::string date_text = http::format_http_date(date);
    const auto head_of = [&](const http::Response& response, bool keep_alive) {
        std::string head;
        http::append_head(head, response, {date_text, "id-1", keep_alive});
        return head;
    };
    CHECK(head_of(http::make_response(200, "text/plain", "hello"), true) ==
          "HTTP/1.1 200 OK\r\nServer: mallctl\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n" +
              security +
              "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: id-1\r\nConnection: keep-alive\r\n\r\n");
    for (const int status : {204, 304}) {
        const std::string head = head_of(http::make_response(status, "", ""), false);
        CHECK(head.find("Content-Length") == std::string::npos);
        CHECK(head.ends_with("Connection: close\r\n\r\n"));
    }
    http::Response page = http::make_response(200, "text/html", "");
    page.headers.push_back({"Content-Security-Policy", "default-src 'self'"});
    CHECK(head_of(page, true).find("'none'") == std::string::npos);
}

TEST_CASE("every status that is sent has its reason") {
    for (const int status : {200, 204, 304, 400, 404, 405, 408, 409, 413, 417, 431, 500, 501, 503, 505}) {
        INFO(status);
        CHECK_FALSE(http::reason_phrase(status).empty());
    }
}

TEST_CASE("If-None-Match takes lists, weak tags and a star") {
    const std::string etag = http::etag_of("body");
    CHECK(etag.size() == 34);
    CHECK(http::etag_of("body") == etag);
    CHECK(http::etag_of("other") != etag);
    for (const std::string& match :
         {etag, "W/" + etag, "\"x\", " + etag, etag + ",\"x\"", std::string("*"), "  " + etag + "\t"}) {
        INFO(match);
        CHECK(http::none_match_holds(match, etag));
    }
    for (const std::string& other :
         {std::string(), std::string(","), std::string("\"x\""), etag.substr(1), "w/" + etag}) {
        INFO(other);
        CHECK_FALSE(http::none_match_holds(other, etag));
    }
}

TEST_CASE("a problem document says type, title, status, detail and where") {
    const http::Response response = http::problem_response(
        {503, "not-ready", "The server is not ready", "why \"so\"", "wait", 5}, "/api/v1/malls", "id-1");
    CHECK(response.status == 503);
    CHECK(response.content_type == "application/problem+json");
    CHECK(response.header("Retry-After") == "5");
    CHECK(*response.body ==
          "{\"type\":\"urn:mallctl:problem:not-ready\",\"title\":\"The server is not ready\",\"status\":503,"
          "\"detail\":\"why "
          "\\\"so\\\"\",\"advice\":\"wait\",\"instance\":\"/api/v1/malls\",\"request_id\":\"id-1\"}\n");
}

TEST_CASE("a problem that quotes bytes which are not UTF-8 is still JSON") {
    const http::Response response =
        http::problem_response({400, "bad-request", "t", "\xFF\xC0", "", 0}, "", "");
    CHECK(response.body->find("\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("domain errors become their statuses, and an unreachable service stays unnamed") {
    const auto status = [](core::Fault fault) {
        return http::problem_of(core::Error(fault, "db.internal:5432", "a")).status;
    };
    CHECK(status(core::Fault::failed) == 404);
    CHECK(status(core::Fault::usage) == 400);
    CHECK(status(core::Fault::rejected) == 400);
    CHECK(status(core::Fault::conflict) == 409);
    CHECK(status(core::Fault::unreachable) == 503);
    const auto problem =
        http::problem_of(core::Error(core::Fault::unreachable, "db.internal:5432", "ask bob"));
    CHECK(problem.retry_after_s > 0);
    CHECK(problem.detail.find("db.internal") == std::string::npos);
    CHECK(problem.advice.find("bob") == std::string::npos);
}

TEST_CASE("whatever a handler throws, the client gets a problem and no internals") {
    const auto thrown = [](const RequestHandler& handler) {
        return respond(handler, request_for("GET", "/x?secret=1"));
    };
    const auto internal =
        thrown([](const http::Request&) -> http::Response { throw std::logic_error("select * from users"); });
    CHECK(internal.status == 500);
    CHECK(internal.body->find("select") == std::string::npos);
    CHECK(internal.body->find("id-1") != std::string::npos);
    CHECK(internal.body->find("secret") == std::string::npos);
    CHECK(thrown([](const http::Request&) -> http::Response { throw 42; }).status == 500);
    const auto unforeseen = thrown([](const http::Request&) -> http::Response {
        throw core::UnexpectedError("the database reported: relation \"users\" does not exist");
    });
    CHECK(unforeseen.status == 500);
    CHECK(unforeseen.body->find("relation") == std::string::npos);
    CHECK(thrown([](const http::Request&) -> http::Response {
              throw core::Error(core::Fault::failed, "no store \"x\"");
          }).status == 404);
}

TEST_CASE("a 200 gets a tag and turns into 304 for a client that has it, unless it must not be stored") {
    const RequestHandler handler = [](const http::Request&) {
        return http::make_response(200, "application/json", "{}");
    };
    http::Request request = request_for("GET", "/");
    const http::Response first = respond(handler, request);
    REQUIRE_FALSE(first.header("ETag").empty());
    CHECK(first.header("Cache-Control") == "no-cache");
    request.headers.push_back({"if-none-match", first.header("ETag")});
    const http::Response second = respond(handler, request);
    CHECK(second.status == 304);
    CHECK(second.bytes().empty());
    CHECK(second.header("ETag") == first.header("ETag"));
    const http::Response fresh = respond(
        [](const http::Request&) {
            http::Response response = http::make_response(200, "application/json", "{}");
            response.headers.push_back({"Cache-Control", "no-store"});
            return response;
        },
        request);
    CHECK(fresh.status == 200);
    CHECK(fresh.header("ETag").empty());
}

TEST_CASE("addresses to listen on are read, written and refused") {
    CHECK(to_string(parse_listen_address("127.0.0.1:8080")) == "127.0.0.1:8080");
    CHECK(to_string(parse_listen_address("[::1]:0")) == "[::1]:0");
    CHECK(to_string(parse_listen_address("localhost:65535")) == "127.0.0.1:65535");
    for (const char* text :
         {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80",
          "[::1]", "256.0.0.1:80", "example.org:80", "127.0.0.1:80x", "[127.0.0.1]:80", "127.1:80"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_listen_address(text), core::Error);
    }
    CHECK_THROWS_AS(parse_listen_address(std::string_view("127.0.0.1\0:80", 13)), core::Error);
}
