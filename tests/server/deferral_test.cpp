// What blocks is answered by the pool: in order, bounded, and without holding up anybody else.
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/http/problem.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

// "/block..." blocks until the gate is opened, "/compute" tells the priority of its thread, "/refuse..." is
// refused at its head, bodies are as long as the target's last path segment says.
class Program final : public server::Application {
  public:
    server::Expectation expect(const server::http::Request& head) const override {
        ++heads;
        server::Expectation expectation;
        expectation.computes = head.target.starts_with("/compute");
        expectation.blocks = expectation.computes || head.target.starts_with("/block");
        expectation.body_bytes = head.target.ends_with("/big") ? 1'000'000 : 1'000;
        if (head.target.starts_with("/refuse")) {
            expectation.at_once =
                server::http::problem_response({403, "not-allowed", "No", "no", "", 0}, "", head.id);
        }
        return expectation;
    }

    server::http::Response answer(const server::http::Request& request) const override {
        if (request.target.starts_with("/block")) {
            std::unique_lock lock(mutex_);
            ++blocked;
            opened_.wait(lock, [this] { return open_; });
        }
        if (request.target == "/compute") {
            const int priority = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
            return server::http::make_response(200, "text/plain", std::to_string(priority));
        }
        return server::http::make_response(200, "text/plain",
                                           std::string(request.target) + " " + std::string(request.body) +
                                               " " + std::string(request.header("X-Mark").value_or("")));
    }

    void open() {
        {
            const std::lock_guard lock(mutex_);
            open_ = true;
        }
        opened_.notify_all();
    }

    bool wait_for_blocked(int count) const {
        for (int i = 0; i < 1'000 && blocked < count; ++i) std::this_thread::sleep_for(5ms);
        return blocked >= count;
    }

    mutable std::atomic<int> heads{0};
    mutable std::atomic<int> blocked{0};

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable opened_;
    bool open_ = false;
};

server::ServeOptions one_thread() {
    server::ServeOptions options = quick_options();
    options.threads = 1;
    options.pool_threads = 2;
    options.pool_queue = 2;
    return options;
}

}  // namespace

TEST_CASE("a request that blocks holds up neither other connections nor the order of its own") {
    Program program;
    RunningServer server(one_thread(), program);
    Client waiting(server.port());
    std::string requests = get_request("/a");
    requests += "POST /block HTTP/1.1\r\nHost: h\r\nX-Mark: m\r\nContent-Length: 4\r\n\r\nbody";
    requests += get_request("/b") + get_request("/block") + get_request("/c");
    waiting.send(requests);
    CHECK(waiting.receive()->body == "/a  ");
    REQUIRE(program.wait_for_blocked(1));
    CHECK(get(server.port(), "/other")->status == 200);
    CHECK_FALSE(waiting.receive(false, 50ms));
    program.open();
    for (const char* body : {"/block body m", "/b  ", "/block  ", "/c  "}) {
        const auto reply = waiting.receive();
        REQUIRE(reply);
        CHECK(reply->body == body);
    }
}

TEST_CASE("when the pool and its queue are full, one more is told to come later") {
    Program program;
    RunningServer server(one_thread(), program);
    std::vector<Client> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back(server.port());
        clients.back().send(get_request("/block"));
        if (i == 1) REQUIRE(program.wait_for_blocked(2));
    }
    std::this_thread::sleep_for(50ms);
    Client late(server.port());
    late.send(get_request("/block") + get_request("/next"));
    const auto reply = late.receive();
    REQUIRE(reply);
    CHECK(reply->status == 503);
    CHECK(reply->headers.contains("retry-after"));
    CHECK(late.receive()->status == 200);
    program.open();
    for (Client& client : clients) CHECK(client.receive()->status == 200);
}

TEST_CASE("what computes waits for none that waits for the database, and gives way to all who answer") {
    Program program;
    RunningServer server(one_thread(), program);
    std::vector<Client> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back(server.port());
        clients.back().send(get_request("/block"));
        if (i == 1) REQUIRE(program.wait_for_blocked(2));
    }
    const auto reply = get(server.port(), "/compute");
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->body == "19");
    program.open();
    for (Client& client : clients) CHECK(client.receive()->status == 200);
}

TEST_CASE("a client that goes away while its request waits harms nobody") {
    Program program;
    RunningServer server(one_thread(), program);
    for (int i = 0; i < 3; ++i) {
        Client gone(server.port());
        gone.send(get_request("/block"));
        if (i == 0) REQUIRE(program.wait_for_blocked(1));
    }
    CHECK(get(server.port(), "/alive")->status == 200);
    program.open();
    CHECK(get(server.port(), "/block")->status == 200);
}

TEST_CASE("a stop waits for the requests of the pool") {
    Program program;
    RunningServer server(one_thread(), program);
    Client client(server.port());
    client.send(get_request("/block"));
    REQUIRE(program.wait_for_blocked(1));
    server.stop();
    std::this_thread::sleep_for(100ms);
    program.open();
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->headers.at("connection") == "close");
    CHECK(client.is_closed());
    server.join();
}

TEST_CASE("a stop waits for the requests of the pool no longer than the drain time") {
    Program program;
    server::ServeOptions options = one_thread();
    options.drain = 300ms;
    RunningServer server(options, program);
    Client waiting(server.port());
    REQUIRE(waiting.send(get_request("/block")));
    REQUIRE(program.wait_for_blocked(1));
    const auto begin = std::chrono::steady_clock::now();
    server.stop();
    server.join();
    CHECK_FALSE(server.all_ended());
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
    CHECK(waiting.is_closed());
    program.open();  // the pool's thread ends before the program that it calls
}

TEST_CASE("a body may be as long as its route says") {
    Program program;
    RunningServer server(one_thread(), program);
    const auto post = [&](const std::string& target, std::size_t size) {
        Client client(server.port());
        client.send("POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) +
                    "\r\n\r\n" + std::string(size, 'x'));
        return client.receive()->status;
    };
    CHECK(post("/small", 1'000) == 200);
    CHECK(post("/small", 1'001) == 413);
    CHECK(post("/big", 1'000'000) == 200);
}

TEST_CASE("a refusal comes before the body, and 100 Continue only to who may go on") {
    Program program;
    RunningServer server(one_thread(), program);
    const std::string expecting = " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    Client refused(server.port());
    refused.send("POST /refuse" + expecting);
    CHECK(refused.receive()->status == 403);
    CHECK(refused.is_closed());
    Client too_long(server.port());
    too_long.send("POST /small HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n");
    CHECK(too_long.receive()->status == 413);
    Client allowed(server.port());
    allowed.send("POST /allow" + expecting);
    CHECK(allowed.receive()->status == 100);
}

TEST_CASE("a short body of a refused request is read away, and the connection lives on") {
    Program program;
    RunningServer server(one_thread(), program);
    Client client(server.port());
    client.send("POST /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\n");
    CHECK(client.receive()->status == 403);
    client.send(std::string(50'000, 'x') + get_request("/next"));
    CHECK(client.receive()->body == "/next  ");
    client.send("POST /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 500000\r\n\r\n" +
                std::string(500'000, 'x'));
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 403);
    CHECK(reply->headers.at("connection") == "close");
    CHECK(program.heads == 3);
}
