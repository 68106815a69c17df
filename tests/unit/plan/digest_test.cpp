#include "plan/digest.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>

using namespace mallctl;

namespace {

core::Uuid id(unsigned char n) {
    core::Uuid result;
    result.bytes[15] = n;
    return result;
}

plan::Plan small_plan() {
    plan::Plan plan;
    plan.format = "imdf";
    plan::Level ground;
    ground.id = id(1);
    plan::Level upper;
    upper.id = id(2);
    upper.ordinal = 1;
    plan.levels = {ground, upper};
    plan::Unit shop;
    shop.id = id(3);
    shop.geometry = {{{{{8, 49}, {8.1, 49}, {8.1, 49.1}, {8, 49}}}}};
    plan::Unit lift = shop;
    lift.id = id(4);
    lift.category = "elevator";
    plan.units = {shop, lift};
    plan::Connector connector;
    connector.id = id(5);
    connector.stops = {{0, 1, {8, 49}}, {1, std::nullopt, {8, 49}}};
    plan.connectors = {connector};
    plan::Occupant occupant;
    occupant.id = id(6);
    occupant.unit = 0;
    plan.occupants = {occupant};
    return plan;
}

}  // namespace

TEST_CASE("the digest of a plan does not depend on the order of its features") {
    const plan::Plan plan = small_plan();
    plan::Plan turned = plan;
    std::reverse(turned.units.begin(), turned.units.end());
    turned.occupants[0].unit = 1;
    turned.connectors[0].stops[0].unit = 0;
    CHECK(plan::digest(turned) == plan::digest(plan));
}

TEST_CASE("whatever a plan says is part of its digest") {
    const std::vector<std::function<void(plan::Plan&)>> changes = {
        [](auto& p) { p.format = "dxf"; },
        [](auto& p) { p.name["en"] = "x"; },
        [](auto& p) { p.levels[0].ordinal = 7; },
        [](auto& p) { p.levels[0].elevation_m = 0; },
        [](auto& p) { p.levels[0].outdoor = true; },
        [](auto& p) { p.units[0].level = 1; },
        [](auto& p) { p.units[0].ref = "1"; },
        [](auto& p) { p.units[0].restriction = "1"; },
        [](auto& p) { p.units[0].source_id = "1"; },
        [](auto& p) { p.units[0].accessibility = {"1"}; },
        [](auto& p) { p.units[0].direction = plan::Direction::both; },
        [](auto& p) { p.units[0].direction = plan::Direction::up; },
        [](auto& p) {
            p.units[0].display_point = core::Point{0, 0};
        },
        [](auto& p) { p.units[0].geometry[0].rings[0][1].x += 1e-8; },
        [](auto& p) { std::swap(p.connectors[0].stops[0], p.connectors[0].stops[1]); },
        [](auto& p) { p.connectors[0].stops[0].unit = 0; },
        [](auto& p) { p.connectors[0].wait_s = 0; },
        [](auto& p) { p.occupants[0].unit.reset(); },
        [](auto& p) { p.occupants[0].hours = "24/7"; },
        [](auto& p) { p.occupants.clear(); },
    };
    std::set<std::string> digests{plan::digest(small_plan())};
    for (const auto& change : changes) {
        plan::Plan plan = small_plan();
        change(plan);
        digests.insert(plan::digest(plan));
    }
    CHECK(digests.size() == changes.size() + 1);
}

TEST_CASE("movement below 1e-9 degrees is no change") {
    plan::Plan plan = small_plan();
    plan.units[0].geometry[0].rings[0][1].x += 1e-11;
    CHECK(plan::digest(plan) == plan::digest(small_plan()));
}
