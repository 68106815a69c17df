// Floors made up from a seed, for properties that hold on any.
#pragma once

#include <functional>
#include <random>
#include <utility>
#include <vector>

#include "tests/support/plan_maker.hpp"

namespace mallctl::test {

// A floor of 20 by 20 m, symmetric about the origin so that turning it keeps its frame: fixtures, walls and a
// room with a door, all at whole millimetres.
struct RandomFloor {
    std::mt19937 random;
    std::vector<Rectangle> fixtures;
    std::vector<std::pair<core::Point, core::Point>> walls;

    explicit RandomFloor(unsigned seed) : random(seed) {
        for (int i = 0; i < 6; ++i) {
            const double x = coordinate();
            const double y = coordinate();
            fixtures.push_back({x, y, x + size(), y + size()});
        }
        for (int i = 0; i < 3; ++i)
            walls.push_back({{coordinate(), coordinate()}, {coordinate(), coordinate()}});
    }

    double millimetres(int low, int high) {
        return static_cast<double>(low + static_cast<int>(random() % static_cast<unsigned>(high - low))) /
               1000;
    }
    double coordinate() { return millimetres(-9500, 9500); }
    double size() { return millimetres(300, 3500); }
    core::Point point() { return {coordinate(), coordinate()}; }

    using Move = std::function<core::Point(core::Point)>;

    PlanMaker draw(const Move& move = [](core::Point p) { return p; }) const {
        PlanMaker maker;
        maker.level(0, "G");
        const auto moved = [&](Rectangle r) {
            std::vector<core::Point> corners{
                {r.left, r.bottom}, {r.right, r.bottom}, {r.right, r.top}, {r.left, r.top}};
            for (core::Point& corner : corners) corner = move(corner);
            return corners;
        };
        maker.unit(0, "walkway", moved({-10, -10, 10, 10}));
        maker.unit(0, "retail", moved({-9.5, -9.5, -4, -5}));
        const core::Point a = move({-4, -8});
        const core::Point b = move({-4, -7});
        maker.opening(0, a, b);
        for (const Rectangle& fixture : fixtures) {
            plan::Fixture drawn;
            drawn.geometry = maker.polygon(moved(fixture));
            maker.plan.fixtures.push_back(drawn);
        }
        for (const auto& [from, to] : walls) maker.wall(0, move(from), move(to));
        return maker;
    }
};

}  // namespace mallctl::test
