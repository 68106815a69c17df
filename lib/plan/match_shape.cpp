#include "plan/match_shape.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "plan/box_tree.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

// A unit cut exactly in half overlaps each half by 0.5, less what floating point loses.
constexpr double rounding = 1e-6;

using core::Box;
using core::MultiPolygon;
using core::Point;
using core::Ring;

double cross(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Twice the signed area and three times twice the area times the centroid, both from `origin`.
struct Moments {
    double twice = 0;
    double x = 0;
    double y = 0;
};

Moments moments_of(const Ring& ring, Point origin) {
    Moments sum;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a{ring[i - 1].x - origin.x, ring[i - 1].y - origin.y};
        const Point b{ring[i].x - origin.x, ring[i].y - origin.y};
        const double turn = a.x * b.y - b.x * a.y;
        sum.twice += turn;
        sum.x += (a.x + b.x) * turn;
        sum.y += (a.y + b.y) * turn;
    }
    return sum;
}

bool turns_one_way(const Ring& ring) {
    bool left = false;
    bool right = false;
    const std::size_t corners = ring.size() - 1;
    double winding = 0;
    for (std::size_t i = 0; i < corners; ++i) {
        const Point a = ring[i];
        const Point b = ring[(i + 1) % corners];
        const Point c = ring[(i + 2) % corners];
        const double turn = cross(a, b, c);
        left = left || turn > 0;
        right = right || turn < 0;
        if (left && right) return false;
        winding += std::atan2(turn, (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y));
    }
    // A star turns one way only too, but twice around.
    return std::abs(winding) < 3 * std::numbers::pi;
}

// `subject` without what lies right of the line from a to b (left, where `left` is false).
void cut(const Ring& subject, Point a, Point b, bool left, Ring& result) {
    const auto side = [&](Point p) { return left ? cross(a, b, p) : -cross(a, b, p); };
    result.clear();
    for (std::size_t i = 0; i < subject.size(); ++i) {
        const Point from = subject[i];
        const Point to = subject[(i + 1) % subject.size()];
        const double at_from = side(from);
        const double at_to = side(to);
        if (at_from >= 0) result.push_back(from);
        if ((at_from > 0 && at_to < 0) || (at_from < 0 && at_to > 0)) {
            const double t = at_from / (at_from - at_to);
            result.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
        }
    }
}

Ring shifted(const Ring& ring, Point origin) {
    Ring result;
    result.reserve(ring.size());
    for (const Point& point : ring) result.push_back({point.x - origin.x, point.y - origin.y});
    return result;
}

double clipped_size(const Ring& subject, const Ring& convex) {
    // From a point nearby: degrees of a mall differ in the sixth digit only.
    const Point origin = convex.front();
    const Ring clip = shifted(convex, origin);
    const bool left = moments_of(clip, {}).twice > 0;
    Ring rest = shifted(subject, origin);
    rest.pop_back();
    Ring next;
    for (std::size_t i = 1; i < clip.size() && rest.size() > 2; ++i) {
        cut(rest, clip[i - 1], clip[i], left, next);
        std::swap(rest, next);
    }
    if (rest.size() < 3) return 0;
    rest.push_back(rest.front());
    return std::abs(moments_of(rest, rest.front()).twice) / 2;
}

double size_of(const Box& box) {
    return (box.max.x - box.min.x) * (box.max.y - box.min.y);
}

Box shared_box(const Box& a, const Box& b) {
    return {{std::max(a.min.x, b.min.x), std::max(a.min.y, b.min.y)},
            {std::min(a.max.x, b.max.x), std::min(a.max.y, b.max.y)}};
}

}  // namespace

DegreeScale::DegreeScale(double latitude) {
    constexpr double semi_major_m = 6378137.0;
    constexpr double eccentricity2 = 0.00669437999014;
    constexpr double radians = std::numbers::pi / 180;
    const double sine = std::sin(latitude * radians);
    const double root = std::sqrt(1 - eccentricity2 * sine * sine);
    x = radians * std::cos(latitude * radians) * semi_major_m / root;
    y = radians * semi_major_m * (1 - eccentricity2) / (root * root * root);
}

double DegreeScale::distance(Point a, Point b) const {
    return std::hypot((a.x - b.x) * x, (a.y - b.y) * y);
}

Shape::Shape(const MultiPolygon& shape) : area(&shape) {
    if (const auto around = box_of(shape)) box = *around;
    const Point middle{(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2};
    double x = 0;
    double y = 0;
    for (const core::Polygon& polygon : shape) {
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
            Moments ring = moments_of(polygon.rings[i], middle);
            const double sign = (ring.twice < 0 ? -1.0 : 1.0) * (i == 0 ? 1.0 : -1.0);
            size += sign * ring.twice / 2;
            x += sign * ring.x / 6;
            y += sign * ring.y / 6;
        }
    }
    centroid = size > 0 ? Point{middle.x + x / size, middle.y + y / size} : middle;
    plain = shape.size() == 1 && shape[0].rings.size() == 1 && shape[0].rings[0].size() >= 4;
    convex = plain && size > 0 && turns_one_way(shape[0].rings[0]);
}

double Shape::area_m2() const {
    const DegreeScale scale(centroid.y);
    return std::max(size, 0.0) * scale.x * scale.y;
}

double shared_size(const Shape& a, const Shape& b) {
    if (a.empty() || b.empty() || !meet(a.box, b.box)) return 0;
    if (*a.area == *b.area) return a.size;
    if (b.convex && a.plain) return clipped_size((*a.area)[0].rings[0], (*b.area)[0].rings[0]);
    if (a.convex && b.plain) return clipped_size((*b.area)[0].rings[0], (*a.area)[0].rings[0]);
    return overlap_area(*a.area, *b.area);
}

double overlap_from_half(const Shape& a, const Shape& b) {
    if (a.empty() || b.empty() || !meet(a.box, b.box)) return 0;
    const auto over_union = [&](double shared) { return shared / (a.size + b.size - shared); };
    // What two areas share lies in both boxes.
    if (over_union(std::min({size_of(shared_box(a.box, b.box)), a.size, b.size})) < 0.5 - rounding) return 0;
    const double ratio = over_union(shared_size(a, b));
    return ratio < 0.5 - rounding ? 0 : std::min(1.0, ratio);
}

bool same_outline(const Shape& a, const Shape& b, double tolerance_m) {
    if (*a.area == *b.area) return true;
    if (a.area->size() != b.area->size()) return false;
    const DegreeScale scale(a.centroid.y);
    const auto near = [&](Point p, Point q) { return scale.distance(p, q) <= tolerance_m; };
    for (std::size_t i = 0; i < a.area->size(); ++i) {
        const auto& left = (*a.area)[i].rings;
        const auto& right = (*b.area)[i].rings;
        if (left.size() != right.size()) return false;
        for (std::size_t ring = 0; ring < left.size(); ++ring) {
            if (!std::equal(left[ring].begin(), left[ring].end(), right[ring].begin(), right[ring].end(),
                            near))
                return false;
        }
    }
    return true;
}

}  // namespace mallctl::plan
