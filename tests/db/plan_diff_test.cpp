// Comparing plans: two ways to do it must agree, and versions are compared by number.
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <set>

#include "core/error.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/plan_diff.hpp"
#include "plan/classes.hpp"
#include "plan/digest.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using plan::Plan;

// One edit for every field of every class, near enough.
const std::vector<std::function<void(Plan&)>>& edits() {
    static const std::vector<std::function<void(Plan&)>> all = {
        [](Plan& p) { p.buildings[0].name["fr"] = "x"; },
        [](Plan& p) { p.buildings[0].category = "x"; },
        [](Plan& p) {
            p.buildings[0].display_point = core::Point{1, 2};
        },
        [](Plan& p) { p.footprints[0].buildings.clear(); },
        [](Plan& p) { p.footprints[0].geometry[0].rings[0][1].y += 1e-6; },
        [](Plan& p) { p.levels[0].elevation_m = 7; },
        [](Plan& p) { p.levels[0].outline.clear(); },
        [](Plan& p) { p.levels[0].outdoor = !p.levels[0].outdoor; },
        [](Plan& p) { p.levels[0].building.reset(); },
        [](Plan& p) { p.units[0].source_id = "other"; },
        [](Plan& p) { p.units[0].accessibility.pop_back(); },
        [](Plan& p) { p.units[0].display_point.reset(); },
        [](Plan& p) { p.units[0].restriction = "restricted"; },
        [](Plan& p) { p.units[2].direction.reset(); },
        [](Plan& p) { p.units[0].level = 1; },
        [](Plan& p) { p.units[0].edits.name = core::Names{}; },
        [](Plan& p) { p.units[0].edits.category = "office"; },
        [](Plan& p) { p.units[0].edits.ref = "G-02"; },
        [](Plan& p) {
            p.units.pop_back();
            p.connectors.pop_back();
        },
        [](Plan& p) { p.openings[0].width_m.reset(); },
        [](Plan& p) { p.openings[0].one_way = !p.openings[0].one_way; },
        [](Plan& p) { p.openings[0].inferred = !p.openings[0].inferred; },
        [](Plan& p) { p.openings[0].geometry.pop_back(); },
        [](Plan& p) { p.connectors[0].wait_s = 3; },
        [](Plan& p) { p.connectors[0].stops[0].unit.reset(); },
        [](Plan& p) { p.connectors[1].stops[0].point.x += 1e-6; },
        [](Plan& p) { p.fixtures[0].category = "x"; },
        [](Plan& p) { p.amenities[0].units.pop_back(); },
        [](Plan& p) { p.amenities[0].point.x += 1e-6; },
        [](Plan& p) { p.walls[0].lines.pop_back(); },
        [](Plan& p) { p.sections[0].category = "x"; },
        [](Plan& p) { p.kiosks[0].level = 0; },
        [](Plan& p) { p.occupants[0].unit.reset(); },
        [](Plan& p) { p.occupants[0].hours = "24/7"; },
        [](Plan& p) { p.occupants.clear(); },
    };
    return all;
}

using Found = std::set<std::pair<std::string, core::Uuid>>;

std::map<std::pair<std::string, core::Uuid>, std::string> digests_of(const Plan& plan) {
    std::map<std::pair<std::string, core::Uuid>, std::string> digests;
    plan::for_each_class(plan, [&](const char* kind, const auto& features) {
        for (const auto& feature : features) digests[{kind, feature.id}] = plan::digest(plan, feature);
    });
    return digests;
}

Found by_digest(const Plan& before, const Plan& after) {
    const auto a = digests_of(before);
    const auto b = digests_of(after);
    Found found;
    for (const auto& [key, digest] : a) {
        const auto it = b.find(key);
        if (it == b.end() || it->second != digest) found.insert(key);
    }
    for (const auto& [key, digest] : b) {
        if (!a.contains(key)) found.insert(key);
    }
    return found;
}

Found by_diff(const Plan& before, const Plan& after) {
    Found found;
    for (const auto& change : plan::diff(before, after)) {
        if (change.kind != "plan") found.emplace(change.kind, change.id);
    }
    return found;
}

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;

    void import(const Plan& plan) { write_plan(session, mall, plan); }
};

}  // namespace

TEST_CASE("a diff lists the features whose digests differ, and no others") {
    const Plan plan = sample_plan(mall_id("riverside"));
    for (std::size_t i = 0; i < edits().size(); ++i) {
        INFO("edit " << i);
        Plan edited = plan;
        edits()[i](edited);
        const Found expected = by_digest(plan, edited);
        CHECK_FALSE(expected.empty());
        CHECK(by_diff(plan, edited) == expected);
        CHECK(by_diff(edited, plan) == expected);
    }
}

TEST_CASE("versions are compared by number, the second one being the newest unless named") {
    Fixture fixture;
    Plan plan = sample_plan(fixture.mall);
    fixture.import(plan);
    plan.units[0].ref = "G-77";
    fixture.import(plan);
    plan.units[0].category = "office";
    fixture.import(plan);

    const auto ignore = [](const operations::CatalogChange&) {};
    const auto newest = operations::diff_versions(fixture.session, "riverside", 1, std::nullopt, ignore);
    CHECK(newest.from.number == 1);
    CHECK(newest.to.number == 3);
    REQUIRE(newest.changes.size() == 1);
    CHECK(newest.changes[0].fields.size() == 2);
    CHECK(newest.changed.by_kind.at("unit").updated == 1);
    const auto backwards = operations::diff_versions(fixture.session, "riverside", 2, 1, ignore);
    REQUIRE(backwards.changes.size() == 1);
    CHECK(backwards.changes[0].fields == std::vector<plan::FieldChange>{{"ref", "G-77", "G-01"}});
    CHECK(operations::diff_versions(fixture.session, "riverside", 2, 2, ignore).changes.empty());
    CHECK_THROWS_AS(operations::diff_versions(fixture.session, "riverside", 1, 9, ignore), core::Error);
}

}  // namespace mallctl::test
