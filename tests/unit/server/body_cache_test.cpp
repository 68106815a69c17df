#include "server/bodies/body_cache.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/bodies/compress.hpp"
#include "server/bodies/compressor.hpp"

using namespace mallctl;
using namespace mallctl::server::bodies;
using namespace std::chrono_literals;

namespace {

constexpr core::Instant noon = core::Instant(1'767'268'800s);

MadeBody body(const std::string& text, core::Instant until = core::Instant::max()) {
    return {{.body = text}, until};
}

std::string text_of(const ReadyPointer& ready) {
    return ready ? ready->identity().body : "nothing";
}

std::string long_text() {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "{\"name\":\"Bakery\",\"level\":\"G\",\"number\":" + std::to_string(i) + "},";
    return text;
}

std::string gunzip(const std::string& packed, std::size_t size) {
    std::string text(size + 1, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 16 + MAX_WBITS) == Z_OK);
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return text;
}

std::string unbrotli(const std::string& packed, std::size_t size) {
    std::string text(size + 1, '\0');
    std::size_t got = text.size();
    REQUIRE(BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()), &got,
                                    reinterpret_cast<std::uint8_t*>(text.data())) ==
            BROTLI_DECODER_RESULT_SUCCESS);
    text.resize(got);
    return text;
}

}  // namespace

TEST_CASE("an answer is made once, and again when it holds no more") {
    const auto cache = std::make_shared<BodyCache>();
    int made = 0;
    const auto get = [&](core::Instant now) {
        return text_of(cache->get({"walk-in", "west"}, now,
                                  [&] { return body("answer " + std::to_string(++made), now + 60s); }));
    };
    CHECK_FALSE(cache->find({"walk-in", "west"}, noon));
    CHECK(get(noon) == "answer 1");
    CHECK(get(noon + 59s) == "answer 1");
    CHECK(text_of(cache->find({"walk-in", "west"}, noon + 59s)) == "answer 1");
    CHECK_FALSE(cache->find({"walk-in", "west"}, noon + 60s));
    CHECK_FALSE(cache->find({"walk-in", "west"}, noon - 1s));  // a clock that was put back
    CHECK(get(noon + 60s) == "answer 2");
    CHECK(text_of(cache->find({"walk-in", "west"}, noon + 100s)) == "answer 2");
}

TEST_CASE("answers to different keys are kept apart") {
    const auto cache = std::make_shared<BodyCache>();
    for (int i = 0; i < 1000; ++i) {
        const std::string rest = std::to_string(i);
        cache->get({i % 2 == 0 ? "even" : "odd", rest}, noon, [&] { return body(rest); });
    }
    for (int i = 0; i < 1000; ++i) {
        const std::string rest = std::to_string(i);
        CHECK(text_of(cache->find({i % 2 == 0 ? "even" : "odd", rest}, noon)) == rest);
        CHECK_FALSE(cache->find({i % 2 == 0 ? "odd" : "even", rest}, noon));
    }
}

TEST_CASE("an answer that cannot be made is tried again by the next who asks") {
    const auto cache = std::make_shared<BodyCache>();
    const BodyKey key{"walk-in", "nowhere"};
    CHECK_THROWS_AS(cache->get(key, noon, []() -> MadeBody { throw std::runtime_error("no"); }),
                    std::runtime_error);
    CHECK_FALSE(cache->find(key, noon));
    CHECK(cache->bytes() == 0);
    CHECK(text_of(cache->get(key, noon, [] { return body("found"); })) == "found");
}

