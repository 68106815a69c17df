#include "server/http/reader.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/support/request_feed.hpp"

using namespace mallctl::server::http;
using mallctl::test::RequestFeed;
using namespace std::string_literals;

namespace {

const std::string get = "GET /a?b=c HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n\r\n";

struct Refusal {
    int status;
    std::string bytes;
};

}  // namespace

TEST_CASE("a request is the same whether it comes whole or byte by byte") {
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, get.size()}) {
        RequestFeed parser;
        CHECK(parser.state() == ReadState::idle);
        ReadState state = ReadState::idle;
        for (std::size_t i = 0; i < get.size(); i += step) {
            CHECK(state != ReadState::done);
            state = parser.feed(std::string_view(get).substr(i, step));
        }
        REQUIRE(state == ReadState::done);
        const OwnedRequest taken = parser.take();
        const Request& request = taken.view();
        CHECK(request.method == "GET");
        CHECK(request.target == "/a?b=c");
        CHECK(request.header("x-one") == "1");
        CHECK_FALSE(request.header("X-Two"));
        CHECK(request.keep_alive);
        CHECK(parser.state() == ReadState::idle);
    }
}

TEST_CASE("bytes after a request without headers are not held against it") {
    RequestFeed parser;
    CHECK(parser.feed("GET /a HTTP/1.0\r\n") == ReadState::header);
    CHECK(parser.feed("\r\nGET /b\n") == ReadState::done);
    CHECK(parser.take().view().target == "/a");
    CHECK(parser.state() == ReadState::refused);
}

TEST_CASE("pipelined requests come out one by one, in order") {
    RequestFeed parser;
    parser.feed(get + "POST /second HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc\r\n" + get +
                "GET /part");
    CHECK(parser.take().view().target == "/a?b=c");
    REQUIRE(parser.state() == ReadState::done);
    const OwnedRequest second = parser.take();
    CHECK(second.view().target == "/second");
    CHECK(second.view().body == "abc");
    REQUIRE(parser.state() == ReadState::done);
    CHECK(parser.take().view().target == "/a?b=c");
    CHECK(parser.state() == ReadState::header);
}

TEST_CASE("empty lines before a request are skipped, however they arrive") {
    RequestFeed parser;
    for (const char* part : {"\r\n", "\r", "\n", "\r\n\r"}) CHECK(parser.feed(part) == ReadState::idle);
    CHECK(parser.feed("\n" + get) == ReadState::done);
}

TEST_CASE("bodies come by length and by chunks, at any split") {
    const std::string chunked =
        "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6;x=y\r\npedia "
        "\r\n0\r\nTrailer: t\r\n\r\n";
    for (std::size_t step = 1; step < 20; ++step) {
        RequestFeed parser;
        for (std::size_t i = 0; i < chunked.size(); i += step)
            parser.feed(std::string_view(chunked).substr(i, step));
        REQUIRE(parser.state() == ReadState::done);
        CHECK(parser.take().view().body == "Wikipedia ");
    }
}

TEST_CASE("keep-alive follows the HTTP version and Connection") {
    const auto keeps = [](const std::string& version, const std::string& connection) {
        RequestFeed parser;
        REQUIRE(parser.feed("GET / HTTP/" + version + "\r\nHost: h\r\n" + connection + "\r\n") ==
                ReadState::done);
        return parser.take().view().keep_alive;
    };
    CHECK(keeps("1.1", ""));
    CHECK_FALSE(keeps("1.1", "Connection: close\r\n"));
    CHECK_FALSE(keeps("1.1", "Connection: x, Close\r\n"));
    CHECK_FALSE(keeps("1.0", ""));
    CHECK(keeps("1.0", "Connection: keep-alive\r\n"));
}

