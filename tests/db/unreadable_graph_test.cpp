// Graphs that were stored and cannot be read: the mall is there without them until they are built anew.
#include <catch2/catch.hpp>
#include <filesystem>

#include "core/digest.hpp"
#include "db/artifact_repository.hpp"
#include "nav/artifact/format.hpp"
#include "operations/build.hpp"
#include "operations/import.hpp"
#include "operations/snapshot.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"
#include "tests/support/paths.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;

constexpr const char* mall = "riverside";

// A mall with a graph, in a database of its own, and a cache beside it.
class BuiltMall {
  public:
    BuiltMall() {
        operations::ImportOptions options;
        options.mall = mall;
        options.create = true;
        options.time_zone = "Europe/Berlin";
        options.currency = "EUR";
        operations::import_plan(session, without_ids(large_plan(mall_id(mall), 6)), options);
        operations::build_nav(session, mall);
    }

    // Stores other bytes as what was built from the input, with a SHA-256 of theirs or another.
    void store(std::vector<std::byte> bytes, const std::string& input, const std::string& sha256) {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::write);
        const auto size = static_cast<std::int64_t>(bytes.size());
        db::ArtifactRepository(transaction).put({"nav", sha256, input, 1, size}, bytes);
        transaction.commit();
    }

    db::ArtifactInfo info() {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::read);
        return db::ArtifactRepository(transaction).find("nav").value();
    }

    std::vector<std::byte> bytes() {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::read);
        return db::ArtifactRepository(transaction).bytes("nav").value();
    }

    std::shared_ptr<const operations::Snapshot> open() {
        return operations::load_snapshot(session, mall, cache);
    }

    void check_that_a_build_mends_it() {
        const auto snapshot = open();
        CHECK(snapshot->plan.units.size() > 0);
        CHECK_FALSE(snapshot->nav);
        CHECK(snapshot->nav_stale);
        const auto error = failure([&] { operations::graph_of(*snapshot); });
        CHECK(error.advice() == "build it: mallctl build nav --mall riverside");
        CHECK_FALSE(std::filesystem::exists(kept));
        CHECK(operations::build_nav(session, mall).rebuilt);
        CHECK_FALSE(operations::build_nav(session, mall).rebuilt);
        const auto mended = open();
        CHECK(mended->nav);
        CHECK_FALSE(mended->nav_stale);
        CHECK(std::filesystem::exists(kept));
    }

    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    TemporaryDirectory directory;
    std::filesystem::path kept = directory.path() / "artifacts";
    operations::ArtifactCache cache{kept};
};

// As a program before or after this one would have written it.
std::vector<std::byte> of_layout(std::uint8_t version, std::vector<std::byte> bytes) {
    bytes[offsetof(core::SectionsHeader, version)] = static_cast<std::byte>(version);
    return bytes;
}

}  // namespace

TEST_CASE("a mall whose graph is of an older layout is read without it, and a build replaces it") {
    BuiltMall built;
    const auto old = of_layout(1, built.bytes());
    built.store(old, core::sha256_hex("nav of layout 1"), core::sha256_hex(old));
    built.check_that_a_build_mends_it();
}

TEST_CASE("a graph that says to be of the current plan and cannot be read is built anew") {
    BuiltMall built;
    const auto damaged = of_layout(nav::format::version + 1, built.bytes());
    built.store(damaged, built.info().input_sha256, core::sha256_hex(damaged));
    built.check_that_a_build_mends_it();
}

TEST_CASE("a graph whose bytes are not those of its SHA-256 is left out and built anew") {
    BuiltMall built;
    auto damaged = built.bytes();
    damaged.back() ^= std::byte{1};
    built.store(damaged, built.info().input_sha256, built.info().sha256);
    built.check_that_a_build_mends_it();
}

}  // namespace mallctl::test
