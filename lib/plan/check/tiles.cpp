#include "plan/check/tiles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace mallctl::plan {

namespace {

using core::Box;
using core::Point;
using core::Ring;

constexpr std::size_t most_corners = 16;

// No area that is parted fairly needs more cuts.
constexpr int deepest = 40;

double cross(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

double signed_area(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 2; i < ring.size(); ++i) twice += cross(ring[0], ring[i - 1], ring[i]);
    return twice / 2;
}

// What of the ring lies where side(point) >= 0; side is linear.
template <typename Side>
void cut(const Ring& ring, Side side, Ring& out) {
    out.clear();
    if (ring.empty()) return;
    Point from = ring.back();
    double from_side = side(from);
    for (const Point to : ring) {
        const double to_side = side(to);
        if ((from_side < 0) != (to_side < 0)) {
            const double t = from_side / (from_side - to_side);
            out.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
        }
        if (to_side >= 0) out.push_back(to);
        from = to;
        from_side = to_side;
    }
}

// The area of the rings within a convex, counter-clockwise ring.
template <typename Corners>
double area_within(const std::vector<Ring>& rings, const Corners& convex) {
    static thread_local Ring kept;
    static thread_local Ring next;
    double sum = 0;
    for (const Ring& ring : rings) {
        kept = ring;
        for (std::size_t i = 0; i < convex.size() && kept.size() > 2; ++i) {
            const Point a = convex[i];
            const Point b = convex[(i + 1) % convex.size()];
            cut(
                kept, [&](Point p) { return cross(a, b, p); }, next);
            kept.swap(next);
        }
        sum += signed_area(kept);
    }
    return sum;
}

bool is_convex(const Ring& ring) {
    double turned = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[(i + 1) % ring.size()];
        const Point c = ring[(i + 2) % ring.size()];
        if (cross(a, b, c) < 0) return false;
        turned += std::atan2(cross(a, b, c), (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y));
    }
    return turned < 7;  // once around: 2 pi; a pentagram turns left everywhere, twice around
}

void finish(std::vector<Ring> rings, std::vector<Tile>& out) {
    Tile tile;
    tile.box = {rings[0][0], rings[0][0]};
    for (const Ring& ring : rings) {
        for (const Point p : ring) {
            tile.box.min = {std::min(tile.box.min.x, p.x), std::min(tile.box.min.y, p.y)};
            tile.box.max = {std::max(tile.box.max.x, p.x), std::max(tile.box.max.y, p.y)};
        }
    }
    tile.convex = rings.size() == 1 && is_convex(rings[0]);
    tile.rings = std::move(rings);
    out.push_back(std::move(tile));
}

std::size_t corners(const std::vector<Ring>& rings) {
    std::size_t sum = 0;
    for (const Ring& ring : rings) sum += ring.size();
    return sum;
}

// The middle corner along x or y: halves have about half of the corners each.
double middle(const std::vector<Ring>& rings, double Point::*axis) {
    std::vector<double> values;
    for (const Ring& ring : rings) {
        for (const Point p : ring) values.push_back(p.*axis);
    }
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

std::array<std::vector<Ring>, 2> halves(const std::vector<Ring>& rings, double Point::*axis) {
    const double at = middle(rings, axis);
    std::array<std::vector<Ring>, 2> result;
    for (const std::size_t i : {0u, 1u}) {
        const double towards = i == 0 ? -1 : 1;
        for (const Ring& ring : rings) {
            Ring part;
            cut(
                ring, [&](Point p) { return towards * (p.*axis - at); }, part);
            if (part.size() > 2 && signed_area(part) != 0) result.at(i).push_back(std::move(part));
        }
    }
    return result;
}

// A cut across the teeth of a comb makes more corners than it parts; then the area stays whole.
void divide(std::vector<Ring> rings, int depth, std::vector<Tile>& out) {
    const std::size_t all = corners(rings);
    if (all == 0) return;
    if (all > most_corners && depth < deepest) {
        std::array axes{&Point::x, &Point::y};
        if (depth % 2 == 1) std::swap(axes[0], axes[1]);
        for (double Point::*const axis : axes) {
            auto [low, high] = halves(rings, axis);
            const auto parts = static_cast<double>(corners(low) + corners(high));
            const auto larger = static_cast<double>(std::max(corners(low), corners(high)));
            if (parts > 1.25 * static_cast<double>(all) + 8 || larger > 0.8 * static_cast<double>(all))
                continue;
            divide(std::move(low), depth + 1, out);
            return divide(std::move(high), depth + 1, out);
        }
    }
    finish(std::move(rings), out);
}

double distance_squared(Point p, Point a, Point b) {
    const Point along{b.x - a.x, b.y - a.y};
    const double length = along.x * along.x + along.y * along.y;
    const double t = length > 0 ? ((p.x - a.x) * along.x + (p.y - a.y) * along.y) / length : 0;
    const double s = std::clamp(t, 0.0, 1.0);
    const double dx = a.x + s * along.x - p.x;
    const double dy = a.y + s * along.y - p.y;
    return dx * dx + dy * dy;
}

}  // namespace

std::vector<Tile> tiles_of(const core::MultiPolygon& area) {
    std::vector<Tile> tiles;
    for (const core::Polygon& polygon : area) {
        std::vector<Ring> rings;
        for (const Ring& closed : polygon.rings) {
            Ring ring = closed;
            if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
            const bool is_shell = &closed == &polygon.rings.front();
            if (ring.size() < 3) {
                if (is_shell) break;
                continue;
            }
            if ((signed_area(ring) > 0) != is_shell) std::reverse(ring.begin(), ring.end());
            rings.push_back(std::move(ring));
        }
        divide(std::move(rings), 0, tiles);
    }
    return tiles;
}

double area_of(const Tile& tile) {
    double sum = 0;
    for (const Ring& ring : tile.rings) sum += signed_area(ring);
    return sum;
}

double shared_area(const Tile& a, const Tile& b) {
    if (a.convex) return area_within(b.rings, a.rings[0]);
    if (b.convex) return area_within(a.rings, b.rings[0]);
    double sum = 0;
    for (const Ring& ring : a.rings) {
        for (std::size_t i = 2; i < ring.size(); ++i) {
            std::array<Point, 3> triangle{ring[0], ring[i - 1], ring[i]};
            const double turn = cross(triangle[0], triangle[1], triangle[2]);
            if (turn == 0) continue;
            if (turn < 0) std::swap(triangle[1], triangle[2]);
            sum += (turn < 0 ? -1 : 1) * area_within(b.rings, triangle);
        }
    }
    return sum;
}

bool is_near(const Tile& tile, Point point, double within) {
    bool inside = false;
    for (const Ring& ring : tile.rings) {
        Point a = ring.back();
        for (const Point b : ring) {
            if (distance_squared(point, a, b) <= within * within) return true;
            if ((a.y > point.y) != (b.y > point.y) && (cross(a, b, point) > 0) == (b.y > a.y))
                inside = !inside;
            a = b;
        }
    }
    return inside;
}

}  // namespace mallctl::plan
