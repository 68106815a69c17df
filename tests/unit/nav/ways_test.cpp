#include "nav/checks/ways.hpp"

#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using namespace mallctl::nav;
using test::PlanMaker;
using test::Rectangle;

namespace {

core::Diagnostics ways_of(const plan::Plan& plan) {
    core::Diagnostics findings = check_ways(plan);
    std::erase_if(findings,
                  [](const auto& finding) { return finding.code != "P067" && finding.code != "P070"; });
    return findings;
}

// A walkway with a shop to its west and south, and two rooms behind each other to its east.
PlanMaker row_of_rooms(bool one_way) {
    PlanMaker maker;
    const auto level = maker.level(0, "G");
    maker.unit(level, "walkway", Rectangle{0, 0, 10, 10});
    maker.unit(level, "retail", Rectangle{-10, 0, 0, 10});
    maker.unit(level, "retail", Rectangle{0, -10, 10, 0});
    maker.unit(level, "retail", Rectangle{10, 0, 20, 10});
    maker.unit(level, "retail", Rectangle{20, 0, 30, 10});
    maker.opening(level, {0, 4}, {0, 6});
    maker.opening(level, {4, 0}, {6, 0});
    maker.opening(level, {10, 4}, {10, 6}).one_way = one_way;  // from the left of the line: eastwards
    maker.opening(level, {20, 4}, {20, 6});
    return maker;
}

}  // namespace

TEST_CASE("where one gets everywhere and back there is nothing to say") {
    CHECK(ways_of(row_of_rooms(false).plan).empty());
    CHECK(ways_of(plan::Plan{}).empty());
}

TEST_CASE("rooms that can be entered and not left are a trap, told once") {
    const PlanMaker maker = row_of_rooms(true);
    const core::Diagnostics findings = ways_of(maker.plan);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P070");
    CHECK(findings[0].level == "G");
    CHECK(findings[0].message == "2 units (U3, U4) can be entered and not left on foot");
}

TEST_CASE("rooms that can be left and not entered are an island") {
    PlanMaker maker = row_of_rooms(true);
    std::swap(maker.plan.openings[2].geometry.front(), maker.plan.openings[2].geometry.back());
    const core::Diagnostics findings = ways_of(maker.plan);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P067");
}

TEST_CASE("an upper floor that nothing leads to is an island") {
    PlanMaker maker = row_of_rooms(false);
    const auto upper = maker.level(1, "1");
    maker.unit(upper, "walkway", Rectangle{0, 0, 10, 10});
    maker.unit(upper, "retail", Rectangle{10, 0, 20, 10});
    maker.opening(upper, {10, 4}, {10, 6});
    const core::Diagnostics findings = ways_of(maker.plan);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P067");
    CHECK(findings[0].level == "1");
    CHECK(findings[0].message == "2 units (U5, U6) cannot be reached from the rest of the mall on foot");
    REQUIRE(findings[0].at);
    CHECK(std::holds_alternative<core::MultiPolygon>(findings[0].shape));
}

TEST_CASE("a floor that only stairs lead to is an island for a wheelchair, and for nobody else") {
    PlanMaker maker = row_of_rooms(false);
    const auto upper = maker.level(1, "1");
    maker.unit(upper, "walkway", Rectangle{0, 0, 10, 10});
    plan::Connector stairs;
    stairs.id.bytes[15] = 99;
    stairs.category = "stairs";
    stairs.stops = {{0, std::nullopt, maker.at(5, 5)}, {upper, std::nullopt, maker.at(5, 5)}};
    maker.plan.connectors.push_back(stairs);
    core::Diagnostics findings = ways_of(maker.plan);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P067");
    CHECK(findings[0].message.ends_with("with a wheelchair"));
    maker.plan.connectors[0].category = "elevator";
    maker.plan.connectors[0].accessible = true;
    CHECK(ways_of(maker.plan).empty());
    maker.plan.connectors[0].direction = plan::Direction::up;
    findings = ways_of(maker.plan);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P070");
}
