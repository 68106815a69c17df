// Small plans drawn in metres, for the tests of repair and inference.
#pragma once

#include <random>
#include <vector>

#include "plan/model.hpp"
#include "plan/repair.hpp"

namespace mallctl::test::sketch {

// Metres in a plan's degrees: about 7.1e4 m by 1.1e5 m at 50 degrees north.
inline constexpr double metre_x = 1 / 71'700.0;
inline constexpr double metre_y = 1 / 111'250.0;

inline core::Point at(double east_m, double north_m) {
    return {8 + east_m * metre_x, 50 + north_m * metre_y};
}

// A ring through points in metres, as given.
inline core::Ring ring(const std::vector<core::Point>& metres) {
    core::Ring result;
    for (const core::Point p : metres) result.push_back(at(p.x, p.y));
    return result;
}

inline core::Ring box(double x, double y, double width, double height) {
    return ring({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}});
}

inline plan::Plan one_level() {
    plan::Plan plan;
    plan.levels.emplace_back();
    plan.levels[0].short_name = "G";
    return plan;
}

inline plan::Unit& add_unit(plan::Plan& plan, core::MultiPolygon area, const std::string& ref = "",
                            const std::string& category = "retail") {
    plan::Unit& unit = plan.units.emplace_back();
    unit.ref = ref;
    unit.category = category;
    unit.geometry = std::move(area);
    return unit;
}

// A star-shaped ring: corners around the middle at random distances, so that it never crosses itself.
inline core::Ring star(std::mt19937& random, double x, double y, int corners) {
    std::uniform_real_distribution<double> radius(3, 10);
    core::Ring result;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.14159265358979 * i / corners;
        const double r = radius(random);
        result.push_back(at(x + r * std::cos(angle), y + r * std::sin(angle)));
    }
    result.push_back(result.front());
    return result;
}

}  // namespace mallctl::test::sketch
