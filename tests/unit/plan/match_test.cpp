// Which unit is which, case by case.
#include "plan/match.hpp"

#include <catch2/catch.hpp>

#include "plan/digest.hpp"
#include "tests/unit/plan/match_malls.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::matching;

namespace {

Plan two_shops() {
    Plan plan = empty_mall(1);
    add_unit(plan, 0, "G-01", box(0, 0, 10, 8)).source_id = "a";
    add_unit(plan, 0, "G-02", box(10, 0, 10, 8)).source_id = "b";
    return plan;
}

}  // namespace

TEST_CASE("without a plan before, every unit is added and has an id") {
    Plan plan = two_shops();
    const Matching matching = match_ids(plan, nullptr, match_mall);
    CHECK(ids_are_unique(plan));
    REQUIRE(matching.units.size() == 2);
    CHECK(matching.units[0].fate == Fate::added);
    CHECK(matching.units[0].reference == "G-01@G");
    CHECK(matching.units[0].matched_by.empty());
    CHECK(matching.units[0].area_after_m2 == Approx(80).epsilon(1e-4));
}

TEST_CASE("the same plan again keeps every id and every unit") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(digest(after) == digest(before));
    for (const UnitChange& change : matching.units) {
        CHECK(change.fate == Fate::kept);
        CHECK(change.matched_by == "source_id");
        CHECK(change.moved_m == 0);
        CHECK_FALSE(change.renamed());
    }
}

TEST_CASE("a source id outlives a new shape and a new number") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    after.units[0].ref = "G-01A";
    after.units[0].geometry = box(0, 0, 7, 8);
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    const UnitChange& change = change_of(matching, "G-01A@G");
    CHECK(change.fate == Fate::resized);
    CHECK(change.reference_before == "G-01@G");
    CHECK(change.renamed());
    CHECK(change.area_before_m2 == Approx(80).epsilon(1e-4));
    CHECK(change.area_after_m2 == Approx(56).epsilon(1e-4));
    CHECK(change.moved_m == Approx(1.5).epsilon(1e-4));
}

TEST_CASE("two units that swap their numbers keep the ids of their source") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    std::swap(after.units[0].ref, after.units[1].ref);
    match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[1].id == before.units[1].id);
}

TEST_CASE("handles that a drawing program dealt out anew do not move leases to other shops") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    std::swap(after.units[0].source_id, after.units[1].source_id);
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(id_of(after, "G-01") == id_of(before, "G-01"));
    CHECK(id_of(after, "G-02") == id_of(before, "G-02"));
    CHECK(matching.units[0].matched_by == "ref");
    CHECK(matching.units[0].fate == Fate::kept);
}

TEST_CASE("a source id moves a unit anywhere when nothing else speaks for another") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    after.units[0].ref = "";
    after.units[0].geometry = box(200, 0, 10, 8);
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    const UnitChange& change = change_of(matching, "G-01@G");
    CHECK(change.fate == Fate::moved);
    CHECK(change.moved_m == Approx(200).epsilon(1e-4));
}

TEST_CASE("row numbers of another format are no source ids of this one") {
    Plan before = two_shops();
    before.units[0].ref = before.units[1].ref = "";
    before.units[0].source_id = "1";
    before.units[1].source_id = "2";
    before = imported(before);
    Plan after = raw(before);
    after.format = "gpkg";
    std::swap(after.units[0].source_id, after.units[1].source_id);
    match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[1].id == before.units[1].id);
}

TEST_CASE("without a source id the number on the level decides, before the place") {
    const Plan before = imported(from_elsewhere(two_shops()));
    Plan after = from_elsewhere(two_shops());
    std::swap(after.units[0].geometry, after.units[1].geometry);
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(matching.units[0].fate == Fate::moved);
    CHECK(matching.units[0].moved_m == Approx(10).epsilon(1e-4));
    CHECK(matching.units[0].matched_by == "ref");
}

TEST_CASE("the same number on another level is another unit") {
    Plan plan = empty_mall(2);
    add_unit(plan, 0, "01", box(0, 0, 10, 8));
    add_unit(plan, 1, "01", box(0, 0, 10, 8));
    const Plan before = imported(plan);
    std::swap(plan.units[0], plan.units[1]);
    match_ids(plan, &before, match_mall);
    CHECK(plan.units[0].id == before.units[1].id);
    CHECK(plan.units[1].id == before.units[0].id);
}

TEST_CASE("a unit without id and number is known by its place, down to half an overlap") {
    Plan plan = empty_mall(1);
    add_unit(plan, 0, "", box(0, 0, 10, 8));
    const Plan before = imported(plan);
    Plan near = plan;
    near.units[0].geometry = box(3, 0, 10, 8);  // 7 / 13 of the union
    match_ids(near, &before, match_mall);
    CHECK(near.units[0].id == before.units[0].id);
    Plan far = plan;
    far.units[0].geometry = box(4, 0, 10, 8);  // 6 / 14
    const Matching matching = match_ids(far, &before, match_mall);
    CHECK(far.units[0].id != before.units[0].id);
    CHECK(matching.units.size() == 2);
}

