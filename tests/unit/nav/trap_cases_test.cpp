// The cases in which navigation engines go wrong, one test each; other files test the same parts more widely.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "core/error.hpp"
#include "nav/closures.hpp"
#include "nav/tour.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::Built;
using test::PlanMaker;

namespace {

constexpr auto walk = nav::Profile::walk;
constexpr auto wheelchair = nav::Profile::wheelchair;

PlanMaker hall(test::Rectangle box) {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", box);
    return maker;
}

PlanMaker two_halls() {
    PlanMaker maker = hall({0, 0, 20, 6});
    maker.level(1, "1");
    maker.unit(1, "walkway", test::Rectangle{0, 0, 20, 6});
    return maker;
}

std::optional<double> distance(const Built& built, const nav::Place& from, const nav::Place& to,
                               const nav::RouteOptions& options = walk) {
    const auto route = built.graph.route(from, to, options);
    return route ? std::optional(route->distance_m) : std::nullopt;
}

}  // namespace

TEST_CASE("trap 1: a point on a reflex corner of free space, or on its wall, is free itself") {
    PlanMaker maker = hall({0, 0, 10, 10});
    maker.fixture(0, {4, 4, 6, 6});
    const Built built(maker.plan);
    const auto corner = maker.place(0, 3.65, 3.65);
    CHECK(distance(built, corner, corner) == 0);
    CHECK(*distance(built, corner, maker.place(0, 3.65, 8)) == Approx(4.35));
    CHECK(*distance(built, corner, maker.place(0, 6.35, 6.35)) == Approx(2 * 2.7));
    CHECK(*distance(built, maker.place(0, 3.65, 5), maker.place(0, 6.35, 5)) == Approx(2 * 1.35 + 2.7));
    CHECK(*distance(built, maker.place(0, 0.35, 5), maker.place(0, 0.35, 9)) == Approx(4));
}

TEST_CASE("trap 2: a path grazes three collinear corners in one straight line") {
    PlanMaker maker = hall({0, 0, 10, 10});
    for (const double x : {2.0, 4.5, 7.0}) maker.fixture(0, {x, 3, x + 1, 4});
    const Built built(maker.plan);
    const auto route = built.graph.route(maker.place(0, 1, 4.35), maker.place(0, 9, 4.35), walk);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == Approx(8));
    CHECK(route->legs[0].coordinates.size() == 2);
}

TEST_CASE("trap 3: two obstacles that touch in one point leave no way between them") {
    PlanMaker maker = hall({0, 0, 10, 10});
    maker.fixture(0, {0, 3, 5, 5});
    maker.fixture(0, {5, 5, 9, 7});
    const Built built(maker.plan);
    // Around the end, though the point of touch lies on the straight line.
    CHECK(*distance(built, maker.place(0, 2, 1), maker.place(0, 8, 9)) > 10.5);
    maker.fixture(0, {9, 6, 10, 7});
    CHECK_FALSE(distance(Built(maker.plan), maker.place(0, 2, 1), maker.place(0, 2, 9)));
}

TEST_CASE("trap 4: a body of 0.35 m passes a gap of 0.71 m and not one of 0.69 m") {
    for (const double gap : {0.69, 0.71}) {
        INFO(gap);
        PlanMaker maker = hall({0, 0, 10, 10});
        maker.fixture(0, {0, 4, 5, 5});
        maker.fixture(0, {5 + gap, 4, 10, 5});
        const auto through = distance(Built(maker.plan), maker.place(0, 5, 2), maker.place(0, 5, 8));
        CHECK(through.has_value() == (gap > 0.7));
    }
}

TEST_CASE("trap 5: an escalator that runs up is no way down") {
    PlanMaker maker = two_halls();
    maker.connector("escalator", {{0, {4, 3}}, {1, {10, 3}}}).direction = plan::Direction::up;
    const Built built(maker.plan);
    CHECK(distance(built, maker.place(0, 2, 3), maker.place(1, 12, 3)));
    CHECK_FALSE(distance(built, maker.place(1, 12, 3), maker.place(0, 2, 3)));
}

