#include <catch2/catch.hpp>
#include <cmath>
#include <thread>

#include "core/error.hpp"
#include "tests/support/path_oracle.hpp"
#include "tests/unit/nav/closed_plans.hpp"
#include "tests/unit/nav/random_floor.hpp"

using namespace mallctl;
using nav::Closure;
using nav::Closures;
using nav::Profile;
using test::area;
using test::Built;
using test::connector;
using test::line;
using test::Oracle;
using test::PlanMaker;
using test::RandomFloor;
using test::Rectangle;
using test::TwoLevels;

namespace {

using Times = std::optional<std::pair<double, double>>;  // distance and duration

Times route(const nav::Graph& graph, const nav::Place& from, const nav::Place& to, Profile profile,
            const Closures* closures = nullptr) {
    const auto found = graph.route(from, to, {profile, nav::Preference::quickest, closures});
    return found ? Times({found->distance_m, found->duration_s}) : std::nullopt;
}

void check_same(const Times& found, const Times& expected) {
    REQUIRE(found.has_value() == expected.has_value());
    if (!found) return;
    CHECK(found->second == Approx(expected->second).epsilon(1e-6));
    CHECK(found->first == Approx(expected->first).epsilon(1e-5));  // of equally quick ways either
}

std::vector<nav::Place> places_in(const PlanMaker& maker, unsigned seed, int count) {
    RandomFloor random(seed);
    std::vector<nav::Place> places;
    for (int i = 0; i < count; ++i) {
        const double x = 15 + random.coordinate() * 1.4;
        const double y = 9 + random.coordinate() * 0.85;
        places.push_back(maker.place(static_cast<std::uint32_t>(i % 2), x, y));
    }
    return places;
}

// Routes, reach and times to units under closures are those of the plan rebuilt without what is closed.
void check_as_rebuilt(const TwoLevels& before, const std::vector<Closure>& closed, const TwoLevels& after,
                      unsigned seed) {
    const Built open(before.maker.plan);
    const Built rebuilt(after.maker.plan);
    const Closures closures(open.graph, closed);
    const std::vector<nav::Place> places = places_in(before.maker, seed, 8);
    for (const Profile profile : nav::profiles) {
        INFO("profile " << nav::to_string(profile));
        for (const nav::Place& from : places) {
            const nav::RouteOptions options{profile, nav::Preference::quickest, &closures};
            const auto reached = open.graph.reach(from, places, options);
            for (std::size_t i = 0; i < places.size(); ++i) {
                const Times found = route(open.graph, from, places[i], profile, &closures);
                check_same(found, route(rebuilt.graph, from, places[i], profile));
                REQUIRE(reached[i].has_value() == found.has_value());
                if (found) CHECK(reached[i]->duration_s == found->second);
            }
            std::vector<float> found;
            std::vector<float> expected;
            open.graph.unit_times(from, options, found);
            rebuilt.graph.unit_times(from, profile, expected);
            for (const plan::UnitIndex shop : before.shops) {
                const auto unit = before.maker.plan.units[shop].id;
                const float there = expected[*rebuilt.graph.unit_number(after.maker.plan.units[shop].id)];
                const float here = found[*open.graph.unit_number(unit)];
                REQUIRE(std::isfinite(here) == std::isfinite(there));
                if (std::isfinite(here)) CHECK(here == Approx(there).epsilon(1e-5));
            }
        }
    }
}

}  // namespace

TEST_CASE("closed areas send routes where fixtures in their place would") {
    int compared = 0;
    int longer = 0;
    for (unsigned seed = 500; seed < 530; ++seed) {
        INFO("seed " << seed);
        RandomFloor floor(seed);
        const PlanMaker before = floor.draw();
        std::vector<Closure> closed;
        for (int i = 0; i < 3; ++i) {
            const double x = floor.coordinate();
            const double y = floor.coordinate();
            const Rectangle box{x, y, x + floor.size(), y + floor.size()};
            floor.fixtures.push_back(box);
            closed.push_back(area(0, before.polygon(box)));
        }
        const PlanMaker after = floor.draw();
        const Built open(before.plan);
        const Built rebuilt(after.plan);
        const Closures closures(open.graph, closed);
        const Oracle oracle(test::walker_rings(after.plan));
        for (int pair = 0; pair < 12; ++pair) {
            const core::Point a = floor.point();
            const core::Point b = floor.point();
            if (!oracle.is_free(a) || !oracle.is_free(b)) continue;
            const nav::Place from = before.place(0, a.x, a.y);
            const nav::Place to = before.place(0, b.x, b.y);
            INFO("from " << a.x << " " << a.y << " to " << b.x << " " << b.y);
            const Times unclosed = route(open.graph, from, to, Profile::walk);
            const Times found = route(open.graph, from, to, Profile::walk, &closures);
            check_same(found, route(rebuilt.graph, from, to, Profile::walk));
            if (!found) continue;
            ++compared;
            REQUIRE(unclosed);
            CHECK(found->first >= unclosed->first - 1e-9);
            if (found->first > unclosed->first + 1e-6) ++longer;
        }
    }
    CHECK(compared > 80);
    CHECK(longer > 30);
}

