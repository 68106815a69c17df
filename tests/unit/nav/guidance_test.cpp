#include "nav/guidance/guidance.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/unit/nav/walks.hpp"

using namespace mallctl;
using nav::InstructionKind;
using nav::Side;
using test::ride;
using test::shop;
using test::walk;

namespace {

std::vector<nav::Instruction> steps_of(const std::vector<nav::Leg>& legs) {
    nav::Route route;
    route.legs = legs;
    return nav::instructions(route, test::two_levels());
}

std::vector<std::string> kinds_of(const std::vector<nav::Leg>& legs) {
    std::vector<std::string> kinds;
    for (const auto& step : steps_of(legs)) kinds.push_back(to_string(step.kind));
    return kinds;
}

using Kinds = std::vector<std::string>;

nav::Instruction first_step(double heading, const std::vector<core::Point>& line) {
    nav::Route route;
    route.legs = {walk(line)};
    nav::Stage stage{&route, {}, {}};
    stage.from.heading = heading;
    return nav::instructions({&stage, 1}, test::two_levels(), {}).front();
}

nav::Instruction last_step(const std::vector<core::Point>& line, core::Point place) {
    nav::Route route;
    route.legs = {walk(line)};
    nav::Stage stage{&route, {}, {}};
    stage.to.point = test::at(place);
    return nav::instructions({&stage, 1}, test::two_levels(), {}).back();
}

}  // namespace

TEST_CASE("a walk is told by its turns, with bearings clockwise from north") {
    const auto steps = steps_of({walk({{0, 0}, {10, 0}, {10, 20}, {40, 20}})});
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].kind == InstructionKind::depart);
    CHECK(*steps[0].bearing == Approx(90).margin(1e-3));
    CHECK(steps[1].kind == InstructionKind::turn_left);
    CHECK(std::min(*steps[1].bearing, 360 - *steps[1].bearing) < 1e-3);
    CHECK(steps[1].turn_degrees == Approx(-90).margin(1e-3));
    CHECK(steps[1].distance_m == Approx(20).epsilon(1e-6));
    CHECK(steps[2].kind == InstructionKind::turn_right);
    CHECK(steps[2].turn_degrees == Approx(90).margin(1e-3));
    CHECK(steps[3].kind == InstructionKind::arrive);
    CHECK_FALSE(steps[3].bearing);
}

TEST_CASE("a turn is slight up to 45 degrees, sharp from 120 and about from 160") {
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {20, 6}})})[1] == "slight_left");
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {20, -6}})})[1] == "slight_right");
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {20, 15}})})[1] == "turn_left");
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {2, 5}})})[1] == "sharp_left");
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {2, -5}})})[1] == "sharp_right");
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {0, 1}})})[1] == "u_turn");
}

TEST_CASE("bends under 25 degrees are not told, and corners within 3 m are one bend by their sum") {
    const Kinds straight{"depart", "arrive"};
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {20, 3}})}) == straight);
    // Around a column, and a chicane of two right angles.
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {11, 1}, {21, 1}})}) == straight);
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {10, 2.9}, {20, 2.9}})}) == straight);
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {10, 3.1}, {20, 3.1}})}).size() == 4);
    // A corner cut in steps of 20 degrees, none of which would be told.
    const auto round = steps_of({walk({{0, 0}, {10, 0}, {11.88, 0.684}, {13.41, 1.970}, {18.41, 10.63}})});
    REQUIRE(round.size() == 3);
    CHECK(round[1].turn_degrees == Approx(-60).margin(0.1));
    CHECK(round[1].distance_m == Approx(14).margin(0.01));
    // Bends as slight, but farther apart: a gallery that curves.
    CHECK(kinds_of({walk({{0, 0}, {10, 0}, {19.4, 3.42}, {27.06, 9.85}})}) == straight);
}

TEST_CASE("a bend at the very start belongs to the departure") {
    const auto steps = steps_of({walk({{0, 0}, {2, 0}, {2, 30}})});
    REQUIRE(steps.size() == 2);
    CHECK(std::min(*steps[0].bearing, 360 - *steps[0].bearing) < 1e-3);
    CHECK(steps[0].distance_m == Approx(32).epsilon(1e-6));
}

TEST_CASE("two walks on one level are told as one") {
    CHECK(kinds_of({walk({{0, 0}, {10, 0}}), walk({{10, 0}, {10, 10}})}) ==
          Kinds{"depart", "turn_left", "arrive"});
    CHECK(kinds_of({walk({{0, 0}, {10, 0}}), walk({{10, 0}, {20, 0}})}) == Kinds{"depart", "arrive"});
}

