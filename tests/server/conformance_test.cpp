// HTTP/1.1 as clients, proxies and attackers speak it: bytes in, bytes out.
#include <catch2/catch.hpp>
#include <regex>
#include <string>

#include "server/log.hpp"
#include "server/router.hpp"
#include "tests/server/conformance_cases.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;

namespace {

server::http::Response echo(const server::Call& call) {
    return server::http::make_response(200, "text/plain", std::string(call.request.body));
}

const server::Router& program() {
    static const server::SnapshotStore store;
    static const server::OpenGate gate;
    static const server::Router router(
        {{.method = "GET", .pattern = "/", .handler = echo},
         {.method = "POST", .pattern = "/echo", .body_bytes = 1000, .body_type = {}, .handler = echo}},
        store, gate);
    return router;
}

bool is_head(const ConformanceCase& row) {
    return row.bytes.starts_with("HEAD");
}

// What every answer says, whatever it answers (RFC 9110 sections 6.6.1 and 8.6).
void check_answer(const std::optional<Reply>& reply, const ConformanceCase& row) {
    static const std::regex date(
        "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z][a-z] \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    REQUIRE(reply);
    CHECK(reply->status == row.status);
    CHECK(std::regex_match(reply->headers.at("date"), date));
    CHECK(reply->headers.contains("content-length") == (reply->status != 204));
    CHECK_FALSE(reply->headers.at("x-request-id").empty());
    if (reply->status >= 400) CHECK(reply->headers.at("content-type") == "application/problem+json");
    if (reply->status == 405) CHECK_FALSE(reply->headers.at("allow").empty());
}

}  // namespace

TEST_CASE("the tables of conformance hold a hundred cases and more") {
    CHECK(lasting_cases().size() + ending_cases().size() >= 150);
}

TEST_CASE("what is a request is answered, and the connection stays in step") {
    RunningServer server(quick_options(), program());
    for (const ConformanceCase& row : lasting_cases()) {
        INFO(row.what);
        Client client(server.port());
        client.send(row.bytes);
        const auto reply = client.receive(is_head(row));
        check_answer(reply, row);
        CHECK(reply->headers.at("connection") == "keep-alive");
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nstep");
        const auto next = client.receive();
        REQUIRE(next);
        CHECK(next->body == "step");
    }
}

TEST_CASE("what is none, or ends the connection, is answered once and the connection closed") {
    RunningServer server(quick_options(), program());
    for (const ConformanceCase& row : ending_cases()) {
        INFO(row.what);
        Client client(server.port());
        client.send(row.bytes);
        const auto reply = client.receive();
        check_answer(reply, row);
        CHECK(reply->headers.at("connection") == "close");
        CHECK(client.is_closed());
    }
}

TEST_CASE("one stream of requests means the same in pieces of any size, whatever ends it") {
    RunningServer server(quick_options(), program());
    std::string bytes;
    std::vector<ConformanceCase> rows = lasting_cases();
    const std::vector<ConformanceCase> ends = ending_cases();
    for (const ConformanceCase& row : rows) bytes += row.bytes;
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{61}, std::size_t{4096}}) {
        Client client(server.port());
        const ConformanceCase& end = ends.at(step % ends.size());
        const std::string stream = bytes + end.bytes;
        for (std::size_t i = 0; i < stream.size(); i += step) REQUIRE(client.send(stream.substr(i, step)));
        for (const ConformanceCase& row : rows) {
            INFO(step << " " << row.what);
            check_answer(client.receive(is_head(row)), row);
        }
        INFO(step << " " << end.what);
        check_answer(client.receive(), end);
        CHECK(client.is_closed());
    }
}

TEST_CASE("HEAD says what GET says, without the body") {
    RunningServer server(quick_options(), program());
    Client client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    auto whole = client.receive();
    client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
    auto head = client.receive(true);
    REQUIRE(whole);
    REQUIRE(head);
    for (const char* changing : {"date", "x-request-id"}) {
        whole->headers.erase(changing);
        head->headers.erase(changing);
    }
    CHECK(whole->headers == head->headers);
}
