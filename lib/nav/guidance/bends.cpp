#include "nav/guidance/bends.hpp"

#include <algorithm>
#include <cmath>

namespace mallctl::nav {

namespace {

constexpr double least_turn_degrees = 25;
constexpr double least_gap_m = 3;

}  // namespace

std::vector<Bend> bends_of(const WalkedPath& path) {
    std::vector<Bend> bends;
    const auto& points = path.points();
    const auto& along = path.along();
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const double before = bearing_of(points[i - 1], points[i]);
        const double after = bearing_of(points[i], points[i + 1]);
        if (bends.empty() || along[i] - along[i - 1] >= least_gap_m)
            bends.push_back({along[i], before, after, 0});
        bends.back().turn += turn_between(before, after);
        bends.back().bearing_after = after;
    }
    std::erase_if(bends, [](const Bend& bend) { return std::abs(bend.turn) < least_turn_degrees; });
    return bends;
}

}  // namespace mallctl::nav
