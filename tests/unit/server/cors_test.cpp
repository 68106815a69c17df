#include "server/cors.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "core/error.hpp"
#include "server/router.hpp"

using namespace mallctl;
using namespace mallctl::server;

namespace {

http::Response ready(const Call&) {
    return http::ready_response(std::make_shared<const http::ReadyResponse>(http::ReadyParts{.body = "{}"}));
}

struct Api {
    explicit Api(std::string_view origins) : cors(router, Origins::parse(origins)) {}

    SnapshotStore store;
    OpenGate gate;
    Router router{{{.method = "GET", .pattern = "/ready", .handler = ready},
                   {.method = "PUT",
                    .pattern = "/ready",
                    .body_bytes = 10,
                    .handler = [](const Call&) { return http::make_response(204, "", ""); }}},
                  store,
                  gate};
    Cors cors;

    // As a connection asks, and as the bytes of the head say it.
    std::string head(const std::string& method, const std::string& target,
                     const std::vector<http::HeaderView>& headers) {
        http::Request request;
        request.method = method;
        request.target = target;
        request.headers = headers;
        const Expectation expectation = cors.expect(request);
        const http::Response response = expectation.at_once ? *expectation.at_once : cors.answer(request);
        std::string bytes;
        http::append_head(bytes, response, {"DATE", "ID", true});
        return bytes;
    }
};

bool has(const std::string& head, const std::string& line) {
    return head.find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a page of a named origin reads answers, also those made ahead and their 304") {
    Api api("https://app.example, http://localhost:5173");
    const std::string whole = api.head("GET", "/ready", {{"Origin", "https://app.example"}});
    CHECK(whole.starts_with("HTTP/1.1 200"));
    CHECK(has(whole, "Access-Control-Allow-Origin: https://app.example"));
    CHECK(has(whole, "Vary: Origin"));
    CHECK(whole.find("Access-Control-Expose-Headers: Allow, Content-Location, ETag") != std::string::npos);
    CHECK(whole.find("Credentials") == std::string::npos);
    const std::size_t at = whole.find("ETag: ") + 6;
    const std::string etag = whole.substr(at, whole.find("\r\n", at) - at);
    const std::string fresh =
        api.head("GET", "/ready", {{"Origin", "http://localhost:5173"}, {"If-None-Match", etag}});
    CHECK(fresh.starts_with("HTTP/1.1 304"));
    CHECK(has(fresh, "Access-Control-Allow-Origin: http://localhost:5173"));
    CHECK(has(fresh, "Vary: Origin"));
}

TEST_CASE("pages of other origins read nothing, and caches keep answers apart") {
    Api api("https://app.example");
    for (const char* origin : {"https://evil.example", "https://app.example.evil", "http://app.example",
                               "null", "https://app.example:444", ""}) {
        const std::string head = api.head("GET", "/ready", {{"Origin", origin}});
        CHECK(head.find("Access-Control") == std::string::npos);
        CHECK(has(head, "Vary: Origin"));
    }
    CHECK(has(api.head("GET", "/ready", {}), "Vary: Origin"));
}

TEST_CASE("a preflight tells the methods that the path has, and which headers are taken") {
    Api api("https://app.example");
    const std::string head = api.head("OPTIONS", "/ready",
                                      {{"Origin", "https://app.example"},
                                       {"Access-Control-Request-Method", "PUT"},
                                       {"Access-Control-Request-Headers", "if-match"}});
    CHECK(head.starts_with("HTTP/1.1 204"));
    CHECK(has(head, "Access-Control-Allow-Methods: GET, HEAD, PUT, OPTIONS"));
    CHECK(has(head,
              "Access-Control-Allow-Headers: Accept-Language, Authorization, Content-Type, Idempotency-Key, "
              "If-Match, If-None-Match"));
    CHECK(has(head, "Access-Control-Max-Age: 7200"));
    CHECK(api.head("OPTIONS", "/nowhere", {{"Origin", "https://app.example"}}).starts_with("HTTP/1.1 404"));
    CHECK(api.head("OPTIONS", "/ready",
                   {{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", "PUT"}})
              .find("Access-Control") == std::string::npos);
}

TEST_CASE("refusals can be read too") {
    Api api("https://app.example");
    CHECK(has(api.head("GET", "/nowhere", {{"Origin", "https://app.example"}}),
              "Access-Control-Allow-Origin: https://app.example"));
    http::Request request;
    request.headers = {{"Origin", "https://app.example"}};
    const http::Response busy = api.cors.refuse(request, {503, "busy", "Busy", "", "", 1});
    CHECK(busy.header("Access-Control-Allow-Origin") == "https://app.example");
    CHECK(busy.header("Retry-After") == "1");
}

TEST_CASE("every origin is a star, without which caches need not tell them apart") {
    Api api("*");
    const std::string head = api.head("GET", "/ready", {{"Origin", "https://any.example"}});
    CHECK(has(head, "Access-Control-Allow-Origin: *"));
    CHECK(head.find("Vary") == std::string::npos);
    CHECK(head.find("Credentials") == std::string::npos);
}

TEST_CASE("what is no origin is refused by name") {
    for (const char* list : {"app.example", "https://", "https://app.example/", "https://App.example", "null",
                             "https://a.example,,https://b.example", "https://a.example,*", "ftp://a.example",
                             "https://a.example https://b.example", "https://a@b"}) {
        INFO(list);
        CHECK_THROWS_AS(Origins::parse(list), core::Error);
    }
    CHECK(Origins::parse("").empty());
    CHECK(Origins::parse("http://[::1]:8080").contains("http://[::1]:8080"));
}
