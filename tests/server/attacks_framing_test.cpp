// Attacks on where a request ends: what a proxy in front may read as one request must never be two here, and
// what floods the header is refused before it is kept.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/server/attacked_malls.hpp"

using namespace mallctl::test;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

constexpr std::size_t some_kib = 16 * 1024;  // what no attack here may cost

struct Attack {
    const char* what;
    std::string bytes;
    int status;
};

const std::string host = "Host: localhost\r\n";
const std::string smuggled = "GET /api/v1/malls HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string post(const std::string& headers, const std::string& body) {
    return "POST /api/v1/sessions/guest HTTP/1.1\r\n" + host + headers + "\r\n" + body;
}

std::vector<Attack> smuggling() {
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const std::string ended = "0\r\n\r\n" + smuggled;
    return {
        {"CL.TE", post("Content-Length: 6\r\n" + chunked, ended), 400},
        {"TE.CL", post(chunked + "Content-Length: 4\r\n", "30\r\n" + smuggled + "\r\n0\r\n\r\n"), 400},
        {"CL.TE, the coding in capitals", post("Content-Length: 6\r\nTRANSFER-ENCODING: CHUNKED\r\n", ended),
         400},
        {"CL.0", post("Content-Length: 0\r\n" + chunked, ended), 400},
        {"TE.TE, one unknown", post(chunked + "Transfer-Encoding: cow\r\n", ended), 400},
        {"TE.TE, one of them identity", post("Transfer-Encoding: identity\r\n" + chunked, ended), 400},
        {"TE.TE in one line", post("Transfer-Encoding: chunked, identity\r\n", ended), 400},
        {"xchunked", post("Transfer-Encoding: xchunked\r\n", ended), 501},
        {"a space before the colon", post("Transfer-Encoding : chunked\r\n", ended), 400},
        {"a tab before the coding's line", post("X: y\r\n\tTransfer-Encoding: chunked\r\n", ended), 400},
        {"obs-fold", post("Transfer-Encoding:\r\n chunked\r\n", ended), 400},
        {"obs-fold of a length", post("Content-Length: 1\r\n 0\r\n", ended), 400},
        {"a vertical tab before the coding", post("Transfer-Encoding: \vchunked\r\n", ended), 400},
        {"a form feed behind the coding", post("Transfer-Encoding: chunked\f\r\n", ended), 400},
        {"NUL behind the coding", post("Transfer-Encoding: chunked\0\r\n"s, ended), 400},
        {"a quoted coding", post("Transfer-Encoding: \"chunked\"\r\n", ended), 501},
        {"a bare CR before the coding", post("X: y\rTransfer-Encoding: chunked\r\n", ended), 400},
        {"a bare LF before the coding", post("X: y\nTransfer-Encoding: chunked\r\n", ended), 400},
        {"one length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", ended), 400},
        {"two lengths", post("Content-Length: 0\r\nContent-Length: 44\r\n", smuggled), 400},
        {"two lengths in a line", post("Content-Length: 0, 44\r\n", smuggled), 400},
        {"a length with a plus", post("Content-Length: +44\r\n", smuggled), 400},
        {"a length with a sign", post("Content-Length: -1\r\n", smuggled), 400},
        {"a hexadecimal length", post("Content-Length: 0x2c\r\n", smuggled), 400},
        {"a length with an underscore", post("Content-Length: 4_4\r\n", smuggled), 400},
        {"a length that overflows", post("Content-Length: 18446744073709551660\r\n", smuggled), 400},
        {"a chunk's size that overflows", post(chunked, "10000000000000000\r\n" + smuggled), 413},
        {"a chunk's size with 0x", post(chunked, "0x0\r\n\r\n" + smuggled), 400},
        {"a chunk's size with a space", post(chunked, "0 \r\n\r\n" + smuggled), 400},
        {"a chunk's size with a sign", post(chunked, "-0\r\n\r\n" + smuggled), 400},
        {"chunks that end with bare LF", post(chunked, "0\n\n" + smuggled), 400},
        {"an extension with bare LF", post(chunked, "0;a\n\r\n\r\n" + smuggled), 400},
        {"an extension with bare CR", post(chunked, "2;a\rb\r\n{}\r\n" + ended), 400},
        {"a trailer's line with bare LF", post(chunked, "0\r\nX: y\n\r\n" + smuggled), 400},
        {"a chunk without its line end", post(chunked, "2\r\n{}0\r\n\r\n" + smuggled), 400},
        {"a coding in HTTP/1.0", "POST / HTTP/1.0\r\n" + host + chunked + "\r\n" + ended, 400},
        {"two of Host", "GET / HTTP/1.1\r\n" + host + "Host: evil.example\r\n\r\n" + smuggled, 400},
        {"a request line with bare LF", "GET / HTTP/1.1\n" + host + "\r\n" + smuggled, 400},
        {"a header without a name", post(": chunked\r\n", smuggled), 400},
        {"an extension that never ends", post(chunked, "2;" + std::string(200'000, 'a')), 431},
        {"a trailer that never ends", post(chunked, "0\r\n" + std::string(200'000, 'a')), 431},
    };
}

std::string lines(std::size_t count, const std::string& line) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += line;
    return text;
}

std::vector<Attack> floods() {
    const auto get = [](const std::string& headers) {
        return "GET / HTTP/1.1\r\n" + host + headers + "\r\n";
    };
    return {
        {"100,000 short lines", get(lines(100'000, "a: b\r\n")), 431},
        {"a line of 8 MB", get("X: " + std::string(8'000'000, 'x') + "\r\n"), 431},
        {"a name of 8 MB", get(std::string(8'000'000, 'x') + ": y\r\n"), 431},
        {"cookies of 1 MB", get(lines(1'000, "Cookie: " + std::string(1'000, 'c') + "\r\n")), 431},
        {"a target of 8 MB", "GET /" + std::string(8'000'000, 'x') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        {"a method of 8 MB", std::string(8'000'000, 'X') + " / HTTP/1.1\r\n" + host + "\r\n", 414},
        {"empty lines without end", lines(20'000, "\r\n") + "\x01", 400},
    };
}

void check(const Attack& attack) {
    INFO(attack.what);
    Client client(attacked_malls().port());
    client.send(attack.bytes);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == attack.status);
    CHECK(reply->headers.at("connection") == "close");
    CHECK(reply->headers.at("content-type") == "application/problem+json");
    CHECK(nlohmann::json::accept(reply->body));
    CHECK(client.is_closed());  // and nothing more was answered
}

}  // namespace

TEST_CASE("nothing is smuggled behind a request whose end two readers may see differently") {
    const Damage damage(attacked_malls());
    for (const Attack& attack : smuggling()) check(attack);
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < some_kib);
}

TEST_CASE("chunks with extensions and a trailer are one request, and the next is the next") {
    Client client(attacked_malls().port());
    client.send(post("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                     "1;a=\"0\\r\\n\";b\r\n{\r\n1;\r\n}\r\n0;c\r\nContent-Length: 99\r\nHost: evil\r\n\r\n") +
                smuggled);
    CHECK(client.receive()->status == 201);
    const auto next = client.receive();
    REQUIRE(next);
    CHECK(next->status == 200);
    CHECK(next->body.find("\"malls\"") != std::string::npos);
}

TEST_CASE("a flood of headers is refused, not kept") {
    const Damage damage(attacked_malls());
    for (const Attack& attack : floods()) {
        INFO(attack.what);
        Client client(attacked_malls().port());
        client.send(attack.bytes);  // the server may have closed before the end
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == attack.status);
    }
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < some_kib);
}

TEST_CASE("a hundred floods at once cost no more than a connection's share each") {
    const Damage damage(attacked_malls());
    std::vector<Client> clients;
    for (int i = 0; i < 100; ++i) {
        clients.emplace_back(attacked_malls().port());
        clients.back().push("GET / HTTP/1.1\r\n" + host + "X: " + std::string(15'000, 'x'));
    }
    CHECK(attacked_malls().serves());
    for (Client& client : clients) client.push(std::string(1'000'000, 'x'));
    for (Client& client : clients) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 431);
    }
    CHECK(attacked_malls().serves());
    CHECK(damage.grown_kib() < some_kib);
}
