// Earlier floor plans become current again.
#include "operations/rollback.hpp"

#include <catch2/catch.hpp>
#include <pqxx/pqxx>

#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/apply.hpp"
#include "operations/history.hpp"
#include "operations/occupant_stores.hpp"
#include "plan/digest.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;
using operations::roll_back;
using operations::RollbackOptions;

// Version 1 is the sample plan, 2 the same with another ref and an occupant less, 3 and 4 are applies.
struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;
    plan::Plan first = sample_plan(mall);
    plan::Plan second = first;

    Fixture() {
        second.units[0].ref = "G-99";
        second.occupants.erase(second.occupants.begin());
        write_plan(session, mall, first);
        write_plan(session, mall, second);
        apply_tenant("acme");
        apply_tenant("bolt");
    }

    void apply(const std::string& yaml) { apply_text(session, "riverside", yaml); }

    void apply_tenant(const std::string& slug) {
        apply("{kind: tenant, slug: " + slug + ", name: " + slug + "}");
    }

    void apply_lease(const std::string& tenant, const std::string& unit) {
        apply("{kind: lease, slug: " + tenant + "-annexe, tenant: " + tenant + ", units: [" + unit +
              "], from: 2020-01-01}");
    }

    operations::RollbackReport to(std::int64_t version, bool dry_run = false) {
        RollbackOptions options;
        options.mall = "riverside";
        options.version = version;
        options.dry_run = dry_run;
        return roll_back(session, options);
    }

    core::Error failure(std::int64_t version) {
        return test::failure([&] { to(version); });
    }

    std::string current_digest() { return plan::digest(stored_plan(session, mall).value()); }

    catalog::Catalog catalog() { return stored_catalog(session, mall); }

    std::int64_t newest() { return operations::list_history(session, "riverside", 1).total; }
};

std::vector<std::int64_t> numbers(const std::vector<db::Version>& versions) {
    std::vector<std::int64_t> result;
    for (const auto& version : versions) result.push_back(version.number);
    return result;
}

}  // namespace

TEST_CASE("a rollback brings plan and stores of an import back and undoes what applies did since") {
    Fixture fixture;
    CHECK(fixture.catalog().stores.size() == 1);
    const auto report = fixture.to(1);
    CHECK(report.version == 5);
    CHECK(report.changed.by_kind.at("unit") == core::ChangeCounts{0, 1, 0, 2});
    CHECK(report.changed.by_kind.at("occupant").added == 1);
    CHECK(report.changed.by_kind.at("store").added == 1);
    CHECK(report.target.number == 1);
    CHECK(report.changed.by_kind.at("tenant") == core::ChangeCounts{0, 0, 2, 0});
    CHECK(numbers(report.undone) == std::vector<std::int64_t>{2, 3, 4});
    CHECK(fixture.current_digest() == plan::digest(fixture.first));
    CHECK(fixture.catalog().stores.size() == 2);
    CHECK(fixture.catalog().tenants.empty());

    const auto history = operations::list_history(fixture.session, "riverside", 20).versions;
    CHECK(history.front().kind == "rollback");
    CHECK(history.front().plan->id == history.back().plan->id);
}

TEST_CASE("a rollback to the version before it undoes a rollback") {
    Fixture fixture;
    fixture.to(1);
    const auto report = fixture.to(4);
    CHECK(report.version == 6);
    CHECK(numbers(report.undone) == std::vector<std::int64_t>{5});
    CHECK(fixture.current_digest() == plan::digest(fixture.second));
    CHECK(fixture.catalog().stores.size() == 1);
    CHECK(fixture.catalog().tenants.size() == 2);
}

TEST_CASE("a rollback to what the mall is already changes nothing, also where it came to be so again") {
    Fixture fixture;
    CHECK_FALSE(fixture.to(4).changed.any());
    CHECK(fixture.newest() == 4);
    fixture.to(2);
    const auto report = fixture.to(2);
    CHECK_FALSE(report.changed.any());
    CHECK(report.version == 5);
    CHECK(fixture.newest() == 5);
}

TEST_CASE("a rollback tells what becomes of the units, and takes away the leases that came with them") {
    Fixture fixture;
    plan::Plan more = fixture.second;
    more.units.push_back(more.units[0]);
    more.units.back().id = core::uuid_v5(fixture.mall, "annexe");
    more.units.back().source_id = "annexe";
    more.units.back().ref = "G-50";
    for (auto& polygon : more.units.back().geometry) {
        for (auto& ring : polygon.rings) {
            for (auto& point : ring) point.x += 0.005;
        }
    }
    write_plan(fixture.session, fixture.mall, more);
    fixture.apply_lease("acme", "G-50@G");
    const auto report = fixture.to(2);
    REQUIRE(report.units.size() == 4);
    std::vector<core::Uuid> removed;
    for (const auto& change : report.units) {
        if (change.fate == plan::Fate::removed) removed.push_back(change.unit);
    }
    CHECK(removed == std::vector{more.units.back().id});
    // The lease of a unit that goes is of the time after the target too, and goes with it.
    CHECK(report.breaks.empty());
    CHECK(report.changed.by_kind.at("lease").removed == 1);
}

TEST_CASE("a dry rollback reports the same and keeps nothing") {
    Fixture fixture;
    const auto dry = fixture.to(1, true);
    CHECK(dry.dry_run);
    CHECK(fixture.newest() == 4);
    CHECK(fixture.current_digest() == plan::digest(fixture.second));
    CHECK(fixture.to(1).changed.by_kind == dry.changed.by_kind);
}

TEST_CASE("a version that is not there is a failure that names those that are") {
    Fixture fixture;
    const auto error = fixture.failure(7);
    CHECK(error.fault() == core::Fault::failed);
    CHECK_THAT(error.what(), Catch::Contains("no version 7"));
    CHECK_THAT(error.advice(), Catch::Contains("1 to 4"));
}

TEST_CASE("a version without a plan cannot be rolled back to, and the first that has one is named") {
    Fixture fixture;
    {
        // As a mall looks that was made before plans were kept with versions.
        pqxx::connection connection(fixture.database.url());
        pqxx::work work(connection);
        work.exec("update mallctl.version set plan_id = null where number = 1");
        work.commit();
    }
    const auto error = fixture.failure(1);
    CHECK(error.fault() == core::Fault::failed);
    CHECK_THAT(error.what(), Catch::Contains("version 1") && Catch::Contains("no floor plan"));
    CHECK_THAT(error.advice(), Catch::Contains("the first one with a floor plan is 2"));
    CHECK(fixture.newest() == 4);
}

}  // namespace mallctl::test
