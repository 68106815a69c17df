// Imports one after the other: ids, hand edits and what breaks, through the database.
#include <catch2/catch.hpp>
#include <pqxx/pqxx>

#include "core/clock.hpp"
#include "db/catalog_repository.hpp"
#include "db/plan_repository.hpp"
#include "db/transaction_impl.hpp"
#include "operations/import.hpp"
#include "plan/classes.hpp"
#include "plan/digest.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;
using operations::ImportReport;
using plan::Fate;

// Everything under our own ids, as our exports write it.
plan::Plan exported(plan::Plan plan) {
    plan::for_each_class(plan, [](const char*, auto& features) {
        for (auto& feature : features) feature.source_id = core::to_string(feature.id);
    });
    for (plan::Unit& unit : plan.units) unit.edits = {};
    plan.format = "imdf";
    return without_ids(std::move(plan));
}

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;
    plan::Plan source = without_ids(sample_plan(mall));

    ImportReport import(const plan::Plan& plan, bool dry_run = false) {
        operations::ImportOptions options;
        options.mall = "riverside";
        options.dry_run = dry_run;
        return operations::import_plan(session, plan, options);
    }

    plan::Plan current() { return stored_plan(session, mall).value(); }

    // Sets names of units by hand, as `mallctl set unit` stores them.
    template <typename Edit>
    void edit(Edit edit) {
        plan::Plan plan = current();
        edit(plan);
        Transaction transaction(session, mall, Transaction::Mode::write);
        db::PlanRepository(transaction).replace(plan);
        transaction.commit();
    }
};

void erase_unit(plan::Plan& plan, std::size_t unit) {
    const auto shift = [&](std::optional<plan::UnitIndex>& index) {
        if (!index) return;
        if (*index == unit) {
            index.reset();
        } else if (*index > unit) {
            --*index;
        }
    };
    for (auto& occupant : plan.occupants) shift(occupant.unit);
    for (auto& connector : plan.connectors) {
        for (auto& stop : connector.stops) shift(stop.unit);
    }
    for (auto& amenity : plan.amenities) amenity.units.clear();
    plan.units.erase(plan.units.begin() + static_cast<std::ptrdiff_t>(unit));
}

}  // namespace

TEST_CASE("the first import lists no units, the second all of them as kept") {
    Fixture fixture;
    CHECK(fixture.import(fixture.source).units.empty());
    const ImportReport again = fixture.import(fixture.source);
    CHECK_FALSE(again.changed.any());
    REQUIRE(again.units.size() == fixture.source.units.size());
    for (const auto& change : again.units) CHECK(change.fate == Fate::kept);
}

TEST_CASE("our own export in another format is no change, and its ids are those of the plan") {
    Fixture fixture;
    fixture.import(fixture.source);
    const plan::Plan before = fixture.current();
    const ImportReport report = fixture.import(exported(before));
    CHECK_FALSE(report.changed.any());
    CHECK(report.version == 1);
    CHECK(plan::digest(fixture.current()) == plan::digest(before));
}

TEST_CASE("ids go from source to source: new source ids, then none, then other numbers") {
    Fixture fixture;
    fixture.import(fixture.source);
    const plan::Plan before = fixture.current();
    plan::Plan second = fixture.source;
    plan::for_each_class(second, [](const char*, auto& features) {
        for (auto& feature : features) {
            if (!feature.source_id.empty()) feature.source_id = "new/" + feature.source_id;
        }
    });
    second.format = "dxf";
    fixture.import(second);
    plan::Plan third = second;
    for (auto& unit : third.units) unit.source_id.clear();
    third.format = "geojson";
    fixture.import(third);
    for (auto& unit : third.units) {
        if (!unit.ref.empty()) unit.ref += "A";
    }
    fixture.import(third);
    const plan::Plan after = fixture.current();
    REQUIRE(after.units.size() == before.units.size());
    for (std::size_t i = 0; i < after.units.size(); ++i) CHECK(after.units[i].id == before.units[i].id);
    for (std::size_t i = 0; i < after.levels.size(); ++i) CHECK(after.levels[i].id == before.levels[i].id);
    REQUIRE(after.connectors.size() == before.connectors.size());
    for (std::size_t i = 0; i < after.connectors.size(); ++i) {
        CHECK(after.connectors[i].id == before.connectors[i].id);
    }
}

