// The catalog in the database: what goes in comes back, and what cannot be true is refused by name.
#include "db/catalog_repository.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "db/plan_repository.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::CatalogRepository;
using db::Transaction;

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;

    core::ChangeSummary put(const catalog::Catalog& catalog) { return put_catalog(session, mall, catalog); }

    core::ChangeCounts put_imported(const std::vector<catalog::Store>& stores) {
        Transaction transaction(session, mall, Transaction::Mode::write);
        const auto changed = CatalogRepository(transaction).put_imported_stores(stores);
        transaction.commit();
        return changed;
    }

    catalog::Catalog load() { return stored_catalog(session, mall); }

    void import_sample() {
        Transaction transaction(session, mall, Transaction::Mode::write);
        db::PlanRepository(transaction).replace(sample_plan(mall));
        CatalogRepository(transaction).resolve_lease_units();
        transaction.commit();
    }

    core::Error refusal(const catalog::Catalog& catalog) {
        try {
            put(catalog);
        } catch (const core::Error& e) {
            return e;
        }
        FAIL("not refused");
        throw std::logic_error("unreachable");
    }
};

catalog::Tenant tenant(const std::string& slug) {
    return {{}, slug, {{"en", slug + " Ltd"}}, "https://t.example", "a@t.example", "+49 1"};
}

catalog::Store store(const std::string& slug, const std::string& of = {}) {
    catalog::Store result;
    result.slug = slug;
    result.name = {{"en", "Shop"},
                   {"de",
                    "Gesch\xC3\xA4"
                    "ft \"1\""}};
    result.tenant = of;
    result.category = "food.cafe";
    result.units = {"G-01@G", "G-02@G"};
    result.hours = "Mo-Sa 09:00-20:00";
    result.description = {{"", "line\none"}};
    result.tags = {"a,b", "{c}", "d\"e\\"};
    return result;
}

catalog::Lease lease(const std::string& slug, const std::string& from, const std::string& to,
                     std::vector<std::string> units) {
    catalog::Lease result;
    result.slug = slug;
    result.tenant = "crust";
    result.units = std::move(units);
    result.from = from;
    result.to = to;
    return result;
}

catalog::Catalog full() {
    catalog::Catalog catalog;
    catalog.locations = {{{}, "north", {{"en", "North"}}, "entrance", "G", {8.000123456789, 49.5}, 90.5},
                         {{}, "qr-1", {{"", "QR 1"}}, "qr", "Hall A/G", {8.1, 49.5}, std::nullopt}};
    catalog.tenants = {tenant("crust"), tenant("zeta")};
    catalog.stores = {store("bakery", "crust"), store("kiosk")};
    auto first = lease("l1", "2026-01-01", "2026-07-01", {"G-01@G", "G-02@G"});
    first.store = "bakery";
    first.base_rent_minor = 1'234'567;
    catalog.leases = {first, lease("l2", "2026-07-01", "", {"G-01@G"})};
    return catalog;
}

}  // namespace

TEST_CASE("a catalog comes back as it was put, in the order of slugs") {
    Fixture fixture;
    const auto changed = fixture.put(full());
    CHECK(changed.by_kind.at("location") == core::ChangeCounts{2, 0, 0, 0});
    CHECK(changed.by_kind.at("lease") == core::ChangeCounts{2, 0, 0, 0});
    const auto stored = fixture.load();
    const auto given = full();
    REQUIRE(stored.locations.size() == 2);
    CHECK(stored.locations[0].point == given.locations[0].point);
    CHECK(stored.locations[0].heading == 90.5);
    CHECK(stored.locations[1].level == "Hall A/G");
    CHECK_FALSE(stored.locations[1].heading);
    CHECK(stored.tenants[1].email == "a@t.example");
    REQUIRE(stored.stores.size() == 2);
    CHECK(stored.stores[0].name == given.stores[0].name);
    CHECK(stored.stores[0].tenant == "crust");
    CHECK(stored.stores[0].tags == given.stores[0].tags);
    CHECK(stored.stores[0].units == given.stores[0].units);
    CHECK(stored.stores[0].description == given.stores[0].description);
    CHECK(stored.stores[1].tenant.empty());
    REQUIRE(stored.leases.size() == 2);
    CHECK(stored.leases[0].store == "bakery");
    CHECK(stored.leases[0].from == "2026-01-01");
    CHECK(stored.leases[0].to == "2026-07-01");
    CHECK(stored.leases[0].units == given.leases[0].units);
    CHECK(stored.leases[0].base_rent_minor == 1'234'567);
    CHECK(stored.leases[1].to.empty());
}

TEST_CASE("putting the same again changes nothing, one changed field is one update") {
    Fixture fixture;
    fixture.put(full());
    auto catalog = full();
    CHECK_FALSE(fixture.put(catalog).any());
    catalog.stores[0].hours = "24/7";
    catalog.leases[1].units = {"G-03@G"};
    catalog.locations[0].point.x += 1e-6;
    const auto changed = fixture.put(catalog);
    CHECK(changed.total().added == 0);
    CHECK(changed.by_kind.at("store").updated == 1);
    CHECK(changed.by_kind.at("lease").updated == 1);
    CHECK(changed.by_kind.at("location").updated == 1);
    CHECK(fixture.load().leases[1].units == catalog.leases[1].units);
}