TEST_CASE("trap 6: two sides of a void are joined by another floor") {
    PlanMaker maker = two_halls();
    maker.unit(1, "opentobelow", test::Rectangle{8, 0, 12, 6});
    maker.connector("stairs", {{0, {5, 3}}, {1, {5, 3}}});
    maker.connector("stairs", {{0, {15, 3}}, {1, {15, 3}}});
    const auto route = Built(maker.plan).graph.route(maker.place(1, 2, 3), maker.place(1, 18, 3), walk);
    REQUIRE(route.has_value());
    REQUIRE(route->legs.size() == 5);
    CHECK(route->legs[2].level == 0);
    CHECK(route->distance_m == Approx(16));
}

TEST_CASE("trap 7: a wheelchair whose only lift is out of use gets no route, not stairs") {
    PlanMaker maker = two_halls();
    maker.connector("stairs", {{0, {18, 3}}, {1, {18, 3}}}).accessible = true;
    maker.connector("elevator", {{0, {4, 3}}, {1, {4, 3}}});
    const auto from = maker.place(0, 2, 3);
    const auto to = maker.place(1, 2, 3);
    CHECK(distance(Built(maker.plan), from, to, wheelchair));
    const Built open(maker.plan);
    const nav::Closures closures(open.graph, {{"repair", maker.plan.connectors[1].id, 0, {}, {}}});
    const auto closed = [&](nav::Profile profile) {
        return nav::RouteOptions(profile, nav::Preference::quickest, &closures);
    };
    nav::NoRoute why;
    CHECK_FALSE(open.graph.route(from, to, closed(wheelchair), &why).has_value());
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].cause == "closed");
    CHECK(why.blocking[0].label == "repair");
    CHECK(distance(open, from, to, closed(walk)));

    maker.plan.connectors[1].accessible = false;
    const Built built(maker.plan);
    CHECK_FALSE(built.graph.route(from, to, wheelchair, &why).has_value());
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].id == maker.plan.connectors[1].id);
    CHECK(distance(built, from, to, walk));
}

TEST_CASE("trap 8: a spill over half of a corridor is walked around at the clearance, at once and exactly") {
    PlanMaker maker = hall({0, 0, 20, 3});
    const Built built(maker.plan);
    const auto from = maker.place(0, 2, 0.5);
    const auto to = maker.place(0, 18, 0.5);
    CHECK(*distance(built, from, to) == Approx(16));
    const nav::Closures half(built.graph,
                             {{"spill", {}, 0, maker.polygon(test::Rectangle{9, 0, 11, 1.5}), {}}});
    const nav::RouteOptions around(walk, nav::Preference::quickest, &half);
    CHECK(*distance(built, from, to, around) == Approx(2 * std::hypot(6.65, 1.35) + 2.7).margin(0.003));
    // What is left of 0.6 m is too narrow.
    const nav::Closures most(built.graph,
                             {{"spill", {}, 0, maker.polygon(test::Rectangle{9, 0, 11, 2.4}), {}}});
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(from, to, {walk, nav::Preference::quickest, &most}, &why).has_value());
    REQUIRE(why.blocking.size() == 1);
    CHECK(why.blocking[0].label == "spill");
}

TEST_CASE("trap 9: a shop with two doors is walked through, and entered by the nearer one") {
    PlanMaker maker = hall({0, 0, 4, 20});
    maker.unit(0, "walkway", test::Rectangle{14, 0, 18, 20});
    maker.unit(0, "retail", test::Rectangle{4, 5, 14, 15});
    maker.opening(0, {4, 9}, {4, 11});
    maker.opening(0, {14, 9}, {14, 11});
    const Built built(maker.plan);
    CHECK(*distance(built, maker.place(0, 1, 10), maker.place(0, 17, 10)) == Approx(16));
    const auto shop = maker.place(plan::UnitIndex{2});
    CHECK(*distance(built, maker.place(0, 1, 10), shop) == Approx(8).margin(0.5));
    CHECK(*distance(built, maker.place(0, 17, 10), shop) == Approx(8).margin(0.5));
}

TEST_CASE("trap 10: one x and y on two floors are two places") {
    PlanMaker maker = two_halls();
    maker.connector("stairs", {{0, {10, 3}}, {1, {10, 3}}});
    const Built built(maker.plan);
    CHECK(*distance(built, maker.place(0, 2, 3), maker.place(1, 2, 3)) == Approx(16));
    CHECK_FALSE(built.graph.in_sight(maker.place(0, 2, 3), maker.place(1, 2, 3)));
}