TEST_CASE("a ride says its kind, direction and where it leads") {
    auto lift = ride("elevator", 0, 1);
    lift.connector_name = "A";
    const auto steps = steps_of({walk({{0, 0}, {10, 0}}), lift, walk({{10, 0}, {10, 8}}, 1)});
    REQUIRE(steps.size() == 3);
    REQUIRE(steps[1].connector);
    CHECK(steps[1].connector->category == "elevator");
    CHECK(steps[1].connector->name == "A");
    CHECK(steps[1].connector->direction == nav::Direction::up);
    CHECK(steps[1].level == 0);
    CHECK(steps[1].to_level == 1);
    CHECK(steps[1].distance_m == Approx(8).epsilon(1e-6));
    CHECK(steps[1].duration_s == Approx(lift.duration_s + 8 / 1.34));
    CHECK(steps[2].level == 1);
    CHECK(steps_of({ride("stairs", 1, 0)})[1].connector->direction == nav::Direction::down);
    CHECK(steps_of({ride("ramp", 0, 0)})[1].connector->direction == nav::Direction::level);
}

TEST_CASE("the first step is told from the way that the poster's reader looks") {
    const std::vector<core::Point> east{{0, 0}, {30, 0}};
    CHECK(first_step(90, east).side == Side::ahead);
    CHECK(first_step(60, east).side == Side::ahead);
    CHECK(first_step(0, east).side == Side::right);
    CHECK(first_step(180, east).side == Side::left);
    CHECK(first_step(270, east).side == Side::behind);
    CHECK(first_step(359, {{0, 0}, {0, 30}}).side == Side::ahead);
    // What counts is the direction after a bend at once.
    CHECK(first_step(0, {{0, 0}, {1, 0}, {1, 30}}).side == Side::ahead);
}

TEST_CASE("at the end it is told on which side the place lies") {
    const std::vector<core::Point> east{{0, 0}, {30, 0}};
    CHECK(last_step(east, {30, 5}).side == Side::left);
    CHECK(last_step(east, {30, -5}).side == Side::right);
    CHECK(last_step(east, {36, 1}).side == Side::ahead);
    CHECK_FALSE(last_step(east, {30, 0.2}).side);
}

TEST_CASE("a way into a shop arrives at its door, and the walk inside belongs to the arrival") {
    nav::Route route;
    route.legs = {walk({{0, 0}, {30, 2}, {31, 10}, {36, 14}})};
    nav::Stage stage{&route, {}, {}};
    const auto front = shop("Bakery", {30.3, 3}, {25, 3}, {38, 3});
    stage.to = {"Bakery", front.unit, test::at({31, 12}), {}};
    const nav::Surroundings one{[&](std::uint32_t) { return std::vector{front}; }, {}};
    const auto steps = nav::instructions({&stage, 1}, test::two_levels(), one);
    REQUIRE(steps.size() == 2);
    CHECK(steps[1].side == Side::left);
    CHECK(steps[1].place == "Bakery");
    CHECK(steps[0].distance_m + steps[1].distance_m == Approx(route.legs[0].distance_m).epsilon(1e-6));
    CHECK(steps[1].distance_m > 10);
}

TEST_CASE("each stop is reached and left again") {
    nav::Route there;
    there.legs = {walk({{0, 0}, {30, 0}})};
    nav::Route on;
    on.legs = {walk({{30, 0}, {30, 10}, {50, 10}})};
    const std::vector<nav::Stage> stages{{&there, {}, {"Bakery", {}, {}, {}}},
                                         {&on, {}, {"Shoes", {}, {}, 90.0}}};
    const auto steps = nav::instructions(stages, test::two_levels(), {});
    Kinds kinds;
    for (const auto& step : steps) kinds.push_back(to_string(step.kind));
    CHECK(kinds == Kinds{"depart", "stop", "depart", "turn_right", "arrive"});
    CHECK(steps[1].place == "Bakery");
    CHECK(steps[4].place == "Shoes");
}

TEST_CASE("lengths and durations of the instructions add up to the route") {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> metres(-40, 40);
    for (int round = 0; round < 200; ++round) {
        std::vector<core::Point> line{{0, 0}};
        for (unsigned i = 0; i < 2 + random() % 8; ++i) line.push_back({metres(random), metres(random)});
        const nav::Leg leg = walk(line);
        double distance = 0;
        double duration = 0;
        for (const auto& step : steps_of({leg, ride("elevator", 0, 1)})) {
            distance += step.distance_m;
            duration += step.duration_s;
        }
        CHECK(distance == Approx(leg.distance_m).epsilon(1e-6));
        CHECK(duration == Approx(leg.duration_s + ride("elevator", 0, 1).duration_s).epsilon(1e-6));
    }
}

TEST_CASE("a route without a step has no length and no fault") {
    CHECK(steps_of({}).empty());
    CHECK(kinds_of({walk({{5, 5}})}) == Kinds{"depart", "arrive"});
    CHECK(kinds_of({walk({{5, 5}, {5, 5}})}) == Kinds{"depart", "arrive"});
    CHECK(kinds_of({ride("elevator", 0, 1)}) == Kinds{"depart", "connector", "arrive"});
}
