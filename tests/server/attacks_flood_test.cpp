// Attacks on time and memory: clients that are slow, that ask without reading, and that send without end.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/attacked_malls.hpp"
#include "tests/server/running_server.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t mib = 1024;  // in KiB

std::vector<Client> connect(std::size_t count) {
    std::vector<Client> clients;
    for (std::size_t i = 0; i < count; ++i) clients.emplace_back(attacked_malls().port());
    return clients;
}

// A byte of each client's text after the other, while visitors are served.
void trickle(std::vector<Client>& clients, const std::string& text, int rounds) {
    std::size_t at = 0;
    for (int round = 0; round < rounds; ++round) {
        for (Client& client : clients) client.push(text.substr(at % text.size(), 1));
        ++at;
        CHECK(attacked_malls().serves());
        std::this_thread::sleep_for(20ms);
    }
}

// Sends the piece again and again until the server takes no more, and no more than `most` bytes; how many
// went out.
std::size_t flood(Client& client, const std::string& piece, std::size_t most) {
    std::size_t sent = 0;
    int stuck = 0;
    while (sent < most && stuck < 250) {
        const std::size_t count = client.push(std::string_view(piece).substr(sent % piece.size()));
        sent += count;
        stuck = count == 0 ? stuck + 1 : 0;
        if (count == 0) std::this_thread::sleep_for(2ms);
    }
    return sent;
}

std::string products(const std::string& headers) {
    return "POST /api/v1/malls/arcade/products HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
           "Authorization: Bearer " +
           attacked_malls().key() + "\r\n" + headers + "\r\n";
}

}  // namespace

TEST_CASE("a thousand headers that trickle keep nobody else waiting") {
    const Damage damage(attacked_malls());
    auto clients = connect(1'000);
    for (Client& client : clients) client.push("GET / HTTP/1.1\r\nHost: h\r\nX: ");
    trickle(clients, "abcdefgh", 20);
    CHECK(damage.grown_kib() < 32 * mib);
}

TEST_CASE("a thousand bodies that trickle keep nobody else waiting") {
    const Damage damage(attacked_malls());
    auto clients = connect(1'000);
    for (Client& client : clients)
        client.push("POST /api/v1/sessions HTTP/1.1\r\nHost: h\r\nContent-Length: 4000\r\n\r\n{");
    trickle(clients, "\"login\"", 20);
    CHECK(damage.grown_kib() < 32 * mib);
}

TEST_CASE("a body that trickles for ever ends with 408 all the same") {
    server::ServeOptions options = quick_options();
    options.body_timeout = 300ms;
    RunningServer server(options,
                         [](const auto&) { return server::http::make_response(200, "text/plain", "x"); });
    for (const char* framing :
         {"Content-Length: 60000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nea60\r\n"}) {
        Client client(server.port());
        const auto begun = std::chrono::steady_clock::now();
        client.send(std::string("POST / HTTP/1.1\r\nHost: h\r\n") + framing);
        std::optional<Reply> reply;
        while (!reply && std::chrono::steady_clock::now() - begun < 5s) {
            client.push("x");
            reply = client.receive(false, 20ms);
        }
        REQUIRE(reply);
        CHECK(reply->status == 408);
        CHECK(std::chrono::steady_clock::now() - begun < 2s);
    }
}

TEST_CASE("a body of a gigabyte is refused by what it declares, unread") {
    const Damage damage(attacked_malls());
    const std::string piece(64 * 1024, ' ');
    for (const char* length : {"1073741824", "1048577", "999999999999999999"}) {
        Client client(attacked_malls().port());
        client.send(products(std::string("Content-Length: ") + length + "\r\n"));
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 413);
        CHECK(flood(client, piece, 1'073'741'824) < 16'000'000);
    }
    // Who may not write at all is not even asked for a body.
    Client nobody(attacked_malls().port());
    nobody.send(
        "POST /api/v1/malls/arcade/products HTTP/1.1\r\nHost: h\r\nContent-Length: 1073741824\r\n\r\n");
    CHECK(nobody.receive()->status == 401);
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < 16 * mib);
}

TEST_CASE("a body of a gigabyte in chunks is refused where it passes the route's limit") {
    const Damage damage(attacked_malls());
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{0x10000}}) {
        Client client(attacked_malls().port());
        client.send(products("Transfer-Encoding: chunked\r\n"));
        std::string piece;
        while (piece.size() < 64 * 1024)
            piece += (chunk == 1 ? "1\r\n" : "10000\r\n") + std::string(chunk, ' ') + "\r\n";
        CHECK(flood(client, piece, 1'073'741'824) < 32'000'000);
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 413);
    }
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < 16 * mib);
}

