#include "nav/guidance/landmarks.hpp"

#include <catch2/catch.hpp>

#include "nav/guidance/guidance.hpp"
#include "tests/unit/nav/walks.hpp"

using namespace mallctl;
using nav::Relation;
using nav::Side;
using test::shop;
using test::walk;

namespace {

// Fronts along a street, 5 m wide, seen from y = 0.
nav::Storefront north(const std::string& name, double x) {
    return shop(name, {x, 4}, {x - 2.5, 4}, {x + 2.5, 4});
}
nav::Storefront south(const std::string& name, double x) {
    return shop(name, {x, -4}, {x - 2.5, -4}, {x + 2.5, -4});
}

struct Street {
    std::vector<nav::Storefront> fronts;
    nav::StageEnd from;
    nav::StageEnd to;
    std::function<bool(std::uint32_t, core::Point, core::Point)> in_sight;

    std::vector<nav::Instruction> told(const std::vector<core::Point>& line) const {
        nav::Route route;
        route.legs = {walk(line)};
        const nav::Stage stage{&route, from, to};
        return nav::instructions({&stage, 1}, test::two_levels(),
                                 {[this](std::uint32_t) { return fronts; }, in_sight});
    }
};

const std::vector<core::Point> left_turn{{0, 0}, {30, 0}, {30, 40}};
const std::vector<core::Point> right_turn{{0, 0}, {30, 0}, {30, -40}};

}  // namespace

TEST_CASE("the landmark of a turn stands on the side that one turns to") {
    const Street street{{north("Nuts", 33), south("Shoes", 33)}, {}, {}, {}};
    const auto left = street.told(left_turn);
    REQUIRE(left[1].landmark);
    CHECK(left[1].landmark->name == "Nuts");
    CHECK(left[1].landmark->side == Side::left);
    CHECK(left[1].landmark->relation == Relation::at);
    CHECK(left[1].landmark->distance_m == Approx(5).epsilon(1e-3));
    CHECK(left[1].landmark->id == street.fronts[0].unit);
    const auto right = street.told(right_turn);
    REQUIRE(right[1].landmark);
    CHECK(right[1].landmark->name == "Shoes");
    CHECK(right[1].landmark->side == Side::right);
    CHECK_FALSE(Street{{south("Shoes", 33)}, {}, {}, {}}.told(left_turn)[1].landmark);
}

TEST_CASE("of several fronts the one that looks largest wins, times its weight") {
    Street street{{north("Apples", 33), shop("Books", {35, 4}, {31, 4}, {45, 4})}, {}, {}, {}};
    CHECK(street.told(left_turn)[1].landmark->name == "Books");
    street.fronts[0].weight = 4;
    CHECK(street.told(left_turn)[1].landmark->name == "Apples");
    street.fronts[0].weight = 0;
    street.fronts[1].name.clear();
    CHECK_FALSE(street.told(left_turn)[1].landmark);
}

TEST_CASE("equal fronts are told apart by their ids, whatever their order") {
    const auto one = north("Apples", 33);
    auto two = one;
    two.unit.bytes[0] = 1;
    two.name = "Zebras";
    CHECK(Street{{one, two}, {}, {}, {}}.told(left_turn)[1].landmark->name == "Apples");
    CHECK(Street{{two, one}, {}, {}, {}}.told(left_turn)[1].landmark->name == "Apples");
}

TEST_CASE("what is hidden, far or behind is no landmark") {
    Street street{{north("Nuts", 33)}, {}, {}, {}};
    street.in_sight = [](auto, auto, auto) { return false; };
    CHECK_FALSE(street.told(left_turn)[1].landmark);
    // The second largest where a wall hides the largest.
    street.fronts.push_back(north("Tea", 36));
    const auto hidden = street.fronts[0].door;
    street.in_sight = [&](auto, auto, core::Point door) { return !(door == hidden); };
    CHECK(street.told(left_turn)[1].landmark->name == "Tea");
    CHECK_FALSE(Street{{north("Nuts", 46)}, {}, {}, {}}.told(left_turn)[1].landmark);
    CHECK_FALSE(Street{{north("Nuts", 18)}, {}, {}, {}}.told(left_turn)[1].landmark);
}