TEST_CASE("trap 11: a unit without a door is not reached through its wall") {
    PlanMaker maker = hall({0, 0, 10, 10});
    const auto sealed = maker.unit(0, "retail", test::Rectangle{10, 0, 20, 10});
    const Built built(maker.plan);
    nav::NoRoute why;
    CHECK_FALSE(built.graph.route(maker.place(0, 5, 5), maker.place(sealed), walk, &why).has_value());
    CHECK(why.reason.find("has no opening") != std::string::npos);
    CHECK(why.blocking.empty());
    CHECK(built.reports("P068", "no opening leads into it"));
}

TEST_CASE("trap 12: the nearest shop to walk to is not the one behind the wall") {
    PlanMaker maker = hall({0, 0, 4, 40});
    const auto near_by_air = maker.unit(0, "retail", test::Rectangle{4, 0, 10, 20});
    const auto near_on_foot = maker.unit(0, "retail", test::Rectangle{4, 20, 10, 40});
    maker.unit(0, "walkway", test::Rectangle{10, 0, 14, 40});
    maker.unit(0, "walkway", test::Rectangle{4, 40, 10, 44});
    maker.unit(0, "walkway", test::Rectangle{0, 40, 4, 44});
    maker.unit(0, "walkway", test::Rectangle{10, 40, 14, 44});
    maker.opening(0, {10, 9}, {10, 11});
    maker.opening(0, {4, 29}, {4, 31});
    const Built built(maker.plan);
    std::vector<float> seconds;
    built.graph.unit_times(maker.place(0, 2, 10), walk, seconds);
    const auto time = [&](plan::UnitIndex unit) {
        return seconds[*built.graph.unit_number(maker.plan.units[unit].id)];
    };
    CHECK(time(near_on_foot) < 25 / 1.34);
    CHECK(time(near_by_air) > 60 / 1.34);
    CHECK(std::isfinite(time(near_by_air)));
}

TEST_CASE("trap 13: an artifact that is cut short or has a bit turned is refused") {
    PlanMaker maker = two_halls();
    maker.connector("stairs", {{0, {10, 3}}, {1, {10, 3}}});
    const Built built(maker.plan);
    const auto refused = [](const std::vector<std::byte>& bytes) {
        try {
            nav::Graph graph(bytes);
        } catch (const core::Error& error) {
            return error.fault() == core::Fault::rejected;
        }
        return false;
    };
    CHECK_FALSE(refused(built.bytes));
    for (std::size_t size = 0; size < built.bytes.size(); size += 997) {
        CHECK(refused({built.bytes.begin(), built.bytes.begin() + static_cast<std::ptrdiff_t>(size)}));
    }
    for (std::size_t i = 0; i < built.bytes.size(); i += 499) {
        std::vector<std::byte> turned = built.bytes;
        turned[i] ^= std::byte{1};
        CHECK(refused(turned));
    }
}

TEST_CASE("trap 14: a bridge joins two buildings on its floor only") {
    PlanMaker maker;
    for (const int level : {0, 1}) {
        maker.level(level, std::to_string(level));
        for (const double x : {0.0, 30.0}) {
            maker.unit(static_cast<std::size_t>(level), "walkway", test::Rectangle{x, 0, x + 10, 10});
        }
    }
    maker.connector("stairs", {{0, {5, 8}}, {1, {5, 8}}});
    maker.connector("stairs", {{0, {35, 8}}, {1, {35, 8}}});
    const auto from = maker.place(0, 5, 2);
    const auto to = maker.place(0, 35, 2);
    CHECK_FALSE(distance(Built(maker.plan), from, to));
    maker.unit(1, "walkway", test::Rectangle{10, 7, 30, 9});
    const auto route = Built(maker.plan).graph.route(from, to, walk);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == Approx(6 + 30 + 6));
    REQUIRE(route->legs.size() == 5);
    CHECK(route->legs[2].level == 1);
}

