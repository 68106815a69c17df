#include "importers/drawing/wall_ring.hpp"

#include <algorithm>
#include <cmath>

namespace mallctl::importers::drawing {

namespace {

constexpr double thickest_wall_m = 0.6;
constexpr double step_m = 0.25;
constexpr double most_steps = 400;

double distance(core::Point p, core::Point a, core::Point b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool is_near(core::Point p, const core::LineString& line) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (distance(p, line[i - 1], line[i]) <= thickest_wall_m) return true;
    }
    return false;
}

}  // namespace

bool outlines_a_wall(const core::LineString& line) {
    if (line.size() < 3) return false;
    const core::Point from = line.back();
    const core::Point to = line.front();
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const double steps = std::clamp(std::ceil(length / step_m), 1.0, most_steps);
    for (double i = 0; i <= steps; ++i) {
        const double t = i / steps;
        if (!is_near({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}, line)) return false;
    }
    return true;
}

}  // namespace mallctl::importers::drawing
