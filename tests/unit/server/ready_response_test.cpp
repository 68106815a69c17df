#include "server/http/ready_response.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "server/http/etag.hpp"
#include "server/respond.hpp"

using namespace mallctl::server;

namespace {

std::shared_ptr<const http::ReadyResponse> three_codings() {
    http::ReadyParts parts;
    parts.headers = {{"Content-Language", "de"}};
    parts.body = "{\"plain\":true}";
    parts.gzip = "GZIP";
    parts.brotli = "BR";
    return std::make_shared<const http::ReadyResponse>(std::move(parts));
}

http::Response answer(const std::shared_ptr<const http::ReadyResponse>& ready,
                      std::vector<http::HeaderView> headers) {
    http::Request request;
    request.method = "GET";
    request.target = "/";
    request.headers = std::move(headers);
    return respond([&](const http::Request&) { return http::ready_response(ready); }, request);
}

std::string head_of(const http::Response& response) {
    std::string head;
    http::append_head(head, response, {"DATE", "ID", true});
    return head;
}

}  // namespace

TEST_CASE("a client gets the coding that it prefers of those that were made") {
    const auto ready = three_codings();
    const auto chosen = [&](std::string_view accepted) { return ready->choose(accepted).body; };
    const std::string plain = "{\"plain\":true}";
    CHECK(chosen("") == plain);
    CHECK(chosen("gzip, deflate, br") == "BR");
    CHECK(chosen("gzip") == "GZIP");
    CHECK(chosen("GZIP;q=1.0") == "GZIP");
    CHECK(chosen("br;q=0.5, gzip;q=0.8") == "GZIP");
    CHECK(chosen("br;q=0, gzip;q=0") == plain);
    CHECK(chosen("*") == "BR");
    CHECK(chosen("*;q=0") == plain);
    CHECK(chosen("br;q=0, *") == "GZIP");
    CHECK(chosen("identity, br;q=0.1") == plain);
    CHECK(chosen("zstd, deflate") == plain);
    CHECK(chosen(" , ;q=,br ; q=0.2") == "BR");
    CHECK(chosen("gzipped, brotli") == plain);
}

TEST_CASE("each representation has a tag of its own, which turns its 200 into 304") {
    const auto ready = three_codings();
    const http::Response plain = answer(ready, {});
    const http::Response packed = answer(ready, {{"Accept-Encoding", "br"}});
    CHECK(plain.header("ETag") == http::etag_of("{\"plain\":true}"));
    CHECK(packed.header("ETag") != plain.header("ETag"));
    CHECK(packed.header("Content-Encoding") == "br");
    CHECK(plain.header("Content-Encoding").empty());
    CHECK(packed.bytes() == "BR");
    const std::string etag(packed.header("ETag"));
    const http::Response again = answer(ready, {{"Accept-Encoding", "br"}, {"If-None-Match", etag}});
    CHECK(again.status == 304);
    CHECK(again.bytes().empty());
    CHECK(again.header("ETag") == etag);
    CHECK(answer(ready, {{"If-None-Match", etag}}).status == 200);
}

TEST_CASE("a ready head says what one that is formatted each time says, and takes headers of the request") {
    const auto ready = three_codings();
    http::Response plain = answer(ready, {});
    plain.headers.push_back({"Access-Control-Allow-Origin", "https://a.example"});
    http::Response formatted = http::make_response(200, "application/json", "{\"plain\":true}");
    formatted.headers = {{"Content-Language", "de"},
                         {"ETag", std::string(plain.header("ETag"))},
                         {"Cache-Control", "no-cache"},
                         {"Vary", "Accept-Encoding"}};
    std::string expected = head_of(formatted);
    expected.insert(expected.find("Date: "), "Access-Control-Allow-Origin: https://a.example\r\n");
    CHECK(head_of(plain) == expected);
}

TEST_CASE("a 304 repeats what it must of the 200 and has no length") {
    http::Response response = answer(three_codings(), {{"If-None-Match", "*"}});
    const std::string head = head_of(response);
    CHECK(head.starts_with("HTTP/1.1 304 Not Modified\r\n"));
    CHECK(head.find("Content-Length") == std::string::npos);
    CHECK(head.find("Content-Language") == std::string::npos);
    CHECK(response.header("Vary") == "Accept-Encoding");
    CHECK(response.header("Cache-Control") == "no-cache");
}

TEST_CASE("an owned request outlives the bytes it was made of") {
    auto bytes = std::make_unique<std::string>("POST/pathNameValuebody");
    const std::string_view all = *bytes;
    http::Request request;
    request.method = all.substr(0, 4);
    request.target = all.substr(4, 5);
    request.headers = {{all.substr(9, 4), all.substr(13, 5)}};
    request.body = all.substr(18);
    http::OwnedRequest owned(request);
    bytes->assign(bytes->size(), '#');
    bytes.reset();
    const http::OwnedRequest moved = std::move(owned);
    CHECK(moved.view().method == "POST");
    CHECK(moved.view().target == "/path");
    CHECK(moved.view().header("name") == "Value");
    CHECK(moved.view().body == "body");
}
