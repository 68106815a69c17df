#include "nav/guidance/guidance.hpp"

#include <catch2/catch.hpp>

#include "core/local_frame.hpp"

using namespace mallctl;

namespace {

const core::LocalFrame frame({10, 0});

nav::Leg walk(const std::vector<core::Point>& metres, std::uint32_t level = 0) {
    nav::Leg leg;
    leg.level = leg.to_level = level;
    for (std::size_t i = 0; i < metres.size(); ++i) {
        leg.coordinates.push_back(frame.to_geographic(metres[i]));
        if (i > 0) leg.distance_m += std::hypot(metres[i].x - metres[i - 1].x, metres[i].y - metres[i - 1].y);
    }
    return leg;
}

std::vector<nav::LevelInfo> levels() {
    std::vector<nav::LevelInfo> two(2);
    two[0].label = "G";
    two[1].ordinal = 2;
    two[1].label = "2";
    return two;
}

std::vector<std::string> texts(const std::vector<nav::Leg>& legs) {
    nav::Route route;
    route.legs = legs;
    std::vector<std::string> result;
    for (const nav::Instruction& instruction : nav::instructions(route, levels()))
        result.push_back(instruction.text);
    return result;
}

}  // namespace

TEST_CASE("a walk is told by its turns") {
    CHECK(texts({walk({{0, 0}, {10, 0}, {10, 20}, {40, 20}})}) ==
          std::vector<std::string>{"Start and walk 10 m", "Turn left and walk 20 m",
                                   "Turn right and walk 30 m", "You have arrived"});
    CHECK(texts({walk({{0, 0}, {10, 0}, {2, 3}})})[1] == "Turn sharp left and walk 9 m");
}

TEST_CASE("slight bends are not mentioned and close ones are one turn") {
    CHECK(texts({walk({{0, 0}, {10, 0}, {20, 3}})}) ==
          std::vector<std::string>{"Start and walk 20 m", "You have arrived"});
    // Around a column: left, and back after two metres.
    CHECK(texts({walk({{0, 0}, {10, 0}, {11, 1}, {21, 1}})}).size() == 2);
    // A corner cut in two steps is one turn by their sum.
    CHECK(texts({walk({{0, 0}, {10, 0}, {11, 1}, {11, 11}})})[1] == "Turn left and walk 11 m");
}

TEST_CASE("a ride names its kind, direction and level") {
    nav::Leg lift = walk({{10, 0}, {10, 0}});
    lift.kind = nav::LegKind::connector;
    lift.to_level = 1;
    lift.connector_category = "elevator";
    CHECK(texts({walk({{0, 0}, {10, 0}}), lift, walk({{10, 0}, {10, 8}}, 1)}) ==
          std::vector<std::string>{"Start and walk 10 m", "Take the lift up to level 2, then walk 8 m",
                                   "You have arrived"});
    lift.connector_name = "A";
    std::swap(lift.level, lift.to_level);
    CHECK(texts({lift}) ==
          std::vector<std::string>{"Start", "Take the lift A down to level G", "You have arrived"});
    lift.connector_name = "Lift A";
    CHECK(texts({lift})[1] == "Take Lift A down to level G");
}

TEST_CASE("a level is called as its lift's button says, and by its building only to tell two apart") {
    nav::Route route;
    nav::Leg stairs = walk({{0, 0}, {0, 0}});
    stairs.kind = nav::LegKind::connector;
    stairs.to_level = 1;
    stairs.connector_category = "stairs";
    route.legs = {stairs};
    const auto told = [&](nav::LevelInfo to) {
        nav::LevelInfo from;
        from.short_name = "1";
        from.label = "Hall A/1";
        return nav::instructions(route, {from, std::move(to)}).at(1).text;
    };
    CHECK(told({{}, 2, "2", "Hall A/2"}) == "Take the stairs up to level 2");
    CHECK(told({{}, 2, "", "2"}) == "Take the stairs up to level 2");
    CHECK(told({{}, -1, "Basement", "Basement"}) == "Take the stairs down to Basement");
    CHECK(told({{}, 1, "Level 2", "Level 2"}) == "Take the stairs up to Level 2");
    CHECK(told({{}, 0, "1", "Hall B/1"}) == "Take the stairs to Hall B/1");
}

TEST_CASE("distances of the instructions add up to the route") {
    nav::Route route;
    route.legs = {walk({{0, 0}, {10, 0}, {10, 20}, {11, 21}, {40, 21}})};
    double sum = 0;
    for (const nav::Instruction& instruction : nav::instructions(route, levels()))
        sum += instruction.distance_m;
    CHECK(sum == Approx(route.legs[0].distance_m).epsilon(1e-6));
    CHECK(nav::instructions({}, levels()).empty());
}