TEST_CASE("trap 15: of two ways of one length it is always the same one") {
    PlanMaker maker = hall({-10, -10, 10, 10});
    maker.fixture(0, {-3, -3, 3, 3});
    const Built built(maker.plan);
    const Built again(maker.plan);
    const auto from = maker.place(0, -8, 0);
    const auto to = maker.place(0, 8, 0);
    const auto first = built.graph.route(from, to, walk);
    REQUIRE(first.has_value());
    for (const Built* other : {&built, &again}) {
        // Queries between do not matter.
        other->graph.route(maker.place(0, 5, -8), maker.place(0, -5, 8), walk);
        CHECK(other->graph.route(from, to, walk)->legs[0].coordinates == first->legs[0].coordinates);
    }
    CHECK(*distance(built, to, from) == Approx(first->distance_m));
}

TEST_CASE("trap 16: a tour of twelve stops is as quick as the best of all, by dynamic programming") {
    // Bellman's recursion from the end, as plain as can be; best_order goes from the start.
    constexpr std::size_t n = 13;
    std::mt19937 random(16);
    std::vector<double> seconds(n * n);
    for (double& time : seconds) time = 1 + static_cast<double>(random() % 1000);
    std::vector<double> rest((std::size_t{1} << n) * n, 0);
    for (std::size_t seen = (std::size_t{1} << n) - 1; seen-- > 0;) {
        for (std::size_t at = 0; at < n; ++at) {
            double best = std::numeric_limits<double>::infinity();
            for (std::size_t next = 0; next < n; ++next) {
                if ((seen >> next & 1) != 0) continue;
                best =
                    std::min(best, seconds[at * n + next] + rest[(seen | std::size_t{1} << next) * n + next]);
            }
            rest[seen * n + at] = best;
        }
    }
    const auto order = nav::best_order(seconds, n);
    REQUIRE(order.size() == n);
    CHECK(order[0] == 0);
    double total = 0;
    for (std::size_t i = 1; i < n; ++i) total += seconds[order[i - 1] * n + order[i]];
    CHECK(total == Approx(rest[1 * n + 0]));
    auto sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < n; ++i) CHECK(sorted[i] == i);
}

TEST_CASE("trap 17: a ring that crosses itself is walked as what it encloses") {
    PlanMaker maker = hall({0, 0, 10, 4});
    maker.unit(0, "walkway", std::vector<core::Point>{{0, 4}, {10, 4}, {0, 14}, {10, 14}});
    const Built built(maker.plan);
    CHECK(*distance(built, maker.place(0, 5, 2), maker.place(0, 5, 6)) == Approx(4));
    // Its two halves meet in a point.
    CHECK_FALSE(distance(built, maker.place(0, 5, 6), maker.place(0, 5, 13)));
}

TEST_CASE("trap 18: what is within 40 s on the map is within 40 s by route, to two centimetres") {
    PlanMaker maker = two_halls();
    maker.unit(0, "walkway", test::Rectangle{0, 6, 4, 60});
    maker.unit(1, "walkway", test::Rectangle{0, 6, 4, 60});
    maker.connector("stairs", {{0, {18, 3}}, {1, {18, 3}}});
    const Built built(maker.plan);
    const auto from = maker.place(0, 12, 3);
    const double stairs_s = built.graph.route(maker.place(0, 18, 3), maker.place(1, 18, 3), walk)->duration_s;
    const auto areas = built.graph.reached_area(from, 40, walk);
    REQUIRE(areas.size() == 2);
    for (const auto& area : areas) {
        double top = 0;  // along the left wall of the corridor upwards
        for (const core::Polygon& polygon : area.shape) {
            for (const core::Point p : polygon.rings[0]) {
                const core::Point local = maker.frame.to_local(p);
                if (std::abs(local.x - 0.35) < 0.005) top = std::max(top, local.y);
            }
        }
        INFO("level " << area.level << ", up to " << top);
        const auto reach = [&](double y) {
            return built.graph.route(from, maker.place(area.level, 0.35, y), walk)->duration_s;
        };
        if (area.level == 0) {
            REQUIRE(top > 30);
            CHECK(reach(top - 0.02) <= 40);
            CHECK(reach(top + 0.02) > 40);
        } else {
            CHECK(reach(3) > 6 / 1.34 + stairs_s);
            CHECK((top == 0 || (reach(top - 0.02) <= 40 && reach(top + 0.02) > 40)));
        }
    }
}