TEST_CASE("hand edits survive the same source, a changed one and an export, and lose to nobody silently") {
    Fixture fixture;
    fixture.import(fixture.source);
    core::Uuid edited;
    fixture.edit([&](plan::Plan& plan) {
        plan::Unit& unit = plan.units[0];
        edited = unit.id;
        unit.edits.name = unit.name;
        unit.name = {{"en", "Corner Bakery"}};
    });
    const auto unit = [&] {
        const plan::Plan plan = fixture.current();
        for (const plan::Unit& it : plan.units) {
            if (it.id == edited) return it;
        }
        throw std::logic_error("the edited unit is gone");
    };
    const plan::Names base = unit().edits.name.value();
    CHECK_FALSE(fixture.import(fixture.source).changed.any());
    CHECK(unit().name.at("en") == "Corner Bakery");
    CHECK_FALSE(fixture.import(exported(fixture.current())).changed.any());
    CHECK(unit().edits.name == base);

    plan::Plan changed = fixture.source;
    std::size_t index = 0;
    while (changed.units[index].source_id != unit().source_id) ++index;
    changed.units[index].name = {{"en", "Nail Studio"}};
    const ImportReport report = fixture.import(changed);
    REQUIRE(report.conflicts.size() == 1);
    CHECK(report.conflicts[0].unit == edited);
    CHECK(report.conflicts[0].kept == "Corner Bakery");
    CHECK(unit().name.at("en") == "Corner Bakery");
    CHECK(unit().edits.name == plan::Names{{"en", "Nail Studio"}});
    CHECK(fixture.import(changed).conflicts.empty());
}

TEST_CASE("a dry run lists what a removed unit, level place and lift break, and keeps everything") {
    Fixture fixture;
    fixture.import(fixture.source);
    const plan::Plan before = fixture.current();
    plan::Plan after = fixture.source;
    std::size_t leased = 0;
    while (after.units[leased].ref.empty()) ++leased;
    const std::string source_id = after.units[leased].source_id;
    const auto stored = std::find_if(before.units.begin(), before.units.end(),
                                     [&](const plan::Unit& unit) { return unit.source_id == source_id; });
    REQUIRE(stored != before.units.end());
    const std::string stated = core::to_string(stored->id);

    catalog::Catalog catalog;
    catalog.tenants.emplace_back();
    catalog.tenants[0].slug = "acme";
    catalog.tenants[0].name = {{"", "Acme"}};
    catalog.stores.emplace_back();
    catalog.stores[0].slug = "bakery";
    catalog.stores[0].name = {{"", "Bakery"}};
    catalog.stores[0].units = {stated};
    for (const auto& [slug, to] : {std::pair{"open", ""}, std::pair{"over", "2020-01-01"}}) {
        catalog::Lease& lease = catalog.leases.emplace_back();
        lease.slug = slug;
        lease.tenant = "acme";
        lease.units = {stated};
        lease.from = std::string(to).empty() ? "2020-01-01" : "2019-01-01";
        lease.to = to;
    }
    put_catalog(fixture.session, fixture.mall, catalog);
    {
        Transaction transaction(fixture.session, fixture.mall, Transaction::Mode::write);
        transaction.impl().work.run(
            "insert into mallctl.closure (mall_id, id, slug, unit, reason, \"from\", until) values "
            "($1, $1, 'water', $3, '{\"en\": \"water damage\"}', '2026-01-01Z', '2099-01-01Z'), "
            "($1, $2, 'over', $3, '{\"en\": \"long over\"}', '2019-01-01Z', '2020-01-01Z')",
            db::Params().add(fixture.mall).add(stored->id).add(core::to_string(stored->id)));
        transaction.commit();
    }

    erase_unit(after, leased);
    const ImportReport report = fixture.import(after, true);
    std::vector<std::string> codes;
    for (const auto& it : report.breaks) codes.push_back(it.finding.code + " " + it.kind + " " + it.slug);
    CHECK(codes == std::vector<std::string>{"P076 lease open", "P077 store bakery", "P079 closure water"});
    CHECK(plan::digest(fixture.current()) == plan::digest(before));
    CHECK(fixture.import(after).breaks.size() == 3);
    CHECK(fixture.import(after).breaks.empty());
}

}  // namespace mallctl::test