TEST_CASE("closing nothing changes nothing") {
    RandomFloor floor(7);
    const PlanMaker maker = floor.draw();
    const Built built(maker.plan);
    const Closures closures(built.graph, {});
    for (int pair = 0; pair < 20; ++pair) {
        const core::Point a = floor.point();
        const core::Point b = floor.point();
        const nav::Place from = maker.place(0, a.x, a.y);
        const nav::Place to = maker.place(0, b.x, b.y);
        const auto open = built.graph.route(from, to, Profile::walk);
        const auto closed =
            built.graph.route(from, to, {Profile::walk, nav::Preference::quickest, &closures});
        REQUIRE(open.has_value() == closed.has_value());
        if (open) CHECK(open->legs.front().coordinates == closed->legs.front().coordinates);
    }
}

TEST_CASE("a closed connector is as good as none") {
    const TwoLevels all;
    const auto& connectors = all.maker.plan.connectors;
    check_as_rebuilt(all, {connector(connectors[0].id, "lift-1")}, TwoLevels(false), 1);
    check_as_rebuilt(all, {connector(connectors[1].id, "stairs-1")}, TwoLevels(true, false), 2);
}

TEST_CASE("a closed opening is as good as none") {
    const TwoLevels all;
    const core::LineString door{all.maker.at(4, 6), all.maker.at(6, 6)};
    check_as_rebuilt(all, {line(0, door)}, TwoLevels(true, true, false), 3);
    const core::LineString one_way{all.maker.at(20, 6), all.maker.at(22, 6)};
    check_as_rebuilt(all, {line(1, one_way)}, TwoLevels(true, true, true, false), 4);
}

TEST_CASE("a closed unit is as good as a solid one") {
    const TwoLevels all;
    TwoLevels solid;
    plan::Unit& unit = solid.maker.plan.units[solid.shops[0]];
    unit.category = "structure";
    check_as_rebuilt(all, {area(0, unit.geometry)}, solid, 5);
}

TEST_CASE("where routes end at doors a closed shop, or one with all its doors closed, is out of reach") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 30, 6});
    const plan::Unit shop = maker.plan.units[maker.unit(0, "retail", Rectangle{0, 6, 30, 12})];
    maker.opening(0, {4, 6}, {6, 6});
    maker.opening(0, {24, 6}, {26, 6});
    nav::BuildOptions settings;
    settings.settings = {nav::StoreEnd::door};
    core::Diagnostics findings;
    const auto bytes = nav::build(maker.plan, settings, findings).bytes;
    const nav::Graph graph(bytes);
    const auto there = graph.unit_place(shop.id);
    REQUIRE(there);
    const nav::Place here = maker.place(0, 2, 2);
    const Closure left = line(0, {maker.at(4, 6), maker.at(6, 6)}, "left");
    const Closure right = line(0, {maker.at(24, 6), maker.at(26, 6)}, "right");
    Closure whole = area(0, shop.geometry, "refit");
    whole.unit = shop.id;
    for (const auto& [closed, label] : {std::pair{std::vector<Closure>{whole}, "refit"},
                                        std::pair{std::vector<Closure>{left, right}, "left"}}) {
        const Closures closures(graph, closed);
        for (const Profile profile : nav::profiles) {
            INFO(label << " for " << nav::to_string(profile));
            const nav::RouteOptions options(profile, {}, &closures);
            for (const auto& [from, to] : {std::pair{here, *there}, std::pair{*there, here}}) {
                REQUIRE(graph.route(from, to, profile));
                nav::NoRoute why;
                CHECK_FALSE(graph.route(from, to, options, &why));
                REQUIRE(why.blocking.size() == 1);
                CHECK(why.blocking[0].cause == "closed");
                CHECK(why.blocking[0].label == label);
                const bool is_unit = closed.front().unit.has_value();
                CHECK(why.blocking[0].kind == (is_unit ? "unit" : "opening"));
                CHECK(why.blocking[0].id == closed.front().unit);
                CHECK_FALSE(graph.reach(from, std::vector{to}, options)[0]);
            }
            std::vector<float> seconds;
            graph.unit_times(here, options, seconds);
            CHECK(std::isinf(seconds[*graph.unit_number(shop.id)]));
            CHECK(graph.reached_area(*there, 60, options).empty());
        }
    }
    const Closures one(graph, {left});
    const Times open = route(graph, here, *there, Profile::walk);
    const Times by_right = route(graph, here, *there, Profile::walk, &one);
    REQUIRE(open);
    REQUIRE(by_right);
    CHECK(by_right->first > open->first + 15);
    std::vector<float> seconds;
    graph.unit_times(here, {Profile::walk, {}, &one}, seconds);
    CHECK(seconds[*graph.unit_number(shop.id)] == Approx(by_right->second).epsilon(1e-5));
}

