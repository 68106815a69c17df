// One connection, real sockets: framing, limits, timeouts, and clients that misbehave.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "server/log.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

server::http::Response echo(const server::http::Request& request) {
    return server::http::make_response(
        200, "text/plain",
        std::string(request.method) + " " + std::string(request.target) + " " + std::string(request.body));
}

}  // namespace

TEST_CASE("a connection serves one request after another") {
    RunningServer server(quick_options(), echo);
    Client client(server.port());
    for (int i = 0; i < 100; ++i) {
        const std::string target = "/" + std::to_string(i);
        REQUIRE(client.send(get_request(target)));
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        CHECK(reply->body == "GET " + target + " ");
        CHECK(reply->headers.at("connection") == "keep-alive");
        CHECK(reply->headers.at("date").ends_with(" GMT"));
        CHECK_FALSE(reply->headers.at("x-request-id").empty());
        CHECK_FALSE(reply->headers.contains("strict-transport-security"));  // not over TLS
    }
}

TEST_CASE("pipelined requests are answered in order, whatever pieces they come in") {
    RunningServer server(quick_options(), echo);
    std::string bytes;
    for (int i = 0; i < 50; ++i) bytes += get_request("/" + std::to_string(i));
    Client client(server.port());
    for (std::size_t i = 0; i < bytes.size(); i += 977) REQUIRE(client.send(bytes.substr(i, 977)));
    for (int i = 0; i < 50; ++i) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->body == "GET /" + std::to_string(i) + " ");
    }
}

TEST_CASE("a request that comes byte by byte is answered") {
    RunningServer server(quick_options(), echo);
    Client client(server.port());
    for (const char c : get_request("/slow")) REQUIRE(client.send({&c, 1}));
    CHECK(client.receive()->body == "GET /slow ");
}

TEST_CASE("HEAD has the length of GET and no body") {
    RunningServer server(quick_options(), [](const server::http::Request&) {
        return server::http::make_response(200, "text/plain", "12345");
    });
    Client client(server.port());
    client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n" + get_request("/"));
    const auto head = client.receive(true);
    REQUIRE(head);
    CHECK(head->headers.at("content-length") == "5");
    CHECK(client.receive()->body == "12345");
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer") {
    RunningServer server(quick_options(), echo);
    for (const std::string& request :
         {get_request("/", "Connection: close\r\n"), std::string("GET / HTTP/1.0\r\n\r\n")}) {
        Client client(server.port());
        client.send(request);
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->headers.at("connection") == "close");
        CHECK(client.is_closed());
    }
}

TEST_CASE("a client that has shut its sending side still gets its answers") {
    RunningServer server(quick_options(), echo);
    Client client(server.port());
    client.send(get_request("/a") + get_request("/b"));
    client.shutdown_send();
    CHECK(client.receive()->body == "GET /a ");
    CHECK(client.receive()->body == "GET /b ");
    CHECK(client.is_closed());
}

TEST_CASE("a body is read after 100 Continue") {
    RunningServer server(quick_options(), echo);
    Client client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    const auto interim = client.receive();
    REQUIRE(interim);
    CHECK(interim->status == 100);
    client.send("hello");
    CHECK(client.receive()->body == "POST / hello");
}

TEST_CASE("bytes that are no request get a 4xx problem and a closed connection, and the server goes on") {
    RunningServer server(quick_options(), echo);
    struct Case {
        std::string bytes;
        int status;
    };
    const Case cases[] = {
        {"\x16\x03\x01\x02\x01\x01\xff\xfe not http\r\n\r\n", 400},
        {std::string(300, '\0') + "\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n", 431},
        {"GET /" + std::string(17'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n" + std::string(65'537, 'x'), 413},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000\r\n\r\n", 413},
        {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET "
         "/x HTTP/1.1\r\n",
         400},
    };
    for (const Case& hostile : cases) {
        INFO(hostile.bytes.substr(0, 60));
        Client client(server.port());
        client.send(hostile.bytes);
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == hostile.status);
        CHECK(reply->headers.at("content-type") == "application/problem+json");
        CHECK(reply->headers.at("connection") == "close");
        CHECK(client.is_closed());
        CHECK(get(server.port(), "/alive")->status == 200);
    }
}

TEST_CASE("a header or body that does not end in time is answered 408, silence is closed") {
    server::ServeOptions options = quick_options();
    options.header_timeout = 150ms;
    options.body_timeout = 150ms;
    options.idle_timeout = 150ms;
    RunningServer server(options, echo);
    Client header(server.port());
    Client body(server.port());
    Client silent(server.port());
    Client idle(server.port());
    header.send("GET / HTTP/1.1\r\nHo");
    body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
    idle.send(get_request("/"));
    CHECK(idle.receive()->status == 200);
    CHECK(header.receive()->status == 408);
    CHECK(header.is_closed());
    CHECK(body.receive()->status == 408);
    CHECK(silent.is_closed(2s));
    CHECK(idle.is_closed(2s));
}

TEST_CASE("dribbling bytes does not extend the time for a header") {
    server::ServeOptions options = quick_options();
    options.header_timeout = 300ms;
    RunningServer server(options, echo);
    Client client(server.port());
    const auto begun = std::chrono::steady_clock::now();
    client.send("GET / HTTP/1.1\r\nHost: h\r\n");
    std::optional<Reply> reply;
    while (!reply && std::chrono::steady_clock::now() - begun < 5s) {
        client.send("X: y\r\n");
        reply = client.receive(false, 20ms);
    }
    REQUIRE(reply);
    CHECK(reply->status == 408);
    CHECK(std::chrono::steady_clock::now() - begun < 2s);
}

TEST_CASE("a client that does not read its answers is dropped") {
    server::ServeOptions options = quick_options();
    options.write_timeout = 200ms;
    const std::string big(8'000'000, 'x');
    RunningServer server(options, [&](const server::http::Request&) {
        return server::http::make_response(200, "text/plain", big);
    });
    Client lazy(server.port());
    for (int i = 0; i < 4; ++i) lazy.send(get_request("/"));
    std::this_thread::sleep_for(600ms);
    int whole = 0;
    while (whole < 4 && lazy.receive()) ++whole;
    CHECK(whole < 4);
    CHECK(get(server.port(), "/")->body.size() == big.size());
}

TEST_CASE("a handler that throws answers 500 with an id, and its connection lives on") {
    server::log::set_level("off");
    RunningServer server(quick_options(), [](const server::http::Request& request) -> server::http::Response {
        if (request.target == "/bad") throw std::runtime_error("password=hunter2");
        return echo(request);
    });
    Client client(server.port());
    client.send(get_request("/bad"));
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 500);
    CHECK(reply->body.find(reply->headers.at("x-request-id")) != std::string::npos);
    CHECK(reply->body.find("hunter2") == std::string::npos);
    client.send(get_request("/good"));
    CHECK(client.receive()->status == 200);
    server::log::set_level("info");
}

TEST_CASE("a port that is taken is an error that names it and the way out") {
    RunningServer server(quick_options(), echo);
    server::ServeOptions options = quick_options();
    options.listen.port = server.port();
    try {
        const OneHandler echoing(echo);
        server::Server second(options, echoing);
        FAIL("bound twice");
    } catch (const core::Error& error) {
        CHECK(std::string(error.what()).find(std::to_string(server.port())) != std::string::npos);
        CHECK(error.advice().find("--listen") != std::string::npos);
    }
}
