// Closures by hand, and a plan of two levels to close things on.
#pragma once

#include <string>
#include <vector>

#include "nav/closures.hpp"
#include "tests/support/plan_maker.hpp"

namespace mallctl::test {

inline nav::Closure area(std::uint32_t level, const core::MultiPolygon& polygon,
                         const std::string& label = "works") {
    nav::Closure closure;
    closure.label = label;
    closure.level = level;
    closure.area = polygon;
    return closure;
}

inline nav::Closure line(std::uint32_t level, const core::LineString& points,
                         const std::string& label = "door") {
    nav::Closure closure;
    closure.label = label;
    closure.level = level;
    closure.line = points;
    return closure;
}

inline nav::Closure connector(const core::Uuid& id, const std::string& label) {
    nav::Closure closure;
    closure.label = label;
    closure.connector = id;
    return closure;
}

// Two levels of 30 by 12 m with a wall across that has two doors, a lift on the left and stairs on the right,
// and a one-way opening between two halls of the upper level.
struct TwoLevels {
    PlanMaker maker;
    std::vector<plan::UnitIndex> shops;

    TwoLevels(bool lift = true, bool stairs = true, bool left_door = true, bool one_way = true) {
        maker.level(0, "G");
        maker.level(1, "1");
        for (plan::LevelIndex level = 0; level < 2; ++level) {
            maker.unit(level, "walkway", Rectangle{0, 0, 30, 6});
            maker.unit(level, "walkway", Rectangle{0, 6, 30, 12});
            shops.push_back(maker.unit(level, "retail", Rectangle{0, 12, 10, 18}));
            shops.push_back(maker.unit(level, "retail", Rectangle{10, 12, 30, 18}));
            maker.wall(level, {0, 6}, {30, 6});
            maker.opening(level, {4, 12}, {6, 12});
            maker.opening(level, {18, 12}, {20, 12});
            maker.opening(level, {10, 14}, {10, 16});
        }
        if (left_door) maker.opening(0, {4, 6}, {6, 6});
        maker.opening(0, {26, 6}, {27, 6});
        maker.opening(1, {14, 6}, {16, 6});
        if (one_way) maker.opening(1, {20, 6}, {22, 6}).one_way = true;
        if (lift) maker.connector("elevator", {{0, {2, 3}}, {1, {2, 3}}}).name["en"] = "L1";
        if (stairs) maker.connector("stairs", {{0, {28, 3}}, {1, {27, 9}}});
    }
};

}  // namespace mallctl::test
