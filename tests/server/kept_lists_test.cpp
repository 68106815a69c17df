// Lists and floors that are asked for without a filter are made once for as long as they hold.
#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "operations/public_rows.hpp"
#include "operations/validity.hpp"
#include "server/api.hpp"
#include "tests/server/small_mall.hpp"

using namespace mallctl;
using namespace mallctl::test;
using Json = nlohmann::json;

namespace {

// Stores that open and close and move, offers and closures that begin and end.
server::SnapshotPointer busy_mall() {
    const auto full = full_mall("full");
    catalog::Catalog rows = full->catalog;
    rows.stores[0].hours = "Mo-Fr 06:00-18:30; Sa 06:00-13:00";
    rows.stores[1].hours = "Mo-Sa 10:00-13:00,14:00-20:00; 2026 May 24 10:00-12:00";
    rows.stores[2].hours = "24/7";
    catalog::Lease lease = rows.leases.front();
    lease.slug = "second";
    lease.store = "vault";
    lease.units = {"0-02@G"};
    lease.from = "2026-05-20";
    lease.to = "2026-05-27";
    rows.leases.push_back(lease);
    return operations::make_snapshot(full->mall, rows, full->plan, {}, false, {}, full->former_locations, {},
                                     full->wares);
}

struct Reader {
    server::SnapshotStore store;
    std::atomic<bool> draining{false};
    server::OpenGate gate;
    server::Router router = server::make_api(store, draining, "1.2.3", gate);

    Reader() {
        store.set_listed({{"full"}});
        store.put(busy_mall());
    }

    server::http::Response ask(const std::string& path) const { return router.answer(request(path)); }
    std::string body(const std::string& path) const {
        const auto response = ask(path);
        INFO(path);
        REQUIRE(response.status == 200);
        return std::string(response.bytes());
    }
    server::http::Request request(const std::string& path) const {
        target = "/api/v1/malls/full" + path;
        server::http::Request made;
        made.method = "GET";
        made.target = target;
        return made;
    }
    mutable std::string target;
};

const char* const kept_paths[] = {
    "",        "/categories",    "/stores",           "/products",  "/locations",
    "/offers", "/closures",      "/parking_zones",    "/amenities", "/levels",
    "/units",  "/units?level=G", "/levels/G/features"};

}  // namespace

TEST_CASE(
    "what is asked for without a filter is made once, and equals what a filter that lets all through gives") {
    const Reader reader;
    for (const std::string path : kept_paths) {
        INFO(path);
        const auto first = reader.ask(path);
        REQUIRE(first.status == 200);
        REQUIRE(first.ready);
        CHECK(reader.ask(path).ready == first.ready);
        // However it is written.
        const std::string mark = path.find('?') == std::string::npos ? "?" : "&";
        if (path.find("/", 1) == std::string::npos && !path.empty() && path != "/categories")
            CHECK(reader.ask(path + mark + "after=").ready == first.ready);
        if (path == "" || path == "/categories") continue;
        const std::string now = core::format_instant(core::now());
        const auto made_anew = reader.ask(path + mark + "at=" + now);
        CHECK_FALSE(made_anew.ready);
        // The time may have come on by a second at the bound of an interval: then both are looked at again.
        if (made_anew.bytes() != first.bytes())
            CHECK(reader.body(path + mark + "at=" + core::format_instant(core::now())) == reader.body(path));
    }
}

TEST_CASE("a list with a further page links it as if it had been asked for by its usual path") {
    const auto many = [] {
        const auto full = full_mall("full");
        catalog::Catalog rows = full->catalog;
        const catalog::Location one = rows.locations.front();
        rows.locations.clear();
        for (int i = 100; i < 250; ++i) {
            rows.locations.push_back(one);
            rows.locations.back().slug = "place-" + std::to_string(i);
        }
        return operations::make_snapshot(full->mall, rows, full->plan, {}, false);
    };
    Reader reader;
    reader.store.put(many());
    const Json page = Json::parse(reader.body("/%6Cocations?limit="));
    CHECK(page.at("locations").size() == 100);
    CHECK(page.at("next") == "/api/v1/malls/full/locations?after=place-199");
    const Json rest = Json::parse(reader.body("/locations?after=place-199"));
    CHECK(rest.at("locations").size() == 50);
    CHECK(rest.at("next").is_null());
}