TEST_CASE("a front in the direction of the way on is walked towards") {
    const Street street{{shop("Tower", {31, 20}, {28, 20}, {34, 20})}, {}, {}, {}};
    const auto steps = street.told({{0, 0}, {30, 0}, {30, 15}, {50, 15}});
    REQUIRE(steps[1].landmark);
    CHECK(steps[1].landmark->relation == Relation::towards);
    CHECK(steps[1].landmark->side == Side::left);
    // Not where the way on goes far past it.
    CHECK_FALSE(street.told({{0, 0}, {30, 0}, {30, 60}, {50, 60}})[1].landmark);
}

TEST_CASE("a departure without a poster looks ahead, one with a poster needs no landmark") {
    Street street{{shop("Tower", {18, 1}, {18, -2}, {18, 3})}, {}, {}, {}};
    REQUIRE(street.told({{0, 0}, {16, 0}})[0].landmark);
    CHECK(street.told({{0, 0}, {16, 0}})[0].landmark->relation == Relation::towards);
    street.from.heading = 90;
    CHECK_FALSE(street.told({{0, 0}, {16, 0}})[0].landmark);
}

TEST_CASE("neither the unit one comes from nor the destination is named before it is turned at") {
    Street street{{north("Nuts", 33)}, {}, {}, {}};
    street.from.unit = street.fronts[0].unit;
    CHECK_FALSE(street.told(left_turn)[1].landmark);
    street.from.unit.reset();
    street.to.unit = street.fronts[0].unit;
    CHECK(street.told(left_turn)[1].landmark->name == "Nuts");
    Street ahead{{shop("Tower", {18, 1}, {18, -2}, {18, 3})}, {}, {}, {}};
    ahead.to.unit = ahead.fronts[0].unit;
    CHECK_FALSE(ahead.told({{0, 0}, {16, 0}})[0].landmark);
}

TEST_CASE("on a long walk one anchor is passed, on its side, and on a short one none") {
    Street street{{north("Atlas", 30), south("Bazar", 40), north("Corner", 20)}, {}, {}, {}};
    street.fronts[0].anchor = street.fronts[1].anchor = true;
    street.fronts[1].weight = 2;
    const auto steps = street.told({{0, 0}, {70, 0}});
    REQUIRE(steps[0].passed);
    CHECK(steps[0].passed->name == "Bazar");
    CHECK(steps[0].passed->side == Side::right);
    CHECK(steps[0].passed->relation == Relation::passed);
    CHECK(steps[0].passed->distance_m == Approx(4).epsilon(1e-3));
    CHECK_FALSE(street.told({{0, 0}, {39, 0}})[0].passed);
    street.to.unit = street.fronts[1].unit;
    CHECK(street.told({{0, 0}, {70, 0}})[0].passed->name == "Atlas");
}

TEST_CASE("an anchor that is named at the turn is not passed before it") {
    Street street{{north("Atlas", 60)}, {}, {}, {}};
    street.fronts[0].anchor = true;
    street.fronts[0].left = test::at({50, 4});
    street.fronts[0].right = test::at({80, 4});
    const auto steps = street.told({{0, 0}, {70, 0}, {70, 30}});
    CHECK(steps[0].passed.has_value() != steps[1].landmark.has_value());
}

TEST_CASE("sides are quarters of the circle") {
    CHECK(nav::side_of(350, 20) == Side::ahead);
    CHECK(nav::side_of(0, 90) == Side::right);
    CHECK(nav::side_of(0, 270) == Side::left);
    CHECK(nav::side_of(10, 185) == Side::behind);
}
