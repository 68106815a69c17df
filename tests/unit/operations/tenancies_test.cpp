#include "operations/tenancies.hpp"

#include <catch2/catch.hpp>

#include "core/clock.hpp"
#include "operations/snapshot.hpp"

using namespace mallctl;
using operations::make_tenancies;
using Units = std::vector<plan::UnitIndex>;

namespace {

const core::Uuid first_id = core::uuid_v5({}, "first");
const core::Uuid second_id = core::uuid_v5({}, "second");

// Two units on one level, "G-01" and "G-02".
plan::Plan two_units() {
    plan::Plan plan;
    plan.levels.resize(1);
    plan.levels[0].short_name = "G";
    plan.units.resize(2);
    plan.units[0].id = first_id;
    plan.units[0].ref = "G-01";
    plan.units[1].id = second_id;
    plan.units[1].ref = "G-02";
    return plan;
}

catalog::Store store(const std::string& slug, const std::string& tenant,
                     std::vector<std::string> units = {}) {
    catalog::Store store;
    store.slug = slug;
    store.tenant = tenant;
    store.units = std::move(units);
    return store;
}

catalog::Lease lease(const std::string& slug, const std::string& store, std::vector<std::string> units,
                     const std::string& from = "2026-01-01", const std::string& to = "") {
    catalog::Lease lease;
    lease.slug = slug;
    lease.tenant = "acme";
    lease.store = store;
    lease.units = std::move(units);
    lease.from = from;
    lease.to = to;
    return lease;
}

db::LeasedUnit held(const std::string& lease, const std::string& stated, const core::Uuid& unit) {
    return {lease, "acme", stated, unit};
}

}  // namespace

TEST_CASE("a lease keeps its unit when the plan gives that another number") {
    catalog::Catalog catalog;
    catalog.stores = {store("bakery", "acme")};
    catalog.leases = {lease("l-1", "bakery", {"G-01@G"})};
    auto plan = two_units();
    plan.units[0].ref = "G-07";
    CHECK(make_tenancies(catalog, plan, {}).at(0).leased.at(0).units.empty());
    const auto tenancies = make_tenancies(catalog, plan, {held("l-1", "G-01@G", first_id)});
    CHECK(tenancies.at(0).leased.at(0).units == Units{0});
    // Also when another unit has the number now.
    plan.units[1].ref = "G-01";
    CHECK(make_tenancies(catalog, plan, {held("l-1", "G-01@G", first_id)}).at(0).leased.at(0).units ==
          Units{0});
}

TEST_CASE("a lease whose unit is gone is looked up by what it states") {
    catalog::Catalog catalog;
    catalog.stores = {store("bakery", "acme")};
    catalog.leases = {lease("l-1", "bakery", {"G-02@G"})};
    const auto tenancies =
        make_tenancies(catalog, two_units(), {held("l-1", "G-02@G", core::uuid_v5({}, "gone"))});
    CHECK(tenancies.at(0).leased.at(0).units == Units{1});
}

TEST_CASE("a unit that is named in two ways is occupied once") {
    catalog::Catalog catalog;
    catalog.stores = {store("bakery", "acme", {"G-01@G", core::to_string(first_id)})};
    catalog.leases = {lease("l-1", "bakery", {"G-02@G", core::to_string(second_id), "G-01@G"})};
    const auto tenancies = make_tenancies(catalog, two_units(), {});
    CHECK(tenancies.at(0).stated == Units{0});
    CHECK(tenancies.at(0).leased.at(0).units == Units{1, 0});
}

TEST_CASE("a lease is for its store, and one without a store for every store of the tenant") {
    catalog::Catalog catalog;
    catalog.stores = {store("a", "acme"), store("b", "acme"), store("c", "other"), store("d", "")};
    catalog.leases = {lease("l-1", "", {"G-01@G"}), lease("l-2", "b", {"G-02@G"}),
                      lease("l-3", "nobody", {"G-02@G"})};
    const auto tenancies = make_tenancies(catalog, two_units(), {});
    CHECK(tenancies.at(0).leased.size() == 1);
    REQUIRE(tenancies.at(1).leased.size() == 2);
    CHECK(tenancies.at(1).leased[0].units == Units{0});
    CHECK(tenancies.at(1).leased[1].units == Units{1});
    CHECK(tenancies.at(2).leased.empty());
    CHECK(tenancies.at(3).leased.empty());
}

TEST_CASE("the units of a store follow from its current lease, on the mall's days") {
    catalog::Mall mall;
    mall.time_zone = "Europe/Berlin";
    catalog::Catalog catalog;
    catalog.stores = {store("bakery", "acme", {"G-01@G"})};
    catalog.leases = {lease("l-1", "bakery", {"G-02@G"}, "2026-03-29", "2026-03-30")};
    const auto snapshot = operations::make_snapshot(mall, catalog, two_units(), {}, false);
    const auto units = [&](const char* at) { return units_of_store(*snapshot, 0, core::parse_instant(at)); };
    CHECK(units("2026-03-28T22:59:59Z") == Units{0});
    CHECK(units("2026-03-28T23:00:00Z") == Units{1});
    CHECK(units("2026-03-29T21:59:59Z") == Units{1});
    CHECK(units("2026-03-29T22:00:00Z") == Units{0});
}
