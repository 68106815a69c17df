#include "tests/db/sample_plan.hpp"

#include <algorithm>
#include <numeric>

#include "core/diagnostic.hpp"
#include "plan/classes.hpp"
#include "plan/ids.hpp"

namespace mallctl::test {

namespace {

core::MultiPolygon square(double x, double y, double side) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}};
}

core::MultiPolygon square_with_hole(double x, double y, double side) {
    auto area = square(x, y, side);
    const double a = side / 4;
    area[0].rings.push_back(
        {{x + a, y + a}, {x + a, y + 2 * a}, {x + 2 * a, y + 2 * a}, {x + 2 * a, y + a}, {x + a, y + a}});
    return area;
}

template <typename T>
T named(const char* source_id, core::Names name) {
    T feature;
    feature.source_id = source_id;
    feature.name = std::move(name);
    return feature;
}

void add_units(plan::Plan& plan) {
    auto shop = named<plan::Unit>("u1", {{"en", "Bakery \"Crust\""}, {"de", "B\\ckerei, T\xC3\xBCr 1"}});
    shop.category = "retail";
    shop.ref = "G-01";
    shop.accessibility = {"wheelchair", "a \"quoted\", \\one"};
    shop.display_point = core::Point{8.0001, 49.0001};
    shop.geometry = square_with_hole(8.0, 49.0, 0.001);
    auto lift = named<plan::Unit>("u2", {});
    lift.category = "elevator";
    lift.restriction = "employeesonly";
    lift.geometry = square(8.002, 49.0, 0.0001);
    auto upper = named<plan::Unit>("u3", {});
    upper.level = 1;
    upper.category = "escalator";
    upper.direction = plan::Direction::up;
    upper.geometry = square(8.002, 49.0, 0.0001);
    plan.units = {shop, lift, upper};
}

void add_connectors(plan::Plan& plan) {
    auto lift = named<plan::Connector>("c1", {{"", "Lift A"}});
    lift.category = "elevator";
    lift.accessible = true;
    lift.wait_s = 20.25;
    lift.stops = {{0, 1, {8.00205, 49.00005}}, {1, std::nullopt, {8.00205, 49.00005}}};
    auto stairs = named<plan::Connector>("c2", {});
    stairs.category = "escalator";
    stairs.direction = plan::Direction::down;
    stairs.inferred = true;
    stairs.stops = {{0, std::nullopt, {8.001, 49.0002}}, {1, 2, {8.001, 49.0003}}};
    plan.connectors = {lift, stairs};
}

void add_small_features(plan::Plan& plan) {
    auto door = named<plan::Opening>("o1", {});
    door.width_m = 1.2;
    door.one_way = true;
    door.accessible = false;
    door.geometry = {{8.0, 49.0}, {8.00001, 49.0}, {8.00002, 49.00001}};
    auto plain = named<plan::Opening>("o2", {{"en", "North door"}});
    plain.level = 1;
    plain.category = "automobile";
    plain.geometry = {{8.0, 49.0}, {8.00001, 49.0}};
    plan.openings = {door, plain};
    auto bench = named<plan::Fixture>("x1", {});
    bench.geometry = square(8.0003, 49.0003, 0.00001);
    plan.fixtures = {bench};
    auto restroom = named<plan::Amenity>("a1", {{"en", "WC"}});
    restroom.category = "restroom";
    restroom.units = {1, 0};
    restroom.point = {8.00001, 49.00001};
    auto atm = named<plan::Amenity>("a2", {});
    atm.category = "atm";
    atm.level = 1;
    atm.point = {8.00001, 49.00001};
    plan.amenities = {restroom, atm};
    auto wall = named<plan::Wall>("w1", {});
    wall.lines = {{{8.0, 49.0}, {8.1, 49.1}}, {{8.0, 49.0}, {8.1, 49.0}, {8.1, 49.1}}};
    plan.walls = {wall};
    auto section = named<plan::Section>("s1", {{"en", "Food court"}});
    section.category = "foodcourt";
    section.geometry = square(8.0, 49.0, 0.0005);
    plan.sections = {section};
    auto kiosk = named<plan::Kiosk>("k1", {});
    kiosk.level = 1;
    kiosk.geometry = square(8.0004, 49.0004, 0.00001);
    plan.kiosks = {kiosk};
}

