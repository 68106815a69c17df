#include "plan/repair/inspect.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "plan/repair/edges.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

using core::MultiPolygon;
using core::Point;
using core::Polygon;
using core::Ring;

// Beyond these it is left to GEOS, whose index does not mind.
constexpr std::size_t most_holes = 16;
constexpr std::size_t most_parts = 16;

// A ring whose area is less than this share of what its edges span may enclose nothing, or cancel out.
constexpr double least_share = 1e-9;

bool is_inside(const Ring& ring, Point point) {
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1];
        const Point b = ring[i];
        if ((a.y > point.y) == (b.y > point.y)) continue;
        const double cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
        if ((cross > 0) == (b.y > a.y)) inside = !inside;
    }
    return inside;
}

void inspect_ring(const Ring& ring, bool shell, const Scale& scale, Faults& faults) {
    if (ring.size() < 4 || ring.front() != ring.back()) {
        faults.broken = true;
        return;
    }
    const Point origin = ring.front();
    double twice = 0;
    double span = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const double dx = (ring[i].x - ring[i - 1].x) * scale.x;
        const double dy = (ring[i].y - ring[i - 1].y) * scale.y;
        faults.repeats |= dx * dx + dy * dy < repeated_m * repeated_m;
        const double part = (ring[i - 1].x - origin.x) * (ring[i].y - origin.y) -
                            (ring[i].x - origin.x) * (ring[i - 1].y - origin.y);
        twice += part;
        span += std::abs(part);
    }
    // Also true where a coordinate is no number.
    if (!std::isfinite(twice)) {
        faults.broken = true;
        return;
    }
    faults.misoriented |= (twice < 0) == shell;
    // A square millimetre: see least_area_m2 in mend.cpp, which has the last word.
    faults.suspicious |= std::abs(twice) < span * least_share || scale.square_metres(std::abs(twice)) < 4e-6;
}

bool boxes_touch(const core::Box& a, const core::Box& b) {
    return a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y;
}

core::Box box_of_ring(const Ring& ring) {
    core::Box box{ring.front(), ring.front()};
    for (const Point& p : ring) {
        box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
        box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    return box;
}

// Rings that do not touch are well nested when every hole lies in the shell and none in another.
bool is_well_nested(const Polygon& polygon) {
    if (polygon.rings.size() > most_holes + 1) return false;
    std::vector<core::Box> holes;
    for (std::size_t i = 1; i < polygon.rings.size(); ++i) {
        if (!is_inside(polygon.rings.front(), polygon.rings[i].front())) return false;
        const core::Box box = box_of_ring(polygon.rings[i]);
        for (const core::Box& other : holes) {
            if (boxes_touch(box, other)) return false;
        }
        holes.push_back(box);
    }
    return true;
}

bool parts_are_apart(const MultiPolygon& area) {
    if (area.size() > most_parts) return false;
    std::vector<core::Box> boxes;
    for (const Polygon& part : area) {
        const core::Box box = box_of_ring(part.rings.front());
        for (const core::Box& other : boxes) {
            if (boxes_touch(box, other)) return false;
        }
        boxes.push_back(box);
    }
    return true;
}

}  // namespace

Faults inspect(const MultiPolygon& area, const Scale& scale) {
    Faults faults;
    for (const Polygon& polygon : area) {
        faults.broken |= polygon.rings.empty();
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
            inspect_ring(polygon.rings[i], i == 0, scale, faults);
        }
    }
    if (faults.broken || faults.suspicious) return faults;
    faults.suspicious = !std::all_of(area.begin(), area.end(), [](const Polygon& polygon) {
        return surely_apart(polygon) && (polygon.rings.size() == 1 || is_well_nested(polygon));
    });
    if (!faults.suspicious && area.size() > 1) faults.suspicious = !parts_are_apart(area);
    return faults;
}

double twice_signed_area(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        twice += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
                 (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    }
    return twice;
}

}  // namespace mallctl::plan
