// A real campus: two buildings, eight levels, doors drawn on the edges of 443 units.
#include <catch2/catch.hpp>

#include "importers/importer.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "plan/connectors.hpp"
#include "plan/ids.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

namespace {

const plan::Unit& unit_of_source(const plan::Plan& plan, const std::string& source_id) {
    for (const plan::Unit& unit : plan.units) {
        if (unit.source_id == source_id) return unit;
    }
    throw std::runtime_error("no unit " + source_id);
}

}  // namespace

TEST_CASE("what is reached on a real campus within some time can be drawn from everywhere") {
    const auto archive = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    plan::Plan plan = importers::import_plan({{*archive}, {}, "", {}}).plan;
    core::Diagnostics findings;
    plan::infer_connectors(plan, findings);
    plan::assign_ids(plan, core::uuid_v5(core::mall_name_space, "polytech"), findings);
    const std::vector<std::byte> bytes = nav::build(plan, findings);
    const nav::Graph graph(bytes);
    for (std::size_t i = 0; i < plan.units.size(); i += 9) {
        const auto place = graph.unit_place(plan.units[i].id);
        if (!place) continue;
        INFO("unit " << i);
        for (const double seconds : {20.0, 60.0}) {
            CHECK_NOTHROW(graph.reached_area(*place, seconds, nav::Profile::staff));
        }
    }
}

TEST_CASE("a real campus is routable from the cafe to a classroom three floors up") {
    const auto archive = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    plan::Plan plan = importers::import_plan({{*archive}, {}, "", {}}).plan;
    core::Diagnostics findings;
    plan::infer_connectors(plan, findings);
    plan::assign_ids(plan, core::uuid_v5(core::mall_name_space, "polytech"), findings);
    const std::vector<std::byte> bytes = nav::build(plan, findings);
    const nav::Graph graph(bytes);
    REQUIRE(graph.levels().size() == 8);

    const auto cafe = graph.unit_place(unit_of_source(plan, "c2dd51b3-fb63-4cc1-b9e1-474c2e06a423").id);
    const auto classroom = graph.unit_place(unit_of_source(plan, "efee6a9b-dd3a-4a70-82dd-eba0efe56210").id);
    REQUIRE(cafe.has_value());
    REQUIRE(classroom.has_value());
    const auto kinds = [&](const nav::Route& route) {
        std::string list;
        for (const nav::Leg& leg : route.legs) {
            list += leg.kind == nav::LegKind::walk ? "walk " : leg.connector_category + " ";
        }
        return list;
    };
    const auto on_foot = graph.route(*cafe, *classroom, nav::Profile::walk);
    REQUIRE(on_foot.has_value());
    CHECK(kinds(*on_foot) == "walk stairs walk ");
    CHECK(on_foot->distance_m == Approx(41).margin(2));
    const auto rolling = graph.route(*cafe, *classroom, nav::Profile::wheelchair);
    REQUIRE(rolling.has_value());
    CHECK(kinds(*rolling) == "walk elevator walk ");

    const auto home = plan.levels[cafe->level].building;
    // The plan does not join its two buildings: the reason says so instead of a route.
    for (const plan::Unit& unit : plan.units) {
        if (plan.levels[unit.level].building == home) continue;
        const auto place = graph.unit_place(unit.id);
        if (!place) continue;
        nav::NoRoute why;
        CHECK_FALSE(graph.route(*cafe, *place, nav::Profile::walk, &why).has_value());
        CHECK_FALSE(why.reason.empty());
        break;
    }

    std::vector<nav::Place> targets;
    for (const plan::Unit& unit : plan.units) {
        if (const auto place = graph.unit_place(unit.id)) targets.push_back(*place);
    }
    CHECK(targets.size() == plan.units.size());
    const auto reached = [&](nav::Profile profile) {
        std::size_t count = 0;
        for (const auto& there : graph.reach(*cafe, targets, profile)) count += there.has_value();
        return count;
    };
    // Rooms of employees, and what lies behind them, are for staff.
    CHECK(reached(nav::Profile::staff) == 167);
    CHECK(reached(nav::Profile::walk) == 121);
}
