// Large bodies: few at a time, each with time for every part of it.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/running_server.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using test::Client;
using test::RunningServer;

namespace {

constexpr std::size_t mib = std::size_t{1} << 20;

// Takes bodies of up to 8 MiB, and says how long one was.
class Lengths final : public server::Application {
  public:
    server::Expectation expect(const server::http::Request&) const override {
        server::Expectation expectation;
        expectation.body_bytes = 8 * mib;
        expectation.blocks = true;
        return expectation;
    }
    server::http::Response answer(const server::http::Request& request) const override {
        return server::http::make_response(200, "text/plain", std::to_string(request.body.size()));
    }
};

std::string head(std::size_t length) {
    return "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

std::string begun_of(std::size_t length) {
    return head(length) + std::string(1000, 'x');
}

}  // namespace

TEST_CASE("four large bodies come in at a time, and room is given back however one ends") {
    const Lengths application;
    server::ServeOptions options = test::quick_options();
    options.body_timeout = 10s;
    RunningServer server(options, application);
    std::vector<Client> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back(server.port());
        REQUIRE(clients.back().send(begun_of(3 * mib)));
    }
    std::this_thread::sleep_for(100ms);
    const auto refused = [&](const std::string& request) {
        Client client(server.port());
        REQUIRE(client.send(request));
        const auto reply = client.receive();
        REQUIRE(reply);
        return reply->status == 503;
    };
    CHECK(refused(head(3 * mib)));
    CHECK(refused("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
    // A small one needs no room, and one that is too large gets none.
    CHECK_FALSE(refused(head(5) + "small"));
    CHECK_FALSE(refused(head(9 * mib)));

    // One that ends, and one that breaks off.
    REQUIRE(clients[0].send(std::string(3 * mib - 1000, 'x')));
    const auto whole = clients[0].receive();
    REQUIRE(whole);
    CHECK(whole->body == std::to_string(3 * mib));
    clients.pop_back();
    std::this_thread::sleep_for(100ms);
    for (int i = 0; i < 2; ++i) {
        Client client(server.port());
        REQUIRE(client.send(head(3 * mib) + std::string(3 * mib, 'x')));
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        // The same connection, idle, keeps no room.
        clients.push_back(std::move(client));
    }
    CHECK_FALSE(refused(head(3 * mib) + std::string(3 * mib, 'x')));
}

TEST_CASE("a large body has its time anew for every part of it, a slow one has not") {
    const Lengths application;
    server::ServeOptions options = test::quick_options();
    options.body_timeout = 1s;
    RunningServer server(options, application);
    Client steady(server.port());
    REQUIRE(steady.send(head(6 * mib)));
    for (int part = 0; part < 6; ++part) {
        std::this_thread::sleep_for(400ms);
        REQUIRE(steady.send(std::string(mib, 'x')));
    }
    const auto reply = steady.receive();
    REQUIRE(reply);
    CHECK(reply->body == std::to_string(6 * mib));

    Client slow(server.port());
    REQUIRE(slow.send(head(6 * mib)));
    const auto begun = std::chrono::steady_clock::now();
    bool open = true;
    while (open && std::chrono::steady_clock::now() - begun < 6s) {
        open = slow.send("x");
        std::this_thread::sleep_for(100ms);
    }
    CHECK(std::chrono::steady_clock::now() - begun < 5s);
}