TEST_CASE("many who ask at once get one answer that is made once, while it is compressed") {
    Compressor compressor;
    const auto cache = std::make_shared<BodyCache>(
        BodyCache::default_budget,
        [&](const std::shared_ptr<BodyCache>& made, BodyKey key) { compressor.add(made, key); });
    std::atomic<int> made{0};
    std::atomic<int> wrong{0};
    const std::string text = long_text();
    std::vector<std::thread> visitors;
    for (int i = 0; i < 4; ++i) {
        visitors.emplace_back([&] {
            for (int round = 0; round < 200; ++round) {
                const std::string rest = std::to_string(round % 20);
                const auto ready = cache->get({"walk-in", rest}, noon, [&] {
                    ++made;
                    std::this_thread::sleep_for(1ms);
                    return body(text + rest);
                });
                if (text_of(ready) != text + rest) ++wrong;
            }
        });
    }
    for (std::thread& visitor : visitors) visitor.join();
    CHECK(wrong == 0);
    CHECK(made == 20);
}

TEST_CASE("memory is bounded: beyond the budget answers are made and not kept") {
    const auto cache = std::make_shared<BodyCache>(64 * 1024);
    const std::string text(1000, 'x');
    for (int i = 0; i < 200; ++i) {
        const std::string rest = std::to_string(i);
        CHECK(text_of(cache->get({"walk-in", rest}, noon, [&] { return body(text + rest); })) == text + rest);
    }
    CHECK(cache->is_full());
    CHECK(cache->find({"walk-in", "0"}, noon));
    CHECK_FALSE(cache->find({"walk-in", "199"}, noon));
}

TEST_CASE("an answer outlives its cache") {
    auto cache = std::make_shared<BodyCache>();
    const ReadyPointer ready = cache->get({"a", "b"}, noon, [] { return body("kept"); });
    cache.reset();
    CHECK(text_of(ready) == "kept");
}

TEST_CASE("a compressed answer takes the place of the plain one, with equal content") {
    const auto cache = std::make_shared<BodyCache>();
    const BodyKey key{"level", "G"};
    const std::string text = long_text();
    cache->get(key, noon, [&] { return body(text, noon + 60s); });
    CHECK(cache->find(key, noon)->choose("gzip, br").body == text);
    cache->compress(key);
    const ReadyPointer packed = cache->find(key, noon);
    REQUIRE(packed);
    CHECK(packed->identity().body == text);
    const auto& zipped = packed->choose("gzip");
    const auto& small = packed->choose("gzip;q=0.5, br");
    CHECK(zipped.head.find("Content-Encoding: gzip") != std::string::npos);
    CHECK(small.head.find("Content-Encoding: br") != std::string::npos);
    CHECK(packed->identity().head.find("Vary: Accept-Encoding") != std::string::npos);
    CHECK(gunzip(zipped.body, text.size()) == text);
    CHECK(unbrotli(small.body, text.size()) == text);
    CHECK(&packed->choose("br;q=0, gzip;q=0") == &packed->identity());
    CHECK_FALSE(cache->find(key, noon + 60s));
    cache->compress({"level", "none"});
}

TEST_CASE("an answer that is still to be compressed already says that there are others") {
    const auto cache = std::make_shared<BodyCache>(BodyCache::default_budget,
                                                   [](const std::shared_ptr<BodyCache>&, BodyKey) {});
    const ReadyPointer plain = cache->get({"level", "G"}, noon, [] { return body(long_text()); });
    CHECK(plain->identity().head.find("Vary: Accept-Encoding") != std::string::npos);
    CHECK(plain->identity().not_modified.find("Vary: Accept-Encoding") != std::string::npos);
}

TEST_CASE("what does not shrink is not sent compressed") {
    const auto cache = std::make_shared<BodyCache>();
    cache->get({"short", ""}, noon, [] { return body("{}"); });
    cache->compress({"short", ""});
    CHECK(cache->find({"short", ""}, noon)->choose("gzip, br").body == "{}");
}

TEST_CASE("any bytes come back from their compressed forms") {
    std::mt19937 random(3);
    for (const std::size_t size : {0U, 1U, 100U, 5000U, 200'000U}) {
        std::string text(size, '\0');
        for (char& c : text) c = static_cast<char>(random() % (size % 3 == 0 ? 256 : 4));
        CHECK(gunzip(gzip(text), size) == text);
        CHECK(unbrotli(brotli(text), size) == text);
        CHECK(gzip(text) == gzip(text));
    }
}
