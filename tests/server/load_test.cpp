// Many connections, and stopping under them.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/running_server.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

server::http::Response hello(const server::http::Request&) {
    return server::http::make_response(200, "text/plain", "hello");
}

// Takes long enough that a stop falls into it. (Handlers run on the serving threads; two of them serve.)
server::http::Response slow(const server::http::Request&) {
    std::this_thread::sleep_for(300ms);
    return server::http::make_response(200, "text/plain", "done");
}

}  // namespace

TEST_CASE("two hundred connections at once are all served") {
    RunningServer server(quick_options(), hello);
    std::vector<Client> clients;
    for (int i = 0; i < 200; ++i) clients.emplace_back(server.port());
    for (int round = 0; round < 5; ++round) {
        for (Client& client : clients) REQUIRE(client.send(get_request("/")));
        for (Client& client : clients) {
            const auto reply = client.receive();
            REQUIRE(reply);
            CHECK(reply->body == "hello");
        }
    }
}

TEST_CASE("one connection over the limit is told 503, and a freed place is given again") {
    server::ServeOptions options = quick_options();
    options.max_connections = 3;
    RunningServer server(options, hello);
    std::vector<Client> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back(server.port());
        clients.back().send(get_request("/"));
        REQUIRE(clients.back().receive());
    }
    {
        Client refused(server.port());
        const auto reply = refused.receive();
        REQUIRE(reply);
        CHECK(reply->status == 503);
        CHECK(reply->headers.contains("retry-after"));
        CHECK(refused.is_closed());
    }
    clients.clear();
    std::optional<Reply> reply;
    for (int i = 0; i < 100 && (!reply || reply->status != 200); ++i) {
        std::this_thread::sleep_for(20ms);
        reply = get(server.port(), "/");
    }
    REQUIRE(reply);
    CHECK(reply->status == 200);
}

TEST_CASE("a stop lets running requests finish, closes idle connections and then returns") {
    std::atomic<bool> told{false};
    server::ServeOptions options = quick_options();
    options.on_stopping = [&] { told = true; };
    RunningServer server(options, slow);
    Client idle(server.port());
    Client first(server.port());
    Client second(server.port());
    first.send(get_request("/"));
    second.send(get_request("/"));
    std::this_thread::sleep_for(100ms);
    server.stop();
    for (Client* client : {&first, &second}) {
        const auto reply = client->receive();
        REQUIRE(reply);
        CHECK(reply->body == "done");
        CHECK(reply->headers.at("connection") == "close");
        CHECK(client->is_closed());
    }
    CHECK(idle.is_closed());
    server.join();
    CHECK(told);
    CHECK_THROWS(Client(server.port()));
}

TEST_CASE("a stop under load fails no request") {
    auto server = std::make_unique<RunningServer>(quick_options(), hello);
    std::atomic<int> answered{0};
    std::atomic<int> failed{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, port = server->port()] {
            Client client(port);
            for (;;) {
                const bool sent = client.send(get_request("/"));
                const auto reply = sent ? client.receive() : std::nullopt;
                if (!reply || reply->status != 200) {
                    ++failed;
                    return;
                }
                ++answered;
                if (reply->headers.at("connection") == "close") return;
            }
        });
    }
    std::this_thread::sleep_for(300ms);
    server->stop();
    for (std::thread& client : clients) client.join();
    server.reset();
    CHECK(failed == 0);
    CHECK(answered > 100);
}

TEST_CASE("connections that had queued when the stop came are answered") {
    for (int round = 0; round < 20; ++round) {
        RunningServer server(quick_options(), hello);
        std::vector<Client> clients;
        for (int i = 0; i < 20; ++i) {
            clients.emplace_back(server.port());
            clients.back().send(get_request("/"));
        }
        server.stop();
        for (Client& client : clients) {
            const auto reply = client.receive();
            REQUIRE(reply);
            CHECK(reply->status == 200);
        }
    }
}

TEST_CASE("a client that never finishes does not hold up the stop beyond the drain time") {
    server::ServeOptions options = quick_options();
    options.drain = 300ms;
    RunningServer server(options, hello);
    Client stuck(server.port());
    stuck.send("GET / HTTP/1.1\r\nHost:");
    std::this_thread::sleep_for(50ms);
    const auto begun = std::chrono::steady_clock::now();
    server.stop();
    server.join();
    const auto took = std::chrono::steady_clock::now() - begun;
    CHECK(took >= 250ms);
    CHECK(took < 2s);
}

TEST_CASE("a server that is stopped before it runs returns at once") {
    const OneHandler greeting(hello);
    server::Server server(quick_options(), greeting);
    server.stop();
    server.run();
    SUCCEED();
}

TEST_CASE("after a stop all goes on for the time of the notice, and says so") {
    std::atomic<bool> stopping{false};
    server::ServeOptions options = quick_options();
    options.notice = 600ms;
    options.on_stopping = [&] { stopping = true; };
    RunningServer server(options, [&](const server::http::Request&) {
        return server::http::make_response(stopping ? 503 : 200, "text/plain", "x");
    });
    Client before(server.port());
    REQUIRE(before.send(get_request("/readyz")));
    CHECK(before.receive()->status == 200);
    const auto begin = std::chrono::steady_clock::now();
    server.stop();
    while (!stopping) std::this_thread::sleep_for(1ms);
    for (int i = 0; i < 5; ++i) {
        Client later(server.port());
        REQUIRE(later.send(get_request("/readyz")));
        const auto reply = later.receive();
        REQUIRE(reply);
        CHECK(reply->status == 503);
        CHECK(reply->headers.at("connection") == "keep-alive");
    }
    CHECK(std::chrono::steady_clock::now() - begin < 600ms);
    server.join();
    CHECK(std::chrono::steady_clock::now() - begin >= 600ms);
    CHECK(server.all_ended());
}

TEST_CASE("a stop closes idle connections one after the other") {
    server::ServeOptions options = quick_options();
    options.threads = 1;
    options.quiet = 50ms;
    RunningServer server(options, hello);
    std::vector<Client> clients;
    for (int i = 0; i < 400; ++i) {
        clients.emplace_back(server.port());
        clients.back().send(get_request("/"));
        REQUIRE(clients.back().receive());
    }
    server.stop();
    REQUIRE(clients.front().is_closed());
    const auto first = std::chrono::steady_clock::now();
    CHECK_FALSE(clients.back().is_closed(20ms));
    REQUIRE(clients.back().is_closed());
    CHECK(std::chrono::steady_clock::now() - first > 150ms);
    server.join();
}