TEST_CASE("bodies that never end, sent with credentials that nobody has, fill no memory") {
    const Damage damage(attacked_malls());
    const std::string unknown = "ms_" + std::string(43, 'A');
    const std::string almost(1'000'000, ' ');
    auto clients = connect(600);
    for (Client& client : clients) {
        client.push("POST /api/v1/malls/arcade/products HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " +
                    unknown + "\r\nContent-Type: application/json\r\nContent-Length: 1048576\r\n\r\n");
        flood(client, almost, almost.size());
    }
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < 384 * mib);  // 256 MiB, and what the heap rounds up
}

TEST_CASE("what connections hold together is bounded, and room that is given back is given again") {
    server::ServeOptions options = quick_options();
    options.held_bytes = 256 * 1024;
    RunningServer server(options,
                         [](const auto&) { return server::http::make_response(200, "text/plain", "x"); });
    const std::string begun =
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 61000\r\n\r\n" + std::string(60'000, 'x');
    std::vector<Client> holders;
    for (int i = 0; i < 4; ++i) {
        holders.emplace_back(server.port());
        holders.back().send(begun);
    }
    std::this_thread::sleep_for(200ms);
    {
        Client late(server.port());
        late.send(begun);
        const auto refused = late.receive();
        REQUIRE(refused);
        CHECK(refused->status == 503);
        CHECK(refused->headers.contains("retry-after"));
    }
    Client small(server.port());
    small.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + std::string(1'000, 'x'));
    CHECK(small.receive()->status == 200);
    for (Client& holder : holders) {
        holder.send(std::string(1'000, 'x'));
        CHECK(holder.receive()->status == 200);
        holder.send(begun + std::string(1'000, 'x'));
        CHECK(holder.receive()->status == 200);
    }
}

TEST_CASE("clients that ask without end and never read fill no memory") {
    const Damage damage(attacked_malls());
    std::string asked;
    for (int i = 0; i < 500; ++i) asked += get_request("/api/v1/openapi.json");
    auto clients = connect(100);
    for (Client& client : clients) flood(client, asked, 4'000'000);
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < 64 * mib);
}

TEST_CASE("clients that read nothing of answers made for them fill no memory") {
    const Damage damage(attacked_malls());
    std::string asked;
    for (int i = 0; i < 50; ++i) asked += get_request("/api/v1/malls/riverside/units?limit=1000");
    auto clients = connect(400);
    for (Client& client : clients) client.push(asked);
    std::this_thread::sleep_for(3s);
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < 128 * mib);
}

TEST_CASE("a thousand requests at once on one connection are answered in order, others in between") {
    std::string asked;
    for (int i = 0; i < 1'000; ++i) asked += get_request("/api/v1/malls/arcade/walk-in?location=north");
    asked += get_request("/nowhere");
    Client client(attacked_malls().port());
    std::thread sender([&] { client.send(asked); });
    CHECK(attacked_malls().serves());
    int served = 0;
    for (int i = 0; i < 1'000; ++i) {
        const auto reply = client.receive();
        if (reply && reply->status == 200) ++served;
    }
    CHECK(served == 1'000);
    CHECK(client.receive()->status == 404);
    sender.join();
}

TEST_CASE("a thousand ranges are a whole answer") {
    std::string ranges = "Range: bytes=0-0";
    for (int i = 1; i < 1'000; ++i) ranges += ",0-" + std::to_string(i);
    const Reply whole = attacked_malls().ask("GET", "/api/v1/openapi.json");
    const Reply ranged = attacked_malls().ask("GET", "/api/v1/openapi.json", "", "", ranges + "\r\n");
    CHECK(ranged.status == 200);
    CHECK(ranged.body == whole.body);
}
