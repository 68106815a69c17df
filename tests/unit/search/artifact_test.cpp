#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/support/artifact_seal.hpp"
#include "tests/support/failure.hpp"
#include "tests/support/search_walk.hpp"
#include "tests/unit/search/index_maker.hpp"

using namespace mallctl;

namespace {

std::vector<std::byte> small_artifact() {
    search::Corpus corpus;
    auto nero = test::store("caffe_nero", "Caffè Nero");
    nero.category = "food.cafe";
    nero.tags = {"breakfast", "vegan"};
    nero.to = core::Instant(std::chrono::seconds(5));
    corpus.documents = {nero, test::store("gate", "Star Gate"),
                        test::document(search::DocumentKind::product, "cup", "Coffee cup")};
    corpus.synonyms = {{"gates", {"star gate", "Sternentor", "Tor"}}};
    corpus.pins = {{"coffee", {{search::DocumentKind::store, "gate"}}}};
    return search::build_index(corpus).bytes;
}

void open_and_walk(const std::vector<std::byte>& bytes) {
    const search::IndexView index(bytes);
    index.verify();
    test::walk_index(index);
}

}  // namespace

TEST_CASE("an artifact of which any bit is turned is refused, with how to mend it") {
    const auto whole = small_artifact();
    open_and_walk(whole);
    for (std::size_t i = 0; i < whole.size(); i += 1 + i / 300) {
        auto bytes = whole;
        bytes[i] ^= static_cast<std::byte>(1 << i % 8);
        const auto error = test::failure([&] { open_and_walk(bytes); });
        REQUIRE(error.fault() == core::Fault::rejected);
        REQUIRE(error.advice().find("mallctl build search") != std::string::npos);
    }
}

TEST_CASE("an artifact that was cut short is refused") {
    const auto whole = small_artifact();
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 50) {
        const std::vector<std::byte> bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(test::failure([&] { open_and_walk(bytes); }).fault() == core::Fault::rejected);
    }
}

TEST_CASE("bytes turned under mended checksums are refused, or read without harm") {
    const auto whole = small_artifact();
    std::mt19937 random(5);
    int refused = 0;
    constexpr int rounds = 4000;
    for (int i = 0; i < rounds; ++i) {
        auto bytes = whole;
        for (int k = 0; k < 2; ++k) bytes[random() % bytes.size()] = static_cast<std::byte>(random());
        test::seal_artifact(bytes);
        try {
            open_and_walk(bytes);
        } catch (const core::Error& error) {
            REQUIRE(error.fault() == core::Fault::rejected);
            ++refused;
        }
    }
    CHECK(refused > rounds / 4);
}

TEST_CASE("opening reads no more than the first page") {
    auto bytes = small_artifact();
    REQUIRE(bytes.size() > 8192);
    std::fill(bytes.begin() + 4096, bytes.end(), std::byte{0x55});
    const search::IndexView index(bytes);
    CHECK(test::failure([&] { index.verify(); }).fault() == core::Fault::rejected);
}