void add_occupants(plan::Plan& plan) {
    auto bakery = named<plan::Occupant>("t1", {{"en", "Crust"}});
    bakery.category = "bakery";
    bakery.unit = 0;
    bakery.hours = "Mo-Fr 09:00-18:00";
    bakery.phone = "+49 621 1";
    bakery.website = "https://crust.example";
    auto nowhere = named<plan::Occupant>("t2", {{"en", "Office"}});
    plan.occupants = {bakery, nowhere};
}

// The order of a vector's features by id, and its inverse: where each index went.
template <typename T>
std::vector<std::size_t> sort_by_id(std::vector<T>& features) {
    std::vector<std::size_t> order(features.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return features[a].id < features[b].id; });
    std::vector<T> sorted_features;
    std::vector<std::size_t> moved(features.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        sorted_features.push_back(features[order[i]]);
        moved[order[i]] = i;
    }
    features = std::move(sorted_features);
    return moved;
}

bool same(const plan::Feature& a, const plan::Feature& b) {
    return a.id == b.id && a.source_id == b.source_id && a.name == b.name;
}

template <typename T, typename Same>
bool all_same(const std::vector<T>& a, const std::vector<T>& b, const Same& same_rest) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const T& x, const T& y) { return same(x, y) && same_rest(x, y); });
}

}  // namespace

plan::Plan without_ids(plan::Plan plan) {
    plan::for_each_class(plan, [](const char*, auto& features) {
        for (auto& feature : features) feature.id = {};
    });
    return plan;
}

core::Uuid mall_id(const std::string& slug) {
    return core::uuid_v5(core::mall_name_space, slug);
}

plan::Plan sample_plan(const core::Uuid& mall) {
    plan::Plan plan;
    plan.format = "imdf";
    plan.name = {{"en", "Sample"}};
    auto hall = named<plan::Building>("b1", {{"en", "Hall A"}});
    hall.category = "unspecified";
    hall.display_point = core::Point{8.0005, 49.0005};
    auto annex = named<plan::Building>("b2", {});
    annex.category = "parking";
    plan.buildings = {hall, annex};
    auto footprint = named<plan::Footprint>("f1", {});
    footprint.buildings = {1, 0};
    footprint.geometry = square(8.0, 49.0, 0.01);
    plan.footprints = {footprint};
    auto ground = named<plan::Level>("l1", {{"en", "Ground floor"}});
    ground.building = 0;
    ground.short_name = "G";
    ground.elevation_m = 0.125;
    ground.outline = square(8.0, 49.0, 0.01);
    auto roof = named<plan::Level>("l2", {});
    roof.ordinal = 1;
    roof.short_name = "1";
    roof.outdoor = true;
    plan.levels = {ground, roof};
    add_units(plan);
    add_connectors(plan);
    add_small_features(plan);
    add_occupants(plan);
    core::Diagnostics findings;
    plan::assign_ids(plan, mall, findings);
    return plan;
}

plan::Plan large_plan(const core::Uuid& mall, std::size_t units) {
    plan::Plan plan;
    plan.format = "geojson";
    auto level = named<plan::Level>("level", {});
    level.short_name = "G";
    plan.levels = {level};
    for (std::size_t i = 0; i < units; ++i) {
        const double x = 8.0 + 0.0001 * static_cast<double>(i % 100);
        const double y = 49.0 + 0.0001 * static_cast<double>(i / 100);
        const std::string number = std::to_string(i);
        auto unit = named<plan::Unit>(("unit" + number).c_str(), {{"en", "Shop " + number}});
        unit.category = "retail";
        unit.ref = number;
        unit.geometry = square(x, y, 0.00008);
        plan.units.push_back(unit);
        auto opening = named<plan::Opening>(("door" + number).c_str(), {});
        opening.geometry = {{x, y}, {x + 0.00001, y}};
        plan.openings.push_back(opening);
        if (i % 2 != 0) continue;
        auto occupant = named<plan::Occupant>(("occupant" + number).c_str(), {{"en", "Shop " + number}});
        occupant.unit = i;
        plan.occupants.push_back(occupant);
    }
    core::Diagnostics findings;
    plan::assign_ids(plan, mall, findings);
    return plan;
}

