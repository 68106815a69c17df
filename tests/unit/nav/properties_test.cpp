#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/path_oracle.hpp"
#include "tests/support/plan_maker.hpp"
#include "tests/unit/nav/random_floor.hpp"

using namespace mallctl;
using test::Built;
using test::Oracle;
using test::PlanMaker;
using test::RandomFloor;

namespace {

constexpr auto walk = nav::Profile::walk;

std::optional<double> distance(const Built& built, const PlanMaker& maker, core::Point from, core::Point to) {
    const auto route = built.graph.route(maker.place(0, from.x, from.y), maker.place(0, to.x, to.y), walk);
    return route ? std::optional(route->distance_m) : std::nullopt;
}

}  // namespace

TEST_CASE("routes are as short as the naive oracle's, and stay in free space") {
    int compared = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        INFO("seed " << seed);
        RandomFloor floor(seed);
        const PlanMaker maker = floor.draw();
        const Built built(maker.plan);
        Oracle oracle(test::walker_rings(maker.plan));
        for (int pair = 0; pair < 8; ++pair) {
            const core::Point from = floor.point();
            const core::Point to = floor.point();
            if (!oracle.is_free(from) || !oracle.is_free(to)) continue;
            const auto route =
                built.graph.route(maker.place(0, from.x, from.y), maker.place(0, to.x, to.y), walk);
            const double expected = oracle.distance(from, to);
            REQUIRE(route.has_value() == std::isfinite(expected));
            if (!route) continue;
            ++compared;
            CHECK(route->distance_m == Approx(expected).epsilon(1e-6));
            CHECK(route->distance_m >= Oracle::length(from, to) - 1e-9);
            double sum = 0;
            const auto& line = route->legs[0].coordinates;
            for (std::size_t i = 1; i < line.size(); ++i) {
                const core::Point a = maker.frame.to_local(line[i - 1]);
                const core::Point b = maker.frame.to_local(line[i]);
                sum += Oracle::length(a, b);
                for (double t = 0; t <= 1; t += 0.05) {
                    CHECK(oracle.is_free({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, 1e-3));
                }
            }
            CHECK(sum == Approx(route->distance_m).epsilon(1e-6));
        }
    }
    CHECK(compared > 50);
}

TEST_CASE("walking is symmetric and obeys the triangle inequality") {
    int compared = 0;
    for (unsigned seed = 100; seed < 115; ++seed) {
        INFO("seed " << seed);
        RandomFloor floor(seed);
        const PlanMaker maker = floor.draw();
        const Built built(maker.plan);
        const core::Point a = floor.point();
        const core::Point b = floor.point();
        const core::Point c = floor.point();
        // Points in walls are moved apart from query to query alike, so that the moved points obey it too.
        const auto ab = distance(built, maker, a, b);
        const auto bc = distance(built, maker, b, c);
        const auto ac = distance(built, maker, a, c);
        const auto ba = distance(built, maker, b, a);
        REQUIRE(ab.has_value() == ba.has_value());
        if (ab) CHECK(*ab == Approx(*ba).epsilon(1e-9));
        if (!ab || !bc) continue;
        ++compared;
        REQUIRE(ac.has_value());
        CHECK(*ac <= *ab + *bc + 1e-9);
    }
    CHECK(compared > 5);
}

TEST_CASE("another obstacle never makes a route shorter") {
    int compared = 0;
    for (unsigned seed = 200; seed < 215; ++seed) {
        INFO("seed " << seed);
        RandomFloor floor(seed);
        const PlanMaker before = floor.draw();
        const double x = floor.coordinate();
        const double y = floor.coordinate();
        floor.fixtures.push_back({x, y, x + 1.5, y + 1.5});
        const PlanMaker after = floor.draw();
        const Built open(before.plan);
        const Built blocked(after.plan);
        const Oracle oracle(test::walker_rings(after.plan));
        for (int pair = 0; pair < 8; ++pair) {
            const core::Point from = floor.point();
            const core::Point to = floor.point();
            if (!oracle.is_free(from) || !oracle.is_free(to)) continue;
            const auto longer = distance(blocked, after, from, to);
            if (!longer) continue;
            ++compared;
            const auto shorter = distance(open, before, from, to);
            REQUIRE(shorter.has_value());
            CHECK(*longer >= *shorter - 0.002);  // corners lie on the millimetre grid
        }
    }
    CHECK(compared > 20);
}