TEST_CASE("a plan in another format, without its ids, keeps the units") {
    const Plan before = imported(two_shops());
    Plan after = from_elsewhere(two_shops());
    after.format = "imdf";
    after.buildings.clear();
    after.levels[0].building.reset();
    after.levels[0].short_name = "";
    match_ids(after, &before, match_mall);
    CHECK(after.levels[0].id == before.levels[0].id);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[1].id == before.units[1].id);
    CHECK(after.format == "imdf");
}

TEST_CASE("our own export read back is no change: ids, source ids and format stay") {
    const Plan before = imported(grid_mall(2, 4, 3));
    Plan after = before;
    after.format = "imdf";
    for (auto& building : after.buildings) building.source_id = core::to_string(building.id);
    for (auto& level : after.levels) level.source_id = core::to_string(level.id);
    for (auto& unit : after.units) unit.source_id = core::to_string(unit.id);
    for (auto& opening : after.openings) opening.source_id = core::to_string(opening.id);
    after = raw(after);
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(digest(after) == digest(before));
    CHECK(after.format == "geojson");
    CHECK(matching.units[0].matched_by == "id");
    CHECK(matching.findings.empty());
}

TEST_CASE("the name that our own export gives a plan without one is no change") {
    const Plan before = imported(two_shops());
    Plan after = before;
    after.format = "imdf";
    after.name = {{"en", "Riverside"}};
    for (auto& building : after.buildings) building.source_id = core::to_string(building.id);
    for (auto& level : after.levels) level.source_id = core::to_string(level.id);
    for (auto& unit : after.units) unit.source_id = core::to_string(unit.id);
    after = raw(after);
    Plan elsewhere = after;
    match_ids(after, &before, match_mall);
    CHECK(digest(after) == digest(before));
    elsewhere.units[0].source_id = "a";
    match_ids(elsewhere, &before, match_mall);
    CHECK(elsewhere.name == Names{{"en", "Riverside"}});
}

TEST_CASE("our own export with a change takes the change and keeps every source id") {
    const Plan before = imported(two_shops());
    Plan after = raw(before);
    after.format = "imdf";
    for (std::size_t i = 0; i < 2; ++i) after.units[i].source_id = core::to_string(before.units[i].id);
    after.units[0].name = {{"en", "Bakery"}};
    match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[0].source_id == "a");
    CHECK(after.units[0].name == Names{{"en", "Bakery"}});
    CHECK(after.format == "imdf");
}

TEST_CASE("a source id used twice is one unit of the old id, another of a new one, and a finding") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    after.units[1].source_id = "a";
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[1].id == before.units[1].id);  // by its number
    CHECK(ids_are_unique(after));
    REQUIRE(matching.findings.size() == 1);
    CHECK(matching.findings[0].code == "P005");
}

TEST_CASE("a new unit never takes the id of one that is gone from its place and number") {
    Plan plan = empty_mall(1);
    add_unit(plan, 0, "G-01", box(0, 0, 10, 8)).category = "retail";
    const Plan before = imported(plan);
    // G-01 is renumbered by its own id, and a new shop gets its number: what it would be called by itself is
    // taken.
    Plan after = plan;
    after.units[0].ref = "G-07";
    after.units[0].source_id = core::to_string(before.units[0].id);
    add_unit(after, 0, "G-01", box(30, 0, 10, 8));
    match_ids(after, &before, match_mall);
    CHECK(after.units[0].id == before.units[0].id);
    CHECK(after.units[1].id != before.units[0].id);
    CHECK(ids_are_unique(after));
}

TEST_CASE("a wall that is a centimetre off is no change, the same outline with other vertices neither") {
    const Plan before = imported(two_shops());
    Plan after = two_shops();
    after.units[0].geometry = box(0, 0, 10.004, 8);
    after.units[1].geometry = {{{{at(10, 0), at(15, 0), at(20, 0), at(20, 8), at(10, 8), at(10, 0)}}}};
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(matching.units[0].fate == Fate::kept);
    CHECK(matching.units[1].fate == Fate::kept);
}

TEST_CASE("a unit turned on the spot has moved") {
    Plan plan = empty_mall(1);
    add_unit(plan, 0, "G-01", box(0, 0, 10, 4));
    const Plan before = imported(plan);
    plan.units[0].geometry = box(3, -3, 4, 10);
    const Matching matching = match_ids(plan, &before, match_mall);
    CHECK(matching.units[0].fate == Fate::moved);
    CHECK(matching.units[0].moved_m < 0.001);
}

TEST_CASE("a building of another name is not the one whose level has the same number") {
    Plan plan = empty_mall(1);
    plan.buildings.emplace_back().name = {{"", "Annex"}};
    Level annex = plan.levels[0];
    annex.building = 1;
    plan.levels.push_back(annex);
    const Plan before = imported(plan);
    std::swap(plan.levels[0], plan.levels[1]);
    std::swap(plan.buildings[0], plan.buildings[1]);
    for (Level& level : plan.levels) level.building = 1 - *level.building;
    match_ids(plan, &before, match_mall);
    CHECK(plan.buildings[0].id == before.buildings[1].id);
    CHECK(plan.levels[0].id == before.levels[1].id);
    CHECK(plan.levels[1].id == before.levels[0].id);
}
