#include "tests/unit/exporters/full_plan.hpp"

#include "plan/ids.hpp"

namespace mallctl::test {

namespace {

core::MultiPolygon box(double x, double y, double size) {
    return {core::Polygon{{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}}}};
}

core::MultiPolygon ring_with_hole(double x, double y) {
    core::MultiPolygon area = box(x, y, 0.0003);
    area.front().rings.push_back({{x + 0.0001, y + 0.0001},
                                  {x + 0.0001, y + 0.0002},
                                  {x + 0.0002, y + 0.0002},
                                  {x + 0.0002, y + 0.0001},
                                  {x + 0.0001, y + 0.0001}});
    return area;
}

void add_levels(plan::Plan& plan) {
    plan::Building building;
    building.name = {{"en", "East"}};
    building.category = "unspecified";
    building.display_point = core::Point{8.5, 49.4};
    plan.buildings.push_back(building);
    plan::Footprint footprint;
    footprint.buildings = {0};
    footprint.geometry = box(8.5, 49.4, 0.001);
    plan.footprints.push_back(footprint);
    plan::Level ground;
    ground.building = 0;
    ground.short_name = "G";
    ground.name = {{"en", "Ground"}, {"de", "Erdgeschoss"}};
    ground.elevation_m = 1.25;
    ground.outline = box(8.5, 49.4, 0.001);
    plan::Level roof;
    roof.ordinal = 1;
    roof.short_name = "R";
    roof.outdoor = true;
    plan.levels = {ground, roof};
}

void add_units(plan::Plan& plan) {
    plan::Unit shop;
    shop.source_id = "A/1";
    shop.name = {{"", "Café \"Zoë\""}};
    shop.category = "retail";
    shop.ref = "G-01";
    shop.geometry = box(8.5001, 49.4001, 0.0002);
    shop.display_point = core::Point{8.5002, 49.4002};
    shop.edits.name = core::Names{{"en", "Cafe"}};
    shop.edits.category = "room";
    shop.edits.ref = "1";
    plan::Unit hall;
    hall.category = "cloister";
    hall.name = {{"und", "Hall"}, {"", "Saal"}};
    hall.restriction = "employeesonly";
    hall.accessibility = {"wheelchair"};
    hall.geometry = ring_with_hole(8.5005, 49.4005);
    plan::Unit up;
    up.category = "escalator";
    up.direction = plan::Direction::up;
    up.geometry = box(8.5001, 49.4007, 0.0001);
    plan::Unit top = up;
    top.level = 1;
    top.direction = plan::Direction::both;
    plan.units = {shop, hall, up, top};
}

void add_the_rest(plan::Plan& plan) {
    plan::Opening door;
    door.geometry = {{8.5001, 49.4001}, {8.50011, 49.4001}};
    door.width_m = 0.9;
    door.accessible = false;
    door.one_way = true;
    plan::Opening guess;
    guess.geometry = {{8.5003, 49.4001}, {8.5003, 49.40011}};
    guess.inferred = true;
    plan.openings = {door, guess};
    plan::Connector escalator;
    escalator.category = "escalator";
    escalator.direction = plan::Direction::up;
    escalator.wait_s = 0.5;
    escalator.inferred = true;
    escalator.stops = {{0, 2, {8.50015, 49.40075}}, {1, 3, {8.50015, 49.40075}}};
    plan::Connector ramp;
    ramp.category = "ramp";
    ramp.accessible = true;
    ramp.stops = {{0, std::nullopt, {8.5009, 49.4009}}, {1, std::nullopt, {8.5009, 49.4009}}};
    plan.connectors = {escalator, ramp};
    plan.fixtures.push_back({{}, 0, "furniture", box(8.5002, 49.4008, 0.00005)});
    plan.amenities.push_back({{}, 0, "atm", {0}, {8.50015, 49.40015}});
    plan.amenities.push_back({{}, 0, "bench", {}, {8.50016, 49.40016}});
    plan.amenities.push_back({{}, 0, "restroom", {}, {8.5009, 49.4002}});
    plan.walls.push_back({{}, 1, {{{8.5, 49.4}, {8.5001, 49.4}}, {{8.5, 49.4}, {8.5, 49.4001}}}});
    plan.sections.push_back({{}, 0, "eatingdrinking", box(8.5006, 49.4001, 0.0001)});
    plan.kiosks.push_back({{}, 0, box(8.5008, 49.4001, 0.00005)});
    plan::Occupant cafe;
    cafe.name = {{"en", "Cafe"}};
    cafe.category = "cafe";
    cafe.unit = 0;
    cafe.hours = "Mo-Sa 09:00-18:00";
    cafe.phone = "+49 621 1234";
    cafe.website = "https://example.org/";
    plan::Occupant nowhere = cafe;
    nowhere.name = {{"en", "Nowhere"}};
    nowhere.unit.reset();
    plan.occupants = {cafe, nowhere};
}

}  // namespace

plan::Plan full_plan() {
    plan::Plan plan;
    plan.format = "dxf";
    plan.name = {{"en", "Plan of East"}};
    add_levels(plan);
    add_units(plan);
    add_the_rest(plan);
    core::Diagnostics findings;
    plan::assign_ids(plan, core::uuid_v5(core::mall_name_space, "east"), findings);
    return plan;
}

}  // namespace mallctl::test