TEST_CASE("another door never makes a route longer") {
    int compared = 0;
    for (unsigned seed = 500; seed < 512; ++seed) {
        INFO("seed " << seed);
        RandomFloor floor(seed);
        const PlanMaker before = floor.draw();
        PlanMaker after = before;
        after.opening(0, {-9, -5}, {-8, -5});
        const Built shut(before.plan);
        const Built open(after.plan);
        for (int pair = 0; pair < 8; ++pair) {
            const core::Point from{floor.millimetres(-9000, -4500), floor.millimetres(-9000, -5500)};
            const core::Point to = floor.point();
            const auto longer = distance(shut, before, from, to);
            if (!longer) continue;
            ++compared;
            const auto shorter = distance(open, after, from, to);
            REQUIRE(shorter.has_value());
            CHECK(*shorter <= *longer + 0.002);  // corners lie on the millimetre grid
        }
    }
    CHECK(compared > 20);
}

TEST_CASE("moving or turning the floor changes no route") {
    const std::vector<RandomFloor::Move> moves{
        [](core::Point p) {
            return core::Point{-p.y, p.x};
        },
        [](core::Point p) {
            return core::Point{-p.x, -p.y};
        },
        [](core::Point p) {
            return core::Point{p.x + 37, p.y - 12};
        },
    };
    int compared = 0;
    for (unsigned seed = 300; seed < 308; ++seed) {
        RandomFloor floor(seed);
        const PlanMaker maker = floor.draw();
        const Built built(maker.plan);
        const Oracle oracle(test::walker_rings(maker.plan));
        const core::Point from = floor.point();
        const core::Point to = floor.point();
        if (!oracle.is_free(from) || !oracle.is_free(to)) continue;
        const auto expected = distance(built, maker, from, to);
        for (const auto& move : moves) {
            INFO("seed " << seed);
            const PlanMaker moved = floor.draw(move);
            const auto found = distance(Built(moved.plan), moved, move(from), move(to));
            REQUIRE(found.has_value() == expected.has_value());
            if (!expected) continue;
            ++compared;
            // Slanted walls are widened to points off the grid, which rounds them another way when turned.
            CHECK(*found == Approx(*expected).margin(0.005));
        }
    }
    CHECK(compared > 9);
}

TEST_CASE("reaching many is routing to each, and building twice gives the same bytes") {
    for (unsigned seed = 400; seed < 405; ++seed) {
        RandomFloor floor(seed);
        const PlanMaker maker = floor.draw();
        const Built built(maker.plan);
        CHECK(built.bytes == Built(maker.plan).bytes);
        const core::Point start = floor.point();
        const nav::Place from = maker.place(0, start.x, start.y);
        std::vector<nav::Place> targets{maker.place(plan::UnitIndex{1})};
        for (int i = 0; i < 30; ++i) {
            const core::Point p = floor.point();
            targets.push_back(maker.place(0, p.x, p.y));
        }
        for (const auto profile : nav::profiles) {
            const auto reached = built.graph.reach(from, targets, profile);
            REQUIRE(reached.size() == targets.size());
            for (std::size_t i = 0; i < targets.size(); ++i) {
                const auto route = built.graph.route(from, targets[i], profile);
                REQUIRE(route.has_value() == reached[i].has_value());
                if (!route) continue;
                CHECK(route->distance_m == reached[i]->distance_m);
                CHECK(route->duration_s == reached[i]->duration_s);
            }
        }
    }
}
