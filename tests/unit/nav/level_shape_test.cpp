// What a level contributes for each body, its key, and the rides between levels.
#include "nav/space/level_shape.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <numeric>

#include "nav/space/floor.hpp"
#include "nav/space/frame.hpp"
#include "nav/space/plan_shapes.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using namespace mallctl::nav;
using test::PlanMaker;
using test::Rectangle;

namespace {

LevelShape shape(const PlanMaker& maker, Body body, StoreEnd store_end = StoreEnd::inside,
                 core::Diagnostics* findings = nullptr) {
    core::Diagnostics own;
    return shapes_of(maker.plan, {store_end}, findings != nullptr ? *findings : own)
        .levels.at(0)
        .at(index_of(body));
}

// A corridor, a shop with two doors, and a storeroom behind a door of its own.
struct Row {
    PlanMaker maker;
    plan::UnitIndex shop = 0;
    plan::UnitIndex store_room = 0;

    Row() {
        maker.level(0, "G");
        maker.unit(0, "walkway", Rectangle{0, 0, 20, 4});
        shop = maker.unit(0, "retail", Rectangle{0, 4, 10, 10});
        store_room = maker.unit(0, "storage", Rectangle{10, 4, 20, 10});
        maker.opening(0, {2, 4}, {3, 4});
        maker.opening(0, {7, 4}, {8, 4});
        maker.opening(0, {14, 4}, {15, 4});
    }
};

Mm local(const PlanMaker& maker, double x, double y) {
    return grid_point(frame_of(maker.plan), maker.at(x, y));
}

double area_m2(const std::vector<MmRing>& rings) {
    double doubled = 0;
    for (const MmRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i)
            doubled += static_cast<double>(cross(ring[i], ring[(i + 1) % ring.size()]));
    }
    return doubled / 2e6;
}

bool joined(const LevelShape& level, Mm a, Mm b) {
    const Floor floor(level.rings);
    const auto from = floor.piece_of(a);
    return from && from == floor.piece_of(b);
}

}  // namespace

TEST_CASE("a room of employees is a wall to the public and a room to staff") {
    Row row;
    row.maker.plan.units[row.store_room].restriction = "employeesonly";
    core::Diagnostics findings;
    const LevelShape walker = shape(row.maker, Body::walker, StoreEnd::inside, &findings);
    const LevelShape staff = shape(row.maker, Body::staff);
    CHECK(findings.empty());
    CHECK(walker.units[2].state == UnitState::staff_only);
    CHECK(walker.units[2].spots.empty());
    CHECK(staff.units[2].state == UnitState::reachable);
    REQUIRE(walker.barriers.size() == 1);
    CHECK(walker.barriers[0].cause == "staff_only");
    CHECK(Floor(walker.rings).locate(walker.barriers[0].right).free);
    CHECK(Floor(staff.rings).locate(walker.barriers[0].left).free);
    CHECK(staff.barriers.empty());
    row.maker.plan.units[row.store_room].restriction.clear();
    CHECK(shape(row.maker, Body::staff).rings == shape(row.maker, Body::walker).rings);
    row.maker.plan.units[row.store_room].category = "nonpublic";
    CHECK(shape(row.maker, Body::walker).units[2].state == UnitState::staff_only);
}

TEST_CASE("where routes end at the door a shop has a spot before each door that lets the body in") {
    Row row;
    row.maker.plan.openings[1].width_m = 0.7;
    const LevelShape walker = shape(row.maker, Body::walker, StoreEnd::door);
    CHECK(walker.units[1].state == UnitState::reachable);
    REQUIRE(walker.units[1].spots.size() == 2);
    const Floor floor(walker.rings);
    for (const Mm spot : walker.units[1].spots) CHECK(floor.locate(spot).free);
    CHECK(length_m(walker.units[1].spots[0], local(row.maker, 2.5, 4)) == Approx(0.35).margin(0.11));
    CHECK_FALSE(floor.locate(local(row.maker, 5, 7)).free);
    CHECK(walker.units[2].spots.size() == 1);  // a storeroom is no shop
    CHECK(walker.barriers.empty());
    CHECK(shape(row.maker, Body::wheelchair, StoreEnd::door).units[1].spots.size() == 1);

    row.maker.plan.openings[0].one_way = true;  // from the left of the line: out of the shop
    CHECK(shape(row.maker, Body::walker, StoreEnd::door).units[1].spots.size() == 1);
    std::swap(row.maker.plan.openings[0].geometry.front(), row.maker.plan.openings[0].geometry.back());
    CHECK(shape(row.maker, Body::walker, StoreEnd::door).units[1].spots.size() == 2);
    row.maker.plan.openings.clear();
    CHECK(shape(row.maker, Body::walker, StoreEnd::door).units[1].state == UnitState::no_opening);
}

