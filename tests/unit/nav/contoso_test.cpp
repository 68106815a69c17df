// The sample package of Azure Maps Creator: offices around corridors, few doors, walls as closed bodies.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "importers/importer.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "plan/check.hpp"
#include "plan/connectors.hpp"
#include "plan/ids.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

TEST_CASE("every office of a drawing package is reached, on each level and across them") {
    const auto manifest = test::shared_data("dxf/contoso/manifest.json");
    if (!manifest) {
        WARN("shared data is absent: skipped");
        return;
    }
    plan::Plan plan = importers::import_plan({{*manifest}, {}, "", {}}).plan;
    core::Diagnostics findings;
    plan::infer_connectors(plan, findings);
    plan::assign_ids(plan, core::uuid_v5(core::mall_name_space, "contoso"), findings);
    findings.clear();
    const std::vector<std::byte> bytes = nav::build(plan, findings);
    for (const core::Diagnostic& finding : findings) FAIL_CHECK(finding.feature << ": " << finding.message);

    const nav::Graph graph(bytes);
    const auto place = [&](const std::string& ref) {
        for (const plan::Unit& unit : plan.units) {
            if (unit.ref == ref) return graph.unit_place(unit.id).value();
        }
        throw std::runtime_error("no unit " + ref);
    };
    const auto on_foot = graph.route(place("B02"), place("234"), nav::Profile::walk);
    REQUIRE(on_foot.has_value());
    REQUIRE(on_foot->legs.size() == 3);
    CHECK(on_foot->legs[1].connector_category == "stairs");
    CHECK(on_foot->distance_m == Approx(85).margin(3));
    const auto rolling = graph.route(place("B02"), place("234"), nav::Profile::wheelchair);
    REQUIRE(rolling.has_value());
    CHECK(rolling->legs.at(1).connector_category == "elevator");

    std::vector<nav::Place> all;
    for (const plan::Unit& unit : plan.units) all.push_back(graph.unit_place(unit.id).value());
    const auto reached = graph.reach(place("101"), all, nav::Profile::wheelchair);
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(plan.units[i].ref);
        CHECK(reached[i].has_value() == plan.units[i].restriction.empty());  // "nonPublic" in the manifest
    }
}

TEST_CASE("the rooms of Contoso that no door reaches are listed by name") {
    const auto manifest = test::shared_data("dxf/contoso/manifest.json");
    if (!manifest) {
        WARN("shared data is absent: skipped");
        return;
    }
    importers::ImportRequest request;
    request.sources = {*manifest};
    const plan::Plan plan = importers::import_plan(request).plan;
    std::map<std::string, std::set<std::string>> rooms;  // by level
    for (const core::Diagnostic& finding : plan::check(plan)) {
        if (finding.code == "P093") rooms[finding.level].insert(finding.message);
    }
    REQUIRE(rooms.size() == 3);
    for (const auto& [level, names] : rooms) {
        INFO(level);
        // 63 rooms, 16 doors; room 36 is there twice under one number.
        CHECK(names.size() >= 63 - 2 * 16);
        CHECK(names.size() <= 63 - 16);
    }
    CHECK(rooms["Basement"].contains("no door reaches office B27; it is entered where no wall stands"));
}
