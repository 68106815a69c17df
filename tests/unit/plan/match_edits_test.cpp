// Hand edits across imports.
#include <catch2/catch.hpp>

#include "plan/digest.hpp"
#include "plan/match.hpp"
#include "tests/unit/plan/match_malls.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::matching;

namespace {

Plan source() {
    Plan plan = empty_mall(1);
    Unit& unit = add_unit(plan, 0, "G-01", box(0, 0, 10, 8));
    unit.name = {{"en", "Shop"}};
    return plan;
}

// The stored plan after a person has set name, category and ref.
Plan edited() {
    Plan plan = source();
    match_ids(plan, nullptr, match_mall);
    Unit& unit = plan.units[0];
    unit.edits = {unit.name, unit.category, unit.ref};
    unit.name = {{"en", "Bakery"}};
    unit.category = "foodservice";
    unit.ref = "G-1";
    return plan;
}

}  // namespace

TEST_CASE("hand edits survive the same source, and that is no change") {
    const Plan before = edited();
    Plan after = source();
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(digest(after) == digest(before));
    CHECK(matching.conflicts.empty());
    CHECK(matching.units.at(0).reference == "G-1@G");
    CHECK(matching.units.at(0).matched_by == "ref");
}

TEST_CASE("an edit that the source has come to agree with is no edit any more") {
    const Plan before = edited();
    Plan after = source();
    after.units[0].name = {{"en", "Bakery"}};
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK_FALSE(after.units[0].edits.name);
    CHECK(after.units[0].name == Names{{"en", "Bakery"}});
    CHECK(after.units[0].edits.category == "retail");
    CHECK(matching.findings.empty());
}

TEST_CASE("where the source says a third thing the edit stays, once with a conflict") {
    const Plan before = edited();
    Plan after = source();
    after.units[0].name = {{"en", "Nail studio"}};
    const Plan again = after;
    Matching matching = match_ids(after, &before, match_mall);
    CHECK(after.units[0].name == Names{{"en", "Bakery"}});
    CHECK(after.units[0].edits.name == Names{{"en", "Nail studio"}});
    REQUIRE(matching.conflicts.size() == 1);
    CHECK(matching.conflicts[0].field == "name");
    CHECK(matching.conflicts[0].reference == "G-1@G");
    CHECK(matching.conflicts[0].base == "Shop");
    CHECK(matching.conflicts[0].source == "Nail studio");
    CHECK(matching.conflicts[0].kept == "Bakery");
    REQUIRE(matching.findings.size() == 1);
    CHECK(matching.findings[0].code == "P075");
    CHECK(matching.findings[0].severity == core::Severity::warning);
    CHECK(matching.findings[0].feature == "G-1@G");
    CHECK_THAT(matching.findings[0].advice, Catch::EndsWith("mallctl set unit G-1@G name-"));
    Plan third = again;
    matching = match_ids(third, &after, match_mall);
    CHECK(matching.conflicts.empty());
    CHECK(digest(third) == digest(after));
}

TEST_CASE("a unit numbered anew by hand is found by the number of its source, not by the new one") {
    Plan before = edited();
    // A second unit that the source calls what a person called the first.
    Unit& other = add_unit(before, 0, "G-2", box(10, 0, 10, 8));
    other.id = core::uuid_v5(match_mall, "other");
    Plan after = source();
    after.units[0].geometry = box(100, 0, 10, 8);
    match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[0].ref == "G-1");
    CHECK(after.units[0].edits.ref == "G-01");
}

TEST_CASE("our own export carries edits in it and leaves them edits") {
    const Plan before = edited();
    Plan after = raw(before);
    after.format = "imdf";
    after.units[0].edits = {};
    after.units[0].source_id = core::to_string(before.units[0].id);
    match_ids(after, &before, match_mall);
    CHECK(digest(after) == digest(before));
}

TEST_CASE("a plan without edits has none after an import") {
    Plan before = source();
    match_ids(before, nullptr, match_mall);
    Plan after = source();
    after.units[0].name = {{"en", "Nail studio"}};
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK_FALSE(after.units[0].edits.any());
    CHECK(after.units[0].name == Names{{"en", "Nail studio"}});
    CHECK(matching.units.at(0).renamed());
    CHECK(matching.units.at(0).fate == Fate::kept);
}
