// Snapshots written to files and read again.
#include "operations/snapshot/snapshot_file.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/sections.hpp"
#include "operations/near.hpp"
#include "operations/snapshot/snapshot_cache.hpp"
#include "operations/walk_in.hpp"
#include "tests/unit/operations/walked_mall.hpp"

namespace fs = std::filesystem;
using namespace mallctl;
using operations::ArtifactCache;
using operations::SnapshotCache;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("snapshots-" + core::to_string(core::uuid_v4()));
    Folder() {
        fs::create_directory(path);
        fs::permissions(path, fs::perms::owner_all);
    }
    ~Folder() { fs::remove_all(path); }
};

core::Instant noon() {
    return core::parse_instant("2026-03-02T12:00:00Z");
}

// A mall that has something of everything that a snapshot resolves.
std::shared_ptr<const operations::Snapshot> full_mall() {
    test::WalkedMall maker;
    maker.store_named("bakery").tenant = "baker";
    maker.store_named("bakery").hours = "Mo-Sa 06:00-18:00";
    maker.store_named("bakery").name = {{"de", "Bäckerei"}, {"en", "Bakery"}};
    maker.store_named("bakery").tags = {"bread", "coffee"};
    auto& lease = maker.rows.leases.emplace_back();
    lease.slug = "first";
    lease.tenant = "baker";
    lease.units = {"E@1"};
    lease.from = "2026-01-01";
    lease.base_rent_minor = 12'345'600;
    auto& closure = maker.closure("lift");
    closure.connector = "Lift A";
    closure.until = noon() + std::chrono::hours(1);
    return maker.open();
}

// The snapshot with its graph in a cache, as serve has it.
std::shared_ptr<const operations::Snapshot> with_cached_graph(const operations::Snapshot& made,
                                                              const ArtifactCache& cache) {
    const auto view = made.nav_bytes.view();
    const std::string_view text(reinterpret_cast<const char*>(view.data()), view.size());
    auto kept = cache.keep("nav", made.mall.id, core::sha256_hex(text), {view.begin(), view.end()});
    return operations::make_snapshot(made.mall, made.catalog, made.plan, std::move(kept), made.nav_stale);
}

std::string answers(const operations::Snapshot& mall) {
    std::string all;
    for (const char* location : {"west", "east"}) {
        for (const auto at : {noon(), noon() + std::chrono::hours(8)}) {
            all += operations::walk_in_json(mall, location, at) + "\n";
        }
    }
    return all;
}

}  // namespace

TEST_CASE("a snapshot that was written and read again gives the same answers and the same file") {
    const Folder folder;
    const ArtifactCache artifacts(folder.path / "artifacts");
    const auto mall = with_cached_graph(*full_mall(), artifacts);
    const auto bytes = operations::write_snapshot(*mall);
    const auto again = operations::read_snapshot(bytes, artifacts);
    REQUIRE(again->nav);
    CHECK_FALSE(again->nav_stale);
    CHECK(answers(*again) == answers(*mall));
    CHECK(operations::write_snapshot(*again) == bytes);
    CHECK(operations::read_mall(bytes).slug == mall->mall.slug);
    REQUIRE(again->catalog.leases.size() == 1);
    CHECK(again->catalog.leases[0].base_rent_minor == 12'345'600);
    CHECK(again->catalog.stores[0].tags == mall->catalog.stores[0].tags);
    CHECK(again->catalog.closures[0].until == mall->catalog.closures[0].until);
}

TEST_CASE("a snapshot whose graph is gone from the disk is read without it") {
    const Folder folder;
    const auto mall = full_mall();
    const auto again = operations::read_snapshot(operations::write_snapshot(*mall), ArtifactCache());
    CHECK_FALSE(again->nav);
    CHECK(again->nav_stale);
    CHECK(again->plan.units.size() == mall->plan.units.size());
}