TEST_CASE("barriers name what stops whom") {
    Row row;
    row.maker.plan.openings[0].width_m = 0.7;
    row.maker.plan.openings[1].accessible = false;
    row.maker.plan.openings[2].one_way = true;
    row.maker.fixture(0, {2, 3.9, 3, 4.1});
    const auto causes = [&](Body body) {
        std::vector<std::string> result;
        for (const Barrier& barrier : shape(row.maker, body).barriers) result.push_back(barrier.cause);
        return result;
    };
    CHECK(causes(Body::walker) == std::vector<std::string>{"blocked", "one_way"});
    CHECK(causes(Body::wheelchair) == std::vector<std::string>{"too_narrow", "not_accessible", "one_way"});
}

TEST_CASE("a gap of 0.71 m lets a walker through and one of 0.69 m does not") {
    for (const double gap : {0.69, 0.71}) {
        PlanMaker maker;
        maker.level(0, "G");
        maker.unit(0, "walkway", Rectangle{0, 0, 20, 4});
        maker.fixture(0, {9, 0, 10, 4 - gap});
        INFO(gap);
        CHECK(joined(shape(maker, Body::walker), local(maker, 2, 2), local(maker, 18, 2)) == (gap > 0.7));
        CHECK_FALSE(joined(shape(maker, Body::wheelchair), local(maker, 2, 2), local(maker, 18, 2)));
    }
}

TEST_CASE("nobody passes between obstacles that touch in a point") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 20, 4});
    maker.fixture(0, {9, 0, 10, 2});
    maker.fixture(0, {10, 2, 11, 4});
    CHECK_FALSE(joined(shape(maker, Body::walker), local(maker, 2, 2), local(maker, 18, 2)));
}

TEST_CASE("what half blocks a corridor narrows it, and never makes it wider") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 20, 4});
    const double before = area_m2(shape(maker, Body::walker).rings);
    CHECK(before == Approx(19.3 * 3.3).margin(0.01));
    maker.fixture(0, {9, 0, 11, 2});
    const LevelShape after = shape(maker, Body::walker);
    CHECK(area_m2(after.rings) == Approx(before - 2.7 * 2).margin(0.01));
    CHECK(joined(after, local(maker, 2, 2), local(maker, 18, 2)));
}

TEST_CASE("the key of a level changes with what lies on it and with nothing else") {
    PlanMaker maker;
    for (const int ordinal : {0, 1}) {
        maker.level(ordinal, std::to_string(ordinal));
        const auto level = static_cast<plan::LevelIndex>(ordinal);
        maker.unit(level, "walkway", Rectangle{0, 0, 20, 4});
        maker.unit(level, "retail", Rectangle{0, 4, 10, 10});
        maker.opening(level, {2, 4}, {3, 4});
        maker.fixture(level, {1, 1, 2, 2});
        maker.wall(level, {0, 4}, {20, 4});
    }
    maker.connector("elevator", {{0, {15, 2}}, {1, {15, 2}}});
    const std::string frame = text_of(frame_of(maker.plan));
    const auto keys = [&](const plan::Plan& plan) {
        return std::pair(level_key(plan, 0, {}, frame), level_key(plan, 1, {}, frame));
    };
    const auto before = keys(maker.plan);
    CHECK(before.first != before.second);
    CHECK(before.first.size() == 64);

    using Change = std::function<void(plan::Plan&)>;
    const std::vector<Change> of_the_upper_level{
        [](plan::Plan& plan) { plan.units[3].geometry[0].rings[0][1].x += 1e-9; },
        [](plan::Plan& plan) { plan.units[3].category = "foodservice"; },
        [](plan::Plan& plan) { plan.units[3].restriction = "restricted"; },
        [](plan::Plan& plan) {
            plan.units[3].display_point = core::Point{10, 0};
        },
        [](plan::Plan& plan) { plan.openings[1].width_m = 0.8; },
        [](plan::Plan& plan) { plan.openings[1].one_way = true; },
        [](plan::Plan& plan) { plan.openings[1].accessible = false; },
        [](plan::Plan& plan) { plan.fixtures.pop_back(); },
        [](plan::Plan& plan) { plan.walls[1].lines[0][0].y += 1e-9; },
        [](plan::Plan& plan) {
            plan.kiosks.push_back({{}, 1, plan.fixtures[0].geometry});
        },
        [](plan::Plan& plan) { plan.connectors[0].stops[1].point.x += 1e-9; },
    };
    for (std::size_t i = 0; i < of_the_upper_level.size(); ++i) {
        INFO(i);
        plan::Plan changed = maker.plan;
        of_the_upper_level[i](changed);
        CHECK(keys(changed).first == before.first);
        CHECK(keys(changed).second != before.second);
    }
    plan::Plan renamed = maker.plan;
    for (plan::Unit& unit : renamed.units) {
        unit.name = {{"en", "Bakery"}};
        unit.ref += "x";
    }
    renamed.occupants.emplace_back();
    renamed.levels[1].elevation_m = 5;
    CHECK(keys(renamed) == before);
    CHECK(level_key(maker.plan, 0, {StoreEnd::door}, frame) != before.first);
    CHECK(level_key(maker.plan, 0, {}, frame + "0") != before.first);

    // An index is where a feature stands, not what it is.
    plan::Plan moved = maker.plan;
    moved.units.insert(moved.units.begin(), moved.units[2]);
    moved.units.erase(moved.units.begin() + 3);
    CHECK(keys(moved) == before);
}
