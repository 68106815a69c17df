#include "operations/plan_breaks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace mallctl;
using operations::PlanBreak;
using operations::PlanReferences;
using plan::Fate;

namespace {

const core::Uuid mall = core::uuid_v5(core::mall_name_space, "riverside");

core::MultiPolygon box(double x, double y, double width, double height) {
    return {{{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}}}};
}

void add_unit(plan::Plan& plan, const std::string& ref, const core::MultiPolygon& geometry) {
    plan.units.emplace_back();
    plan.units.back().ref = ref;
    plan.units.back().geometry = geometry;
}

// Two levels; on the ground floor three shops in a row, each 0.0001 degrees wide, and a lift.
plan::Plan three_shops() {
    plan::Plan plan;
    plan.format = "geojson";
    plan.levels.resize(2);
    plan.levels[0].short_name = "G";
    plan.levels[1].short_name = "1";
    plan.levels[1].ordinal = 1;
    add_unit(plan, "G-01", box(8.0000, 49, 1e-4, 1e-4));
    add_unit(plan, "G-02", box(8.0001, 49, 1e-4, 1e-4));
    add_unit(plan, "G-03", box(8.0002, 49, 1e-4, 1e-4));
    plan.connectors.emplace_back();
    plan.connectors[0].category = "elevator";
    plan.connectors[0].name = {{"en", "Lift A"}};
    plan.connectors[0].stops = {{0, std::nullopt, {8.0005, 49}}, {1, std::nullopt, {8.0005, 49}}};
    return plan;
}

// A plan before, one after, and what refers to it.
struct Change {
    plan::Plan before = three_shops();
    plan::Plan after = three_shops();
    PlanReferences references;

    Change() { plan::match_ids(before, nullptr, mall); }

    std::vector<PlanBreak> breaks() {
        const auto matching = plan::match_ids(after, &before, mall);
        return operations::plan_breaks(references, before, after, matching.units);
    }

    void lease(const std::string& slug, std::size_t unit) {
        references.leased_units.push_back(
            {slug, "acme", before.units[unit].ref + "@G", before.units[unit].id});
    }

    void store(const std::string& slug, const std::string& unit) {
        references.stores.emplace_back();
        references.stores.back().slug = slug;
        references.stores.back().units = {unit};
    }

    void location(const std::string& slug, const std::string& kind, const std::string& level,
                  core::Point point) {
        references.locations.emplace_back();
        references.locations.back().slug = slug;
        references.locations.back().kind = kind;
        references.locations.back().level = level;
        references.locations.back().point = point;
    }
};

db::OpenClosure closed(const std::string& slug, const std::string& unit, const std::string& connector,
                       const std::string& reason) {
    return {slug, connector, unit, "", "", {{"en", reason}}};
}

}  // namespace

TEST_CASE("a plan that stays as it is breaks nothing") {
    Change change;
    change.lease("lease-1", 0);
    change.store("bakery", "G-01@G");
    change.location("north", "entrance", "G", {8.00005, 49.00005});
    change.references.closures.push_back(closed("lift", {}, "Lift A", "maintenance"));
    CHECK(change.breaks().empty());
}

TEST_CASE("a lease of a unit that is gone, and a store that states it") {
    Change change;
    change.lease("lease-1", 0);
    change.lease("lease-2", 1);
    change.store("bakery", "G-01@G");
    change.after.units.erase(change.after.units.begin());
    const auto breaks = change.breaks();
    REQUIRE(breaks.size() == 2);
    CHECK(breaks[0].kind == "lease");
    CHECK(breaks[0].slug == "lease-1");
    CHECK(breaks[0].finding.code == "P076");
    CHECK(breaks[0].finding.severity == core::Severity::warning);
    CHECK(breaks[0].finding.level == "G");
    CHECK(breaks[0].finding.message ==
          "lease \"lease-1\" of acme covers unit G-01@G, which the new plan does not have");
    CHECK(breaks[1].kind == "store");
    CHECK(breaks[1].slug == "bakery");
    CHECK(breaks[1].finding.code == "P077");
    CHECK_THAT(breaks[1].finding.message,
               Catch::Contains("states unit \"G-01@G\", which is not in the new plan"));
}

