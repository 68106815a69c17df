#include "nav/query/isochrone/reached_piece.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace mallctl::nav {

namespace {

using core::Point;

constexpr double least_area_mm2 = 1e-3;

Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

double dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}

Point between(Point a, Point b, double t) {
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

Point real(Mm p) {
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}

// The points strictly between two points of the circle around the origin, counter-clockwise.
void add_arc(Point from, Point to, double radius, Outline& outline) {
    constexpr double rounding = 5e-10;  // the ends may be one point, computed twice
    double angle = std::atan2(cross(from, to), dot(from, to));
    if (std::abs(angle) < rounding) return;
    if (angle < 0) angle += 2 * std::numbers::pi;
    const double step = 2 * std::acos(std::max(0.0, 1 - chord_error_mm / radius));
    const double chords = std::ceil(angle / step);
    const double start = std::atan2(from.y, from.x);
    for (double i = 1; i < chords; ++i) {
        const double at = start + angle * i / chords;
        outline.push_back({radius * std::cos(at), radius * std::sin(at)});
    }
}

// Where the line from a to b enters and leaves the circle, as parts of it; false where it has next to nothing
// inside.
bool meets_circle(Point a, Point b, double radius, double& in, double& out) {
    const Point along = b - a;
    const double squared = dot(along, along);
    if (!(squared > 0)) return false;
    const double middle = -dot(a, along) / squared;
    const double off = cross(a, along);  // of the line from the origin, times its length
    const double half_squared = (radius * radius - off * off / squared) / squared;
    if (!(half_squared > 0)) return false;
    const double half = std::sqrt(half_squared);
    in = std::max(0.0, middle - half);
    out = std::min(1.0, middle + half);
    constexpr double least_mm = 0.01;
    return (out - in) * std::sqrt(squared) > least_mm;
}

// The part within the circle around the origin.
void clip_to_circle(Outline& outline, double radius) {
    const bool all_in =
        std::all_of(outline.begin(), outline.end(), [&](Point p) { return dot(p, p) <= radius * radius; });
    if (all_in) return;
    thread_local Outline kept;
    kept.clear();
    thread_local std::vector<std::pair<Point, Point>> stretches;  // of the edges, within the circle
    stretches.clear();
    bool holds_origin = true;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point a = outline[i];
        const Point b = outline[(i + 1) % outline.size()];
        if (cross(b - a, Point{} - a) < 0) holds_origin = false;
        double in = 0;
        double out = 0;
        if (!meets_circle(a, b, radius, in, out)) continue;
        stretches.emplace_back(in > 0 ? between(a, b, in) : a, out < 1 ? between(a, b, out) : b);
    }
    if (stretches.empty()) {
        if (holds_origin) {
            kept.push_back({radius, 0});
            add_arc({radius, 0}, {-radius, 0}, radius, kept);
            kept.push_back({-radius, 0});
            add_arc({-radius, 0}, {radius, 0}, radius, kept);
        }
        std::swap(outline, kept);
        return;
    }
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const auto& [from, to] = stretches[i];
        const Point next = stretches[(i + 1) % stretches.size()].first;
        if (kept.empty() || kept.back() != from) kept.push_back(from);
        kept.push_back(to);
        if (to != next) add_arc(to, next, radius, kept);
    }
    if (kept.size() > 1 && kept.front() == kept.back()) kept.pop_back();
    std::swap(outline, kept);
}

}  // namespace

bool Source::sees(Mm point) const {
    return sees_all() || (nav::cross(right, point - at) >= 0 && nav::cross(point - at, left) >= 0);
}

bool Source::reaches(Point point) const {
    // A piece's corners were rounded when they were cut.
    constexpr double rounding_mm = 1e-3;
    const Point off = point - real(at);
    if (dot(off, off) > (left_mm + rounding_mm) * (left_mm + rounding_mm)) return false;
    if (sees_all()) return true;
    const Point r = real(right);
    const Point l = real(left);
    return cross(r, off) >= -rounding_mm * std::hypot(r.x, r.y) &&
           cross(off, l) >= -rounding_mm * std::hypot(l.x, l.y);
}

void cut_piece(const std::array<Mm, 3>& triangle, const Source& source, Outline& piece) {
    piece.clear();
    if (!(source.left_mm > 0)) return;
    for (const Mm vertex : triangle) piece.push_back(real(vertex - source.at));
    if (!source.sees_all()) {
        keep_left(piece, {}, source.right);
        keep_left(piece, {}, -source.left);
    }
    if (piece.size() >= 3) clip_to_circle(piece, source.left_mm);
    if (piece.size() < 3 || area_of(piece) < least_area_mm2) {
        piece.clear();
        return;
    }
    const Point at = real(source.at);
    for (Point& p : piece) p = {p.x + at.x, p.y + at.y};
}

void keep_left(Outline& outline, Mm at, Mm direction) {
    thread_local Outline kept;
    kept.clear();
    const Point origin = real(at);
    const Point along = real(direction);
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point a = outline[i];
        const Point b = outline[(i + 1) % outline.size()];
        const double at_a = cross(along, a - origin);
        const double at_b = cross(along, b - origin);
        if (at_a >= 0) kept.push_back(a);
        // The same point whichever way the edge runs.
        if ((at_a > 0 && at_b < 0) || (at_a < 0 && at_b > 0)) {
            kept.push_back(at_a < at_b ? between(a, b, at_a / (at_a - at_b))
                                       : between(b, a, at_b / (at_b - at_a)));
        }
    }
    std::swap(outline, kept);
}

double area_of(const Outline& outline) {
    double doubled = 0;
    for (std::size_t i = 2; i < outline.size(); ++i) {
        doubled += cross(outline[i - 1] - outline[0], outline[i] - outline[0]);
    }
    return doubled / 2;
}

}  // namespace mallctl::nav
