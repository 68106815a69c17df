#include "plan/hull.hpp"

#include <algorithm>

namespace mallctl::plan {

using core::Point;

namespace {

// Positive where o, a, b turn left.
double turn(Point o, Point a, Point b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

void extend(std::vector<Point>& chain, std::size_t kept, Point point) {
    while (chain.size() > kept + 1 && turn(chain[chain.size() - 2], chain.back(), point) <= 0)
        chain.pop_back();
    chain.push_back(point);
}

}  // namespace

core::MultiPolygon convex_hull(std::vector<Point> points) {
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    core::Ring ring;
    for (const Point point : points) extend(ring, 0, point);
    const std::size_t lower = ring.empty() ? 0 : ring.size() - 1;
    for (auto it = points.rbegin(); it != points.rend(); ++it) extend(ring, lower, *it);
    if (ring.size() < 4) return {};
    return {core::Polygon{{std::move(ring)}}};
}

void append_vertices(std::vector<Point>& points, const core::MultiPolygon& area) {
    for (const core::Polygon& polygon : area) {
        for (const core::Ring& ring : polygon.rings) points.insert(points.end(), ring.begin(), ring.end());
    }
}

}  // namespace mallctl::plan
