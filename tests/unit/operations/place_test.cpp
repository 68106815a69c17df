#include "operations/place.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/unit/operations/small_mall.hpp"

using namespace mallctl;
using operations::resolve_place;

namespace {

const auto in_lease = core::parse_instant("2026-03-01T12:00:00+01:00");
const auto after_lease = core::parse_instant("2026-07-01T00:00:00+02:00");

core::Error error_of(const operations::Snapshot& snapshot, std::string_view text) {
    try {
        resolve_place(snapshot, text, in_lease);
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("no error for " << text);
    throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("each way to write a place finds it") {
    const auto mall = test::small_mall();
    CHECK(resolve_place(*mall, "location:door", in_lease).name == "Front door");
    CHECK(resolve_place(*mall, "store:bakery", in_lease).kind == "store");
    CHECK(resolve_place(*mall, "unit:A1@1", in_lease).points.front().level == 1);
    CHECK(resolve_place(*mall, "unit:A2", in_lease).reference == "unit:A2@G");
    CHECK(resolve_place(*mall, "id:00000000-0000-0000-0000-000000000003", in_lease).reference == "unit:A1@1");
    CHECK(resolve_place(*mall, "geo:50.00005,8.00005@g", in_lease).points.front().level == 0);
    CHECK(resolve_place(*mall, "geo:50,8@0", in_lease).kind == "point");
}

TEST_CASE("a bare word is tried as location, store and unit") {
    const auto mall = test::small_mall();
    CHECK(resolve_place(*mall, "door", in_lease).reference == "location:door");
    CHECK(resolve_place(*mall, "florist", in_lease).reference == "store:florist");
    CHECK(resolve_place(*mall, "A2", in_lease).reference == "unit:A2@G");
}

TEST_CASE("an ambiguous word names its candidates") {
    const auto error = error_of(*test::small_mall(), "A1");
    CHECK(error.fault() == core::Fault::usage);
    CHECK(error.advice() == "one of: unit:A1@G, unit:A1@1");
}

TEST_CASE("a misspelt place is not found, with a suggestion") {
    const auto mall = test::small_mall();
    CHECK(error_of(*mall, "store:bakry").fault() == core::Fault::failed);
    CHECK(error_of(*mall, "store:bakry").advice() == "did you mean store:bakery?");
    CHECK(error_of(*mall, "flroist").advice() == "did you mean florist?");
    CHECK(error_of(*mall, "geo:50,8@7").fault() == core::Fault::failed);
}

TEST_CASE("bad syntax is a usage error") {
    const auto mall = test::small_mall();
    for (const char* text :
         {"", "geo:50,8", "geo:abc,8@G", "geo:nan,8@G", "geo:91,8@G", "geo:50@G,8", "id:7", "shop:bakery"}) {
        INFO(text);
        CHECK(error_of(*mall, text).fault() == core::Fault::usage);
    }
}

TEST_CASE("a store is where its lease says while the lease runs, and where it states afterwards") {
    const auto mall = test::small_mall();
    CHECK(resolve_place(*mall, "store:bakery", in_lease).points.front().unit == mall->plan.units[0].id);
    CHECK(resolve_place(*mall, "store:bakery", after_lease).points.front().unit == mall->plan.units[1].id);
}

TEST_CASE("a location is found by the slug that it had before, unless something is called so now") {
    catalog::Catalog rows;
    rows.locations.push_back(
        {core::uuid_v5({}, "1"), "door", {}, "entrance", "G", {8.0, 50.0}, std::nullopt});
    rows.locations.push_back(
        {core::uuid_v5({}, "2"), "gate", {}, "entrance", "G", {8.0, 50.0}, std::nullopt});
    catalog::Store kiosk;
    kiosk.slug = "kiosk";
    kiosk.units = {"A1@G"};
    rows.stores = {kiosk};
    const auto base = test::small_mall();
    const auto mall = operations::make_snapshot(base->mall, rows, base->plan, {}, false, {},
                                                {{"entry", rows.locations[0].id},
                                                 {"gate", rows.locations[0].id},
                                                 {"kiosk", rows.locations[0].id},
                                                 {"gone", core::uuid_v5({}, "3")}});
    CHECK(resolve_place(*mall, "location:entry", in_lease).reference == "location:door");
    CHECK(resolve_place(*mall, "entry", in_lease).reference == "location:door");
    CHECK(resolve_place(*mall, "location:gate", in_lease).reference == "location:gate");
    CHECK(resolve_place(*mall, "kiosk", in_lease).reference == "store:kiosk");
    CHECK(resolve_place(*mall, "location:kiosk", in_lease).reference == "location:door");
    CHECK(error_of(*mall, "location:gone").fault() == core::Fault::failed);
}
