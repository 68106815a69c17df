#include "core/mapped_file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include "tests/support/paths.hpp"

using mallctl::core::MappedFile;
using namespace mallctl::test;
namespace fs = std::filesystem;

namespace {

std::string text_of(const MappedFile& file) {
    const auto bytes = file.bytes();
    std::string text(bytes.size(), '\0');
    std::memcpy(text.data(), bytes.data(), bytes.size());
    return text;
}

}  // namespace

TEST_CASE("a mapped file has the bytes of the file, from a page's begin on, also after a move") {
    const TemporaryDirectory directory;
    write_file(directory.path() / "a", "some bytes");
    auto first = MappedFile::open(directory.path() / "a");
    REQUIRE(first);
    MappedFile second = std::move(*first);
    CHECK(text_of(second) == "some bytes");
    CHECK(reinterpret_cast<std::uintptr_t>(second.bytes().data()) % 4096 == 0);
    CHECK(first->bytes().empty());
    second = std::move(*MappedFile::open(directory.path() / "a"));
    CHECK(text_of(second) == "some bytes");
}

TEST_CASE("a mapped file outlives its name and what is renamed over it") {
    const TemporaryDirectory directory;
    write_file(directory.path() / "a", "old");
    const auto old = MappedFile::open(directory.path() / "a");
    REQUIRE(old);
    write_file(directory.path() / "b", "newer");
    fs::rename(directory.path() / "b", directory.path() / "a");
    CHECK(text_of(*old) == "old");
    CHECK(text_of(*MappedFile::open(directory.path() / "a")) == "newer");
    fs::remove(directory.path() / "a");
    CHECK(text_of(*old) == "old");
}

TEST_CASE("nothing is mapped of what is absent, empty, a directory, a link or a pipe") {
    const TemporaryDirectory directory;
    const fs::path file = directory.path() / "file";
    CHECK_FALSE(MappedFile::open(file));
    write_file(file, "");
    CHECK_FALSE(MappedFile::open(file));
    CHECK_FALSE(MappedFile::open(directory.path()));
    write_file(file, "x");
    fs::create_symlink(file, directory.path() / "link");
    CHECK_FALSE(MappedFile::open(directory.path() / "link"));
    REQUIRE(::mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
    CHECK_FALSE(MappedFile::open(directory.path() / "pipe"));
}