TEST_CASE("a client that asks for 100 Continue is told once") {
    RequestFeed parser;
    parser.feed("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(parser.state() == ReadState::body);
    CHECK(parser.take_continue());
    CHECK_FALSE(parser.take_continue());
    CHECK(parser.feed("ok") == ReadState::done);
}

TEST_CASE("what is no clean HTTP/1.1 is refused with the right status") {
    const std::string host = "Host: h\r\n";
    const std::string big(20'000, 'a');
    const Refusal refusals[] = {
        {400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 and more bytes of a TLS hello\r\n\r\n"},
        {400, "garbage\r\n\r\n"},
        {400, "GET /\r\n\r\n"},
        {400, "GET / HTTP/1.1\nHost: h\n\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: \r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: user@h\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h/path\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost : h\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n Host: h\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n\tb\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nbad name: 1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s},
        {400, "G@T / HTTP/1.1\r\n" + host + "\r\n"},
        {400, "GET / HTTP/x.y\r\n" + host + "\r\n"},
        {505, "GET / HTTP/2.0\r\n" + host + "\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 1x\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n"},
        {400,
         "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400,
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host +
                  "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: identity\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"},
        {417, "POST / HTTP/1.1\r\n" + host + "Expect: miracles\r\nContent-Length: 1\r\n\r\n"},
        {413, "POST / HTTP/1.1\r\n" + host + "Content-Length: 65537\r\n\r\n"},
        {413, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n10001\r\n"},
        {431, "GET / HTTP/1.1\r\n" + host + "X: " + big + "\r\n\r\n"},
        {414, "GET /" + big + " HTTP/1.1\r\n" + host + "\r\n"},
        {414, "GET /" + big.substr(0, 8192) + " HTTP/1.1\r\n" + host + "\r\n"},
        {431, "GET / HTTP/1.1\r\n" + host + big},
        {505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {400, "GET  / HTTP/1.1\r\n" + host + "\r\n"},
        {400, "GET /\xC3\xA9 HTTP/1.1\r\n" + host + "\r\n"},
        {400, "GET / HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: +1\r\n\r\na"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: \r\n\r\na"},
        {400, "POST / HTTP/1.1\r\n" + host + "Content-Length: 0x1\r\n\r\na"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: \r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, chunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1 ;x\r\na\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nno trailer\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nT: a\n\r\n"},
        {413, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"},
        {400, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0000000000000\r\n"},
        {431, "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + big},
    };
    for (const Refusal& refusal : refusals) {
        INFO(refusal.bytes.substr(0, 120));
        RequestFeed whole;
        REQUIRE(whole.feed(refusal.bytes) == ReadState::refused);
        CHECK(whole.problem().status == refusal.status);
        CHECK_FALSE(whole.problem().detail.empty());
        RequestFeed dribbled;
        for (const char c : refusal.bytes) dribbled.feed({&c, 1});
        REQUIRE(dribbled.state() == ReadState::refused);
        CHECK(dribbled.problem().status == refusal.status);
    }
}

TEST_CASE("a header of many short lines is bounded as a whole") {
    RequestFeed parser;
    parser.feed("GET / HTTP/1.1\r\nHost: h\r\n");
    std::size_t fed = 0;
    while (parser.state() == ReadState::header && fed < 100'000) {
        parser.feed("X: y\r\n");
        fed += 6;
    }
    CHECK(parser.state() == ReadState::refused);
    CHECK(parser.problem().status == 431);
    CHECK(fed <= 16 * 1024);
}

TEST_CASE("a header has at most a hundred lines") {
    for (const int lines : {100, 101}) {
        std::string bytes = "GET / HTTP/1.1\r\nHost: h\r\n";
        for (int i = 1; i < lines; ++i) bytes += "A: b\r\n";
        RequestFeed parser;
        CHECK((parser.feed(bytes + "\r\n") == ReadState::done) == (lines == 100));
    }
}

TEST_CASE("the program hears of a head before the body comes, and says how long that may be") {
    const ParserLimits limits;
    RequestReader reader(limits);
    Request request;
    const std::string head = "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n";
    const std::string bytes = head + "ab";
    reader.give(bytes);
    REQUIRE(reader.advance(request) == ReadState::head);
    CHECK(request.target == "/a");
    CHECK(request.body.empty());
    CHECK(reader.framing().content_length == 4);
    SECTION("enough") {
        reader.allow_body(4);
        CHECK(reader.advance(request) == ReadState::body);
    }
    SECTION("too little") {
        reader.allow_body(3);
        CHECK(reader.advance(request) == ReadState::refused);
        CHECK(reader.problem().status == 413);
    }
}

TEST_CASE("a request that comes whole is read where it lies, and one in pieces where it was kept") {
    const ParserLimits limits;
    RequestReader reader(limits);
    Request request;
    const std::string bytes = "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd" + get;
    reader.give(bytes);
    REQUIRE(reader.advance(request) == ReadState::head);
    reader.allow_body(4);
    REQUIRE(reader.advance(request) == ReadState::done);
    CHECK(request.target.data() == bytes.data() + 4);
    CHECK(request.body == "abcd");
    reader.keep();
    REQUIRE(reader.advance(request) == ReadState::done);
    CHECK(request.target.data() != bytes.data() + 4);
    CHECK(request.body == "abcd");
    CHECK(request.headers.size() == 2);
    reader.next();
    REQUIRE(reader.advance(request) == ReadState::head);
    CHECK(request.target == "/a?b=c");
}

TEST_CASE("random mutations of requests never crash the parser nor leave it without an answer") {
    std::mt19937 random(3);
    const std::string seed =
        get + "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + get;
    for (int round = 0; round < 5'000; ++round) {
        std::string bytes = seed;
        for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        RequestFeed parser;
        for (std::size_t i = 0; i < bytes.size();) {
            const std::size_t count = std::min<std::size_t>(1 + random() % 40, bytes.size() - i);
            parser.feed(std::string_view(bytes).substr(i, count));
            i += count;
            for (int guard = 0; parser.state() == ReadState::done; ++guard) {
                REQUIRE(guard < 10);
                parser.take();
            }
        }
        if (parser.state() == ReadState::refused) CHECK(parser.problem().status >= 400);
    }
}