TEST_CASE("damaged snapshot files are refused, whatever is damaged") {
    const auto whole = operations::write_snapshot(*full_mall());
    const auto refused = [](const std::vector<std::byte>& bytes) {
        try {
            operations::read_snapshot(bytes, ArtifactCache());
            return false;
        } catch (const core::Error& error) {
            return error.fault() == core::Fault::rejected;
        }
    };
    CHECK_FALSE(refused(whole));
    CHECK(refused({}));
    std::mt19937 random(5);
    for (int i = 0; i < 300; ++i) {
        auto bytes = whole;
        if (i % 3 == 0) {
            bytes.resize(random() % bytes.size());
        } else {
            bytes[random() % bytes.size()] ^= std::byte{static_cast<unsigned char>(1 + random() % 255)};
        }
        CHECK(refused(bytes));
    }
}

TEST_CASE("snapshots are kept by mall and database, and found again") {
    const Folder folder;
    const ArtifactCache artifacts(folder.path / "artifacts");
    const auto mall = with_cached_graph(*full_mall(), artifacts);
    const SnapshotCache cache(folder.path / "snapshots", "one", artifacts);
    CHECK(cache.list().empty());
    CHECK_THROWS_AS(cache.load(mall->mall.id), core::Error);
    REQUIRE(cache.keep(*mall));
    REQUIRE(cache.keep(*mall));
    REQUIRE(cache.list().size() == 1);
    CHECK(cache.list()[0].slug == mall->mall.slug);
    CHECK(answers(*cache.load(mall->mall.id)) == answers(*mall));

    const SnapshotCache other(folder.path / "snapshots", "two", artifacts);
    CHECK(other.list().empty());
    CHECK_THROWS_AS(other.load(mall->mall.id), core::Error);

    cache.keep_only({mall->mall.id});
    CHECK(cache.list().size() == 1);
    cache.keep_only({});
    CHECK(cache.list().empty());
}

TEST_CASE("beyond the cap the snapshots go that nobody has used for the longest time, of any database") {
    const Folder folder;
    const auto mall = full_mall();
    const auto named = [&](std::uint8_t number) {
        catalog::Mall other = mall->mall;
        other.id.bytes[0] = number;
        return operations::make_snapshot(other, mall->catalog, mall->plan, {}, false);
    };
    const SnapshotCache unlimited(folder.path / "snapshots", "one", {});
    REQUIRE(unlimited.keep(*named(1)));
    std::uintmax_t size = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path)) {
        if (entry.is_regular_file()) size = entry.file_size();
    }
    REQUIRE(size > 0);
    const SnapshotCache cache(folder.path / "snapshots", "one", {}, 3 * size);
    const SnapshotCache other(folder.path / "snapshots", "two", {}, 3 * size);
    const auto pause = [] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); };
    pause();
    REQUIRE(other.keep(*named(2)));
    pause();
    REQUIRE(cache.keep(*named(3)));
    pause();
    REQUIRE(cache.keep(*named(1)));  // as it was: that is a use
    pause();
    CHECK(other.load(named(2)->mall.id));  // likewise
    pause();
    REQUIRE(cache.keep(*named(4)));
    CHECK_THROWS_AS(cache.load(named(3)->mall.id), core::Error);
    for (const std::uint8_t left : {1, 4}) CHECK(cache.load(named(left)->mall.id));
    CHECK(other.load(named(2)->mall.id));
    // One that alone is larger is not kept, and none goes for it.
    CHECK_FALSE(SnapshotCache(folder.path / "snapshots", "one", {}, size / 2).keep(*named(5)));
    CHECK(cache.list().size() == 2);
}

TEST_CASE("a damaged file is passed over, and a directory that others may write to is not used") {
    const Folder folder;
    const auto mall = full_mall();
    const SnapshotCache cache(folder.path / "snapshots", "one", {});
    REQUIRE(cache.keep(*mall));
    for (const auto& entry : fs::recursive_directory_iterator(folder.path)) {
        if (entry.path().extension() != ".snapshot") continue;
        std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(200);
        file.put('\x7F');
    }
    CHECK(cache.list().empty());
    CHECK_THROWS_AS(cache.load(mall->mall.id), core::Error);
    REQUIRE(cache.keep(*mall));
    CHECK(cache.list().size() == 1);
    fs::permissions(folder.path / "snapshots", fs::perms::all);
    CHECK(cache.list().empty());
    CHECK_FALSE(cache.keep(*mall));
    CHECK_FALSE(SnapshotCache().keep(*mall));
}