TEST_CASE("leases of units that were split or went into another say which units there are now") {
    Change change;
    change.lease("lease-1", 0);
    change.lease("lease-2", 1);
    change.lease("lease-3", 2);
    change.after.units[0].geometry = box(8.00000, 49, 0.6e-4, 1e-4);
    add_unit(change.after, "G-01B", box(8.00006, 49, 0.4e-4, 1e-4));
    change.after.units[1].geometry = box(8.0001, 49, 2e-4, 1e-4);
    change.after.units.erase(change.after.units.begin() + 2);
    const auto breaks = change.breaks();
    REQUIRE(breaks.size() == 3);
    CHECK_THAT(breaks[0].finding.message,
               Catch::EndsWith("which is split: G-01@G keeps its id, G-01B@G is new"));
    CHECK_THAT(breaks[1].finding.message, Catch::EndsWith("which now includes G-03@G"));
    CHECK_THAT(breaks[2].finding.message, Catch::EndsWith("which has become part of G-02@G"));
    CHECK(std::all_of(breaks.begin(), breaks.end(),
                      [](const PlanBreak& it) { return it.finding.code == "P076"; }));
}

TEST_CASE(
    "a unit that is called something else keeps its leases, and who states the old number is told the new "
    "one") {
    Change change;
    change.lease("lease-1", 0);
    change.store("bakery", "G-01@G");
    change.store("cafe", core::to_string(change.before.units[0].id));
    change.after.units[0].ref = "G-01A";
    const auto breaks = change.breaks();
    REQUIRE(breaks.size() == 2);
    for (const PlanBreak& it : breaks) {
        CHECK(it.finding.code == "P077");
        CHECK_THAT(it.finding.advice, Catch::Contains("G-01A@G"));
    }
    CHECK(breaks[0].kind == "lease");
    CHECK(breaks[1].slug == "bakery");
}

TEST_CASE("what the plan before did not hold either is not broken by the new one") {
    Change change;
    change.store("ghost", "X-99@G");
    change.location("far", "entrance", "G", {9, 50});
    change.location("cellar", "qr", "B1", {8, 49});
    change.references.closures.push_back(closed("room", "X-99@G", {}, "fire"));
    change.references.closures.push_back({"flood", "", "", "", "B1", {{"en", "flood"}}});
    change.references.leased_units.push_back({"old", "acme", "X-99@G", core::uuid_v5(mall, "nothing")});
    change.after.units.pop_back();
    CHECK(change.breaks().empty());
}

TEST_CASE("a location off the new plan is named, and a printed code that leads to it") {
    Change change;
    change.location("qr_3", "qr", "G", {8.00025, 49.00005});
    change.location("upstairs", "entrance", "1", {8, 49});
    change.location("inside", "kiosk", "G", {8.00005, 49.00005});
    change.after.units.pop_back();
    change.after.levels.pop_back();
    change.after.connectors.clear();
    const auto breaks = change.breaks();
    REQUIRE(breaks.size() == 2);
    CHECK(breaks[0].slug == "qr_3");
    CHECK(breaks[0].finding.code == "P078");
    CHECK_THAT(breaks[0].finding.message, Catch::Contains("its printed QR code leads there"));
    REQUIRE(breaks[0].finding.at);
    CHECK(*breaks[0].finding.at == core::Point{8.00025, 49.00005});
    CHECK(breaks[1].slug == "upstairs");
    CHECK_THAT(breaks[1].finding.message, Catch::Contains("level 1, which the new plan does not have"));
}

TEST_CASE("a point on the outline of a level is on the plan, with no unit around it") {
    Change change;
    for (plan::Plan* plan : {&change.before, &change.after})
        plan->levels[0].outline = box(7.999, 48.999, 0.002, 0.002);
    change.location("plaza", "entrance", "G", {7.9995, 48.9995});
    change.after.units.pop_back();
    CHECK(change.breaks().empty());
}

TEST_CASE("closures of what is gone") {
    Change change;
    auto& closures = change.references.closures;
    closures.push_back(closed("1", {}, core::to_string(change.before.connectors[0].id), "maintenance"));
    closures.push_back(closed("2", "G-03@G", {}, "fire"));
    closures.push_back(closed("3", "G-01@G", {}, "flood"));
    closures.push_back({"4", "", "", "", "1", {{"en", "works"}}});
    change.after.connectors.clear();
    change.after.units.pop_back();
    change.after.levels.pop_back();
    const auto breaks = change.breaks();
    REQUIRE(breaks.size() == 3);
    CHECK(breaks[0].finding.message == "the closure \"maintenance\" is of the connector " +
                                           closures[0].connector + ", which the new plan does not have");
    CHECK(breaks[1].finding.message ==
          "the closure \"fire\" is of the unit G-03@G, which the new plan does not have");
    CHECK_THAT(breaks[2].finding.message, Catch::Contains("lies on level 1"));
    CHECK(breaks[2].slug == "4");
}
