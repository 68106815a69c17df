#include "operations/artifact_cache.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "core/digest.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using namespace mallctl::test;
namespace fs = std::filesystem;

namespace {

std::vector<std::byte> bytes_of(const std::string& text) {
    std::vector<std::byte> bytes(text.size());
    std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

struct Kept {
    std::string sha256;
    operations::ArtifactBytes bytes;
};

Kept keep(const operations::ArtifactCache& cache, std::uint8_t mall, const std::string& text) {
    core::Uuid id;
    id.bytes[15] = mall;
    auto bytes = bytes_of(text);
    const std::string sha256 = core::sha256_hex(bytes);
    return {sha256, cache.keep("nav", id, sha256, bytes)};
}

bool same(const operations::ArtifactBytes& bytes, const std::string& text) {
    const auto expected = bytes_of(text);
    return std::equal(bytes.view().begin(), bytes.view().end(), expected.begin(), expected.end());
}

// Regular files, by name.
std::size_t files_in(const fs::path& directory) {
    return static_cast<std::size_t>(std::count_if(
        fs::directory_iterator(directory), fs::directory_iterator{},
        [](const auto& entry) { return entry.symlink_status().type() == fs::file_type::regular; }));
}

}  // namespace

TEST_CASE("what the cache keeps is mapped, found again, and private to its owner") {
    const TemporaryDirectory directory;
    const fs::path folder = directory.path() / "artifacts";
    const operations::ArtifactCache cache(folder);
    CHECK_FALSE(cache.find("nav", std::string(64, 'a'), 5));
    const Kept kept = keep(cache, 1, "graph");
    CHECK(kept.bytes.is_mapped());
    CHECK(same(kept.bytes, "graph"));
    const auto found = cache.find("nav", kept.sha256, 5);
    REQUIRE(found);
    CHECK(same(*found, "graph"));
    CHECK_FALSE(cache.find("nav", kept.sha256, 6));
    struct stat info {};
    REQUIRE(::stat(folder.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
    REQUIRE(::stat((folder / (kept.sha256 + ".nav")).c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a mall's former artifact is removed, those of others stay, and readers keep what they have") {
    const TemporaryDirectory directory;
    const fs::path folder = directory.path() / "artifacts";
    const operations::ArtifactCache cache(folder);
    const Kept first = keep(cache, 1, "first");
    const Kept other = keep(cache, 2, "other");
    const Kept second = keep(cache, 1, "second");
    CHECK_FALSE(fs::exists(folder / (first.sha256 + ".nav")));
    CHECK(cache.find("nav", other.sha256, 5));
    CHECK(cache.find("nav", second.sha256, 6));
    CHECK(same(first.bytes, "first"));
    CHECK(files_in(folder) == 2);
    keep(cache, 1, "second");
    CHECK(files_in(folder) == 2);
}

TEST_CASE("a cut file is not found, and kept anew") {
    const TemporaryDirectory directory;
    const fs::path folder = directory.path() / "artifacts";
    const operations::ArtifactCache cache(folder);
    const Kept kept = keep(cache, 1, "graph");
    write_file(folder / (kept.sha256 + ".nav"), "gra");
    CHECK_FALSE(cache.find("nav", kept.sha256, 5));
    keep(cache, 1, "graph");
    CHECK(same(*cache.find("nav", kept.sha256, 5), "graph"));
}

TEST_CASE("bytes stay in memory where no directory can hold them, or others may write to it") {
    const TemporaryDirectory directory;
    CHECK_FALSE(keep(operations::ArtifactCache(), 1, "graph").bytes.is_mapped());
    const Kept kept = keep(operations::ArtifactCache(directory.path() / "no" / "parent"), 1, "graph");
    CHECK_FALSE(kept.bytes.is_mapped());
    CHECK(same(kept.bytes, "graph"));
    const fs::path open = directory.path() / "open";
    fs::create_directory(open);
    fs::permissions(open, fs::perms::all);
    CHECK_FALSE(keep(operations::ArtifactCache(open), 1, "graph").bytes.is_mapped());
    CHECK(files_in(open) == 0);
}