TEST_CASE("the nearest to a poster or a store are kept, by kind and profile") {
    Reader reader;
    reader.store.set_listed({{"alpha"}});
    reader.store.put(small_mall("alpha"));
    const auto ask = [&](const std::string& query) {
        reader.target = "/api/v1/malls/alpha/near?" + query;
        server::http::Request request;
        request.method = "GET";
        request.target = reader.target;
        return reader.router.answer(request);
    };
    const auto stores = ask("from=location:west");
    REQUIRE(stores.ready);
    CHECK(ask("limit=&from=location:west").ready == stores.ready);
    CHECK(ask("from=location:west&limit=10").bytes() == stores.bytes());
    CHECK_FALSE(ask("from=location:west&limit=10").ready);
    const auto amenities = ask("from=location:west&kind=amenity");
    REQUIRE(amenities.ready);
    CHECK(amenities.bytes() != stores.bytes());
    const auto rolling = ask("profile=wheelchair&kind=amenity&from=location:west");
    CHECK(rolling.ready != amenities.ready);
    CHECK(ask("from=location:west&kind=amenity&profile=wheelchair").ready == rolling.ready);
    CHECK(ask("from=store:bakery").ready);
    for (const char* other :
         {"from=west", "from=location:west&open_now=true", "from=location:west&within=90s",
          "from=location:west&category=food", "from=location:west&at=2026-05-01T12:00:00Z"}) {
        INFO(other);
        const auto response = ask(other);
        CHECK(response.status == 200);
        CHECK_FALSE(response.ready);
    }
    CHECK(ask("from=location:nowhere").status == 404);
    CHECK(ask("from=location:west&kind=ghost").status == 400);
}

TEST_CASE("floors wait for a thread until they are made, and for none afterwards") {
    const Reader reader;
    for (const std::string path : {"/units", "/levels/G/features"}) {
        INFO(path);
        CHECK(reader.router.expect(reader.request(path)).blocks);
        const std::string made = reader.body(path);
        const auto kept = reader.router.expect(reader.request(path));
        CHECK_FALSE(kept.blocks);
        REQUIRE(kept.at_once);
        CHECK(kept.at_once->bytes() == made);
        CHECK(reader.router.expect(reader.request(path + "?at=2026-05-01T00:00:00Z")).blocks);
        server::http::Request post = reader.request(path);
        post.method = "POST";
        CHECK(reader.router.expect(post).at_once->status == 405);
    }
    CHECK(reader.ask("/levels/attic/features").status == 404);
    CHECK(reader.router.expect(reader.request("/levels/attic/features")).blocks);
}

TEST_CASE("a list equals the one that is made at any instant before it is said to end") {
    const Reader reader;
    const auto mall = reader.store.find("full");
    std::mt19937 random(3);
    std::uniform_int_distribution<int> second(0, 50 * 24 * 3600);
    const core::Instant begin = core::parse_instant("2026-04-20T00:00:00Z");
    int changed = 0;
    for (int i = 0; i < 60; ++i) {
        const core::Instant at = begin + std::chrono::seconds(second(random));
        const auto as_of = [](core::Instant time) { return "?at=" + core::format_instant(time); };
        const auto compare = [&](const std::string& path, core::Instant until) {
            INFO(path << " " << core::format_instant(at) << " until " << core::format_instant(until));
            REQUIRE(until > at);
            std::uniform_int_distribution<long> inside(0, (until - at).count() - 1);
            const std::string made = reader.body(path + as_of(at));
            CHECK(made == reader.body(path + as_of(at + std::chrono::seconds(inside(random)))));
            CHECK(made == reader.body(path + as_of(until - std::chrono::seconds(1))));
            changed += made != reader.body(path + as_of(until));
        };
        for (const auto& kind : operations::public_kinds())
            compare("/" + kind.plural, operations::rows_hold_until(*mall, kind, at));
        compare("/units", operations::places_hold_until(*mall, at));
        compare("/levels/G/features", operations::places_hold_until(*mall, at));
    }
    CHECK(changed > 40);
}