plan::Plan sorted(const plan::Plan& plan) {
    plan::Plan result = plan;
    const auto buildings = sort_by_id(result.buildings);
    const auto levels = sort_by_id(result.levels);
    const auto units = sort_by_id(result.units);
    for (auto& footprint : result.footprints) {
        for (auto& building : footprint.buildings) building = buildings[building];
    }
    for (auto& level : result.levels) {
        if (level.building) level.building = buildings[*level.building];
    }
    const auto on_level = [&](auto& features) {
        for (auto& feature : features) feature.level = levels[feature.level];
        sort_by_id(features);
    };
    for (auto& unit : result.units) unit.level = levels[unit.level];
    on_level(result.openings);
    on_level(result.fixtures);
    for (auto& amenity : result.amenities) {
        for (auto& unit : amenity.units) unit = units[unit];
    }
    on_level(result.amenities);
    on_level(result.walls);
    on_level(result.sections);
    on_level(result.kiosks);
    for (auto& connector : result.connectors) {
        for (auto& stop : connector.stops) {
            stop.level = levels[stop.level];
            if (stop.unit) stop.unit = units[*stop.unit];
        }
    }
    sort_by_id(result.connectors);
    for (auto& occupant : result.occupants) {
        if (occupant.unit) occupant.unit = units[*occupant.unit];
    }
    sort_by_id(result.occupants);
    sort_by_id(result.footprints);
    return result;
}

bool equal(const plan::Plan& a, const plan::Plan& b) {
    const auto stops = [](const plan::Connector& x, const plan::Connector& y) {
        return std::equal(x.stops.begin(), x.stops.end(), y.stops.begin(), y.stops.end(),
                          [](const auto& s, const auto& t) {
                              return s.level == t.level && s.unit == t.unit && s.point == t.point;
                          });
    };
    return a.format == b.format && a.name == b.name &&
           all_same(a.buildings, b.buildings,
                    [](const auto& x, const auto& y) {
                        return x.category == y.category && x.display_point == y.display_point;
                    }) &&
           all_same(a.footprints, b.footprints,
                    [](const auto& x, const auto& y) {
                        return x.category == y.category && x.buildings == y.buildings &&
                               x.geometry == y.geometry;
                    }) &&
           all_same(a.levels, b.levels,
                    [](const auto& x, const auto& y) {
                        return x.building == y.building && x.ordinal == y.ordinal &&
                               x.short_name == y.short_name && x.elevation_m == y.elevation_m &&
                               x.outdoor == y.outdoor && x.outline == y.outline;
                    }) &&
           all_same(a.units, b.units,
                    [](const auto& x, const auto& y) {
                        return x.level == y.level && x.category == y.category && x.ref == y.ref &&
                               x.restriction == y.restriction && x.accessibility == y.accessibility &&
                               x.display_point == y.display_point && x.direction == y.direction &&
                               x.geometry == y.geometry;
                    }) &&
           all_same(a.openings, b.openings,
                    [](const auto& x, const auto& y) {
                        return x.level == y.level && x.category == y.category && x.width_m == y.width_m &&
                               x.accessible == y.accessible && x.one_way == y.one_way &&
                               x.geometry == y.geometry;
                    }) &&
           all_same(a.connectors, b.connectors,
                    [&](const auto& x, const auto& y) {
                        return x.category == y.category && x.direction == y.direction &&
                               x.accessible == y.accessible && x.wait_s == y.wait_s &&
                               x.inferred == y.inferred && stops(x, y);
                    }) &&
           all_same(a.fixtures, b.fixtures,
                    [](const auto& x, const auto& y) {
                        return x.level == y.level && x.category == y.category && x.geometry == y.geometry;
                    }) &&
           all_same(a.amenities, b.amenities,
                    [](const auto& x, const auto& y) {
                        return x.level == y.level && x.category == y.category && x.units == y.units &&
                               x.point == y.point;
                    }) &&
           all_same(a.walls, b.walls,
                    [](const auto& x, const auto& y) { return x.level == y.level && x.lines == y.lines; }) &&
           all_same(a.sections, b.sections,
                    [](const auto& x, const auto& y) {
                        return x.level == y.level && x.category == y.category && x.geometry == y.geometry;
                    }) &&
           all_same(
               a.kiosks, b.kiosks,
               [](const auto& x, const auto& y) { return x.level == y.level && x.geometry == y.geometry; }) &&
           all_same(a.occupants, b.occupants, [](const auto& x, const auto& y) {
               return x.category == y.category && x.unit == y.unit && x.hours == y.hours &&
                      x.phone == y.phone && x.website == y.website;
           });
}

}  // namespace mallctl::test