TEST_CASE("areas and connectors are closed together") {
    const TwoLevels all;
    TwoLevels rebuilt(true, false);
    std::vector<Closure> closed{connector(all.maker.plan.connectors[1].id, "stairs-1")};
    for (const Rectangle box : {Rectangle{9, 1, 11, 5.5}, Rectangle{15, 8, 15.5, 12}}) {
        for (std::uint32_t level = 0; level < 2; ++level) {
            rebuilt.maker.fixture(level, box);
            closed.push_back(area(level, all.maker.polygon(box)));
        }
    }
    check_as_rebuilt(all, closed, rebuilt, 6);
}

TEST_CASE("a place inside a closed area is neither left nor reached") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 20, 10});
    const Built built(maker.plan);
    const Closures closures(built.graph, {area(0, maker.polygon(Rectangle{8, 4, 12, 8}), "works")});
    const auto inside = maker.place(0, 10, 6);
    const auto outside = maker.place(0, 2, 2);
    for (const auto& [from, to] :
         {std::pair{inside, outside}, std::pair{outside, inside}, std::pair{inside, inside}}) {
        nav::NoRoute why;
        CHECK_FALSE(built.graph.route(from, to, {Profile::walk, {}, &closures}, &why));
        REQUIRE(why.blocking.size() == 1);
        CHECK(why.blocking[0].label == "works");
    }
    // On its outline one may walk.
    const auto beside = maker.place(0, 7.65, 6);
    CHECK(route(built.graph, outside, beside, Profile::walk, &closures) ==
          route(built.graph, outside, beside, Profile::walk));
}

TEST_CASE("threads that ask one set of closures at the same time get the same answers") {
    const TwoLevels mall;
    const Built built(mall.maker.plan);
    const std::vector<Closure> closed{connector(mall.maker.plan.connectors[1].id, "stairs-1"),
                                      area(0, mall.maker.polygon(Rectangle{9, 1, 11, 5})),
                                      area(1, mall.maker.polygon(Rectangle{3, 1, 4, 5}))};
    const std::vector<nav::Place> places = places_in(mall.maker, 9, 8);
    const auto ask = [&](const Closures& closures) {
        std::vector<Times> times;
        for (const Profile profile : nav::profiles) {
            for (const nav::Place& from : places) {
                for (const nav::Place& to : places)
                    times.push_back(route(built.graph, from, to, profile, &closures));
            }
        }
        return times;
    };
    const std::vector<Times> expected = ask(Closures(built.graph, closed));
    const Closures shared(built.graph, closed);
    std::vector<std::vector<Times>> found(4);
    std::vector<std::thread> threads;
    for (auto& answers : found) threads.emplace_back([&] { answers = ask(shared); });
    for (std::thread& thread : threads) thread.join();
    for (const auto& answers : found) CHECK(answers == expected);
}

TEST_CASE("closures that the graph does not know are refused") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 20, 10});
    const Built built(maker.plan);
    const auto box = maker.polygon(Rectangle{8, 4, 12, 8});
    CHECK_THROWS_AS(Closures(built.graph, {area(1, box)}), core::Error);
    auto broken = box;
    broken[0].rings[0][1].x = std::nan("");
    CHECK_THROWS_AS(Closures(built.graph, {area(0, broken)}), core::Error);
    broken[0].rings[0][1].x = -170;
    CHECK_THROWS_AS(Closures(built.graph, {area(0, broken)}), core::Error);
    CHECK_NOTHROW(Closures(built.graph, {connector(core::Uuid{}, "unknown")}));
    CHECK_NOTHROW(Closures(built.graph, {area(0, {}), line(0, {maker.at(1, 1)})}));
}