TEST_CASE("ids depend on mall, kind and slug alone") {
    Fixture fixture;
    fixture.put(full());
    const auto first = fixture.load();
    Fixture elsewhere;
    elsewhere.put(full());
    CHECK(first.stores[0].id == elsewhere.load().stores[0].id);
    CHECK(first.stores[0].id != first.stores[1].id);
}

TEST_CASE("two leases that cover one unit on one day are refused, and both are named") {
    Fixture fixture;
    const bool with_plan = GENERATE(false, true);
    if (with_plan) fixture.import_sample();
    catalog::Catalog catalog;
    catalog.tenants = {tenant("crust")};
    catalog.leases = {lease("l1", "2026-01-01", "2026-07-01", {"G-01@G"})};
    fixture.put(catalog);
    // With a plan, "G-01@0" is the same unit by another name; without one, the words must be equal.
    catalog.leases = {lease("l2", "2026-06-30", "", {with_plan ? "G-01@0" : "G-01@G"})};
    const auto error = fixture.refusal(catalog);
    CHECK(error.fault() == core::Fault::rejected);
    REQUIRE(error.findings().size() == 1);
    CHECK(error.findings()[0].code == "M012");
    CHECK_THAT(error.what(),
               Catch::Contains("\"l1\"") && Catch::Contains("\"l2\"") && Catch::Contains("2026-06-30"));
    catalog.leases[0].from = "2026-07-01";
    CHECK_NOTHROW(fixture.put(catalog));
}

TEST_CASE("two leases may swap their days in one put") {
    Fixture fixture;
    catalog::Catalog catalog;
    catalog.tenants = {tenant("crust")};
    catalog.leases = {lease("l1", "2026-01-01", "2026-07-01", {"A"}),
                      lease("l2", "2026-07-01", "2027-01-01", {"A"})};
    fixture.put(catalog);
    std::swap(catalog.leases[0].slug, catalog.leases[1].slug);
    CHECK(fixture.put(catalog).by_kind.at("lease").updated == 2);
    CHECK(fixture.load().leases[0].from == "2026-07-01");
}

TEST_CASE("leases that turn out to overlap when a plan arrives are found then") {
    Fixture fixture;
    catalog::Catalog catalog;
    catalog.tenants = {tenant("crust")};
    catalog.leases = {lease("l1", "2026-01-01", "", {"G-01@G"}),
                      lease("l2", "2026-01-01", "", {"G-01@Hall A/G"})};
    fixture.put(catalog);
    CHECK_THROWS_AS(fixture.import_sample(), core::Error);
}

TEST_CASE("a unit that the plan does not have is kept as stated until one does") {
    Fixture fixture;
    fixture.import_sample();
    catalog::Catalog catalog;
    catalog.tenants = {tenant("crust")};
    catalog.leases = {lease("l1", "2026-01-01", "", {"G-99@G"})};
    fixture.put(catalog);
    CHECK_FALSE(fixture.put(catalog).any());
    CHECK(fixture.load().leases[0].units == std::vector<std::string>{"G-99@G"});
    {
        plan::Plan plan = sample_plan(fixture.mall);
        plan.units[0].ref = "G-99";
        Transaction transaction(fixture.session, fixture.mall, Transaction::Mode::write);
        db::PlanRepository(transaction).replace(plan);
        CatalogRepository(transaction).resolve_lease_units();
        transaction.commit();
    }
    catalog.leases = {
        lease("l2", "2027-01-01", "", {core::to_string(sample_plan(fixture.mall).units[0].id)})};
    CHECK(fixture.refusal(catalog).findings().at(0).code == "M012");
}

TEST_CASE("an import replaces its own stores and leaves those of an apply alone") {
    Fixture fixture;
    catalog::Catalog catalog;
    catalog.stores = {store("bakery")};
    fixture.put(catalog);
    const auto imported = [](const std::string& slug) {
        catalog::Store result = store(slug);
        result.id = mall_id("occupant " + slug);
        result.category = "imported";
        return result;
    };
    CHECK(fixture.put_imported({imported("bakery"), imported("kiosk"), imported("shoes")}) ==
          core::ChangeCounts{2, 0, 0, 0});
    CHECK(fixture.load().stores[0].category == "food.cafe");
    CHECK(fixture.put_imported({imported("bakery"), imported("kiosk"), imported("shoes")}) ==
          core::ChangeCounts{0, 0, 0, 2});

    // The kiosk is taken over by an apply: from now on it stays as the apply says.
    catalog.stores = {store("kiosk")};
    CHECK(fixture.put(catalog).by_kind.at("store").updated == 1);
    CHECK(fixture.put_imported({imported("kiosk")}) == core::ChangeCounts{0, 0, 1, 0});
    REQUIRE(fixture.load().stores.size() == 2);
    CHECK(fixture.load().stores[1].slug == "kiosk");
    CHECK(fixture.load().stores[1].category == "food.cafe");
}

TEST_CASE("imported stores may swap their slugs and keep their ids") {
    Fixture fixture;
    std::vector<catalog::Store> stores{store("a"), store("b")};
    stores[0].id = mall_id("1");
    stores[1].id = mall_id("2");
    fixture.put_imported(stores);
    std::swap(stores[0].slug, stores[1].slug);
    CHECK(fixture.put_imported(stores) == core::ChangeCounts{0, 2, 0, 0});
    CHECK(fixture.load().stores[0].id == mall_id("2"));
}

}  // namespace mallctl::test
