// Edits of units by hand, written.
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/apply.hpp"
#include "operations/history.hpp"
#include "operations/occupant_stores.hpp"
#include "operations/rollback.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using Strings = std::vector<std::string>;

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;

    void import() { write_plan(session, mall, sample_plan(mall)); }

    operations::WriteReport set(const Strings& units, const Strings& assignments, bool dry_run = false) {
        operations::ApplyOptions options;
        options.mall = "riverside";
        options.kind = "set";
        options.dry_run = dry_run;
        return operations::set_units(session, units, assignments, options);
    }

    operations::WriteReport apply(const std::string& yaml) { return apply_text(session, "riverside", yaml); }

    plan::Unit unit(const std::string& source_id) {
        const plan::Plan plan = stored_plan(session, mall).value();
        for (const auto& unit : plan.units) {
            if (unit.source_id == source_id) return unit;
        }
        throw std::logic_error("no unit " + source_id);
    }

    std::vector<db::Version> history() { return operations::list_history(session, "riverside", 20).versions; }
};

}  // namespace

TEST_CASE("an edit is a version of kind set with a plan of its own, and is not made twice") {
    Fixture fixture;
    fixture.import();
    const auto report = fixture.set({"G-01"}, {"name=Corner", "category=office"});
    CHECK(report.version == 2);
    CHECK(report.changed.by_kind.at("unit") == core::ChangeCounts{0, 1, 0, 0});
    CHECK(fixture.unit("u1").name == core::Names{{"", "Corner"}});
    CHECK(fixture.unit("u1").edits.category == "retail");
    CHECK(fixture.unit("u1").edits.name == sample_plan(fixture.mall).units[0].name);
    const auto again = fixture.set({"G-01"}, {"name=Corner"});
    CHECK(again.version == 2);
    CHECK_FALSE(again.changed.any());
    const auto history = fixture.history();
    REQUIRE(history.size() == 2);
    CHECK(history[0].kind == "set");
    CHECK(history[0].plan->number == 2);
    CHECK(history[0].changed.by_kind.at("unit").any());
    CHECK(operations::catalog_kinds(history[0]).empty());
}

TEST_CASE("a dry edit keeps nothing, and an edit that is refused neither") {
    Fixture fixture;
    fixture.import();
    CHECK(fixture.set({"G-01"}, {"name=Corner"}, true).changed.any());
    CHECK_THROWS_AS(fixture.set({"G-77"}, {"name=Corner"}), core::Error);
    CHECK(fixture.history().size() == 1);
    CHECK_FALSE(fixture.unit("u1").edits.any());
}

TEST_CASE("a rollback to the import takes edits away, one to the edit brings them back") {
    Fixture fixture;
    fixture.import();
    fixture.set({"G-01"}, {"ref=G-09"});
    operations::RollbackOptions options;
    options.mall = "riverside";
    options.version = 1;
    CHECK(operations::roll_back(fixture.session, options).undone.size() == 1);
    CHECK(fixture.unit("u1").ref == "G-01");
    CHECK_FALSE(fixture.unit("u1").edits.any());
    options.version = 2;
    operations::roll_back(fixture.session, options);
    CHECK(fixture.unit("u1").ref == "G-09");
    CHECK(fixture.unit("u1").edits.ref == "G-01");
}

TEST_CASE("an apply edits units and other rows in one version, and a lease finds a new number") {
    Fixture fixture;
    fixture.import();
    const std::string files =
        "kind: tenant\nslug: acme\nname: Acme\n---\n"
        "kind: lease\nslug: acme-1\ntenant: acme\nunits: [G-09@G]\nfrom: 2026-01-01\n---\n"
        "kind: unit\nunit: G-01@G\nref: G-09\n";
    const auto report = fixture.apply(files);
    CHECK(report.findings.empty());
    CHECK(report.changed.by_kind.at("unit").updated == 1);
    CHECK(report.changed.by_kind.at("tenant").added == 1);
    CHECK(fixture.history()[0].kind == "apply");
    CHECK(operations::catalog_kinds(fixture.history()[0]) == Strings{"lease", "tenant"});
    CHECK_FALSE(fixture.apply(files).changed.any());
    CHECK(fixture.history().size() == 2);
}

TEST_CASE("a new number warns of the store that states the old one, unless the same files mend it") {
    Fixture fixture;
    fixture.import();
    const std::string store = "kind: store\nslug: crust-2\nname: Crust\nunits: ";
    fixture.apply(store + "[G-01@G]\n");
    const auto broken = fixture.set({"G-01"}, {"ref=G-09"}, true);
    REQUIRE(broken.findings.size() == 1);
    CHECK(broken.findings[0].code == "P077");
    const std::string unit = "\n---\nkind: unit\nunit: G-01@G\nref: G-09\n";
    CHECK(fixture.apply(store + "[G-09@G]" + unit).findings.empty());
}

TEST_CASE("without a floor plan an apply warns of its units, and a set is refused") {
    Fixture fixture;
    const auto report = fixture.apply("kind: tenant\nslug: acme\nname: Acme\n---\nkind: unit\nunit: G-01\n");
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].code == "M014");
    CHECK(report.changed.by_kind.at("tenant").added == 1);
    CHECK_THROWS_AS(fixture.set({"G-01"}, {"name=Corner"}), core::Error);
}

}  // namespace mallctl::test
