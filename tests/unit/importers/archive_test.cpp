#include "importers/archive/archive.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <random>
#include <sstream>

#include "core/error.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/samples.hpp"

using namespace mallctl;
using importers::archive::Contents;
using importers::archive::Limits;
using importers::archive::read_archive;

namespace {

const auto everything = [](const std::string&) { return true; };

// The message of the refusal; empty when there was none. Any other exception fails the test.
std::string refusal(const std::filesystem::path& path, const Limits& limits = {}) {
    try {
        read_archive(path, everything, limits);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_FALSE(error.advice().empty());
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("an archive gives its wanted entries by name and lists the others, without litter") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "a.zip";
    test::write_zip(path, {{"in/b.geojson", "B"},
                           {"in/a.geojson", "A"},
                           {"in/readme.txt", "R"},
                           {"in/.DS_Store", "x"},
                           {"__MACOSX/in/._a.geojson", "x"}});
    const Contents contents =
        read_archive(path, [](const std::string& name) { return name.ends_with(".geojson"); });
    REQUIRE(contents.files.size() == 2);
    CHECK(contents.files[0].text == "A");
    CHECK(contents.files[0].path == directory.path() / "in/a.geojson");
    CHECK(contents.files[0].label == path.string() + ": in/a.geojson");
    CHECK(contents.files[1].text == "B");
    CHECK(contents.skipped == std::vector<std::string>{"in/readme.txt"});
}

TEST_CASE("an archive cut short anywhere is refused by name") {
    const test::TemporaryDirectory directory;
    const auto whole = directory.path() / "whole.zip";
    test::write_zip(whole, test::tiny_imdf());
    const std::string bytes = test::read_file(whole);
    const auto cut = directory.path() / "cut.zip";
    for (std::size_t length = 0; length < bytes.size(); length += 13) {
        test::write_file(cut, bytes.substr(0, length));
        const std::string message = refusal(cut);
        if (message.find(cut.string()) == std::string::npos)
            FAIL_CHECK("cut at " << length << ": " << message);
    }
}

TEST_CASE("an archive with flipped bytes is read or refused, and never more") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "flipped.zip";
    test::write_zip(path, test::tiny_imdf());
    const std::string bytes = test::read_file(path);
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::string flipped = bytes;
        for (int i = 0; i < 3; ++i) flipped[random() % flipped.size()] = static_cast<char>(random());
        test::write_file(path, flipped);
        const std::string message = refusal(path);
        if (!message.empty()) CHECK(message.find(path.string()) != std::string::npos);
    }
}

TEST_CASE("a zip bomb is refused before it is unpacked") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "bomb.zip";
    test::write_zip(path, {{"unit.geojson", std::string(std::size_t{32} << 20, '0')}});
    CHECK(std::filesystem::file_size(path) < 100'000);
    CHECK(refusal(path).find("unit.geojson, which unpacks to more than 200 times") != std::string::npos);
}

TEST_CASE("each limit is kept") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "a.zip";
    test::write_zip(path, {{"a", "12345"}, {"b", "12345"}});
    CHECK(refusal(path).empty());
    CHECK(refusal(path, {.entries = 1}).find("more than 1 entries") != std::string::npos);
    CHECK(refusal(path, {.entry_size = 4}).find("unpacks to 5 bytes") != std::string::npos);
    CHECK(refusal(path, {.total_size = 9}).find("total over 9") != std::string::npos);
    test::write_zip(path, {{"a/b/c/d", "1"}});
    CHECK(refusal(path, {.depth = 3}).find("nested too deeply") != std::string::npos);
}

TEST_CASE("an entry that would leave the archive is refused, wanted or not") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "evil.zip";
    for (const char* name :
         {"../evil.geojson", "in/../../evil.txt", "/etc/passwd", "C:/evil.geojson", "in\\..\\evil"}) {
        INFO(name);
        test::write_zip(path, {{name, "x"}});
        CHECK(refusal(path).find(name) != std::string::npos);
        CHECK_THROWS_AS(read_archive(path, [](const std::string&) { return false; }), core::Error);
    }
}

TEST_CASE("a file that is no archive is refused by name") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "text.zip";
    test::write_file(path, "just text");
    CHECK(refusal(path).find(path.string()) != std::string::npos);
}

TEST_CASE("an archive whose directory lacks a ZIP64 field is refused as damaged, though it exists") {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "damaged.zip";
    test::write_zip(path, {{"a.geojson", "x"}});
    std::string bytes = test::read_file(path);
    bytes.replace(bytes.find("PK\x01\x02") + 42, 4, 4, '\xFF');  // the entry's place: see the ZIP64 field
    test::write_file(path, bytes);
    CHECK(refusal(path).find("is damaged or cut short") != std::string::npos);
}

TEST_CASE("an archive that does not exist is a failure, not a refusal") {
    try {
        read_archive("no/such.zip", everything);
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::failed);
    }
}
