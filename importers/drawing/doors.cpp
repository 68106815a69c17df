#include "importers/drawing/doors.hpp"

#include <algorithm>
#include <cmath>

#include "importers/drawing/planar.hpp"

namespace mallctl::importers::drawing {

namespace {

constexpr double reach_m = 0.5;
constexpr double least_width_m = 0.2;
constexpr double equally_near_m = 0.01;

struct Projection {
    double from = 1;  // along the edge, 0..1
    double to = 0;
    double nearest = 0;
    double mean = 0;
};

double distance_to_segment(core::Point p, core::Point a, core::Point b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool cross(core::Point a, core::Point b, core::Point c, core::Point d) {
    const auto side = [](core::Point p, core::Point q, core::Point r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

// How the door lies to the edge from `a` to `b`.
Projection project(const std::vector<core::Point>& door, core::Point a, core::Point b) {
    Projection result;
    result.nearest = reach_m * 2;
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    for (std::size_t i = 0; i < door.size(); ++i) {
        const core::Point p = door[i];
        const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        const double distance = distance_to_segment(p, a, b);
        result.from = std::min(result.from, t);
        result.to = std::max(result.to, t);
        result.mean += distance / static_cast<double>(door.size());
        result.nearest = std::min(result.nearest, distance);
        if (i == 0) continue;
        if (door[i - 1] != p) {
            for (const core::Point end : {a, b})
                result.nearest = std::min(result.nearest, distance_to_segment(end, door[i - 1], p));
        }
        if (cross(a, b, door[i - 1], p)) result.nearest = 0;
    }
    return result;
}

struct Cut {
    double nearest = 0;
    double width = 0;
    double mean = 0;
    core::Point from;
    core::Point to;
};

bool is_better(const Cut& cut, const Cut& best) {
    if (std::abs(cut.nearest - best.nearest) > equally_near_m) return cut.nearest < best.nearest;
    if (std::abs(cut.width - best.width) > equally_near_m) return cut.width > best.width;
    return cut.mean > best.mean + equally_near_m;
}

}  // namespace

Edges::Edges(const core::MultiPolygon& areas) {
    for (const core::Polygon& area : areas) {
        for (const core::Ring& ring : area.rings) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                if (ring[i] != ring[i + 1]) edges_.push_back({ring[i], ring[i + 1]});
            }
        }
    }
}

std::optional<core::LineString> Edges::cut_by(const std::vector<core::Point>& door) const {
    if (door.empty()) return std::nullopt;
    const core::Box box = box_around(door);
    std::optional<Cut> best;
    for (const Edge& edge : edges_) {
        const core::Box edge_box = {{std::min(edge.from.x, edge.to.x), std::min(edge.from.y, edge.to.y)},
                                    {std::max(edge.from.x, edge.to.x), std::max(edge.from.y, edge.to.y)}};
        if (!touch(box, edge_box, reach_m)) continue;
        const Projection p = project(door, edge.from, edge.to);
        const double dx = edge.to.x - edge.from.x;
        const double dy = edge.to.y - edge.from.y;
        const Cut cut = {p.nearest,
                         (p.to - p.from) * std::hypot(dx, dy),
                         p.mean,
                         {edge.from.x + p.from * dx, edge.from.y + p.from * dy},
                         {edge.from.x + p.to * dx, edge.from.y + p.to * dy}};
        if (cut.nearest > reach_m || cut.width < least_width_m) continue;
        if (!best || is_better(cut, *best)) best = cut;
    }
    if (!best) return std::nullopt;
    return core::LineString{best->from, best->to};
}

std::optional<core::LineString> Edges::about(core::Point middle, double width) const {
    const Edge* nearest = nullptr;
    double least = reach_m;
    for (const Edge& edge : edges_) {
        const double distance = distance_to_segment(middle, edge.from, edge.to);
        if (distance > least || (nearest != nullptr && distance >= least)) continue;
        nearest = &edge;
        least = distance;
    }
    if (nearest == nullptr) return std::nullopt;
    const double dx = nearest->to.x - nearest->from.x;
    const double dy = nearest->to.y - nearest->from.y;
    const double length = std::hypot(dx, dy);
    const double at = ((middle.x - nearest->from.x) * dx + (middle.y - nearest->from.y) * dy) / length;
    const double from = std::clamp(at - width / 2, 0.0, std::max(0.0, length - width));
    const double to = std::min(length, from + width);
    if (to - from < least_width_m) return std::nullopt;
    return core::LineString{{nearest->from.x + from / length * dx, nearest->from.y + from / length * dy},
                            {nearest->from.x + to / length * dx, nearest->from.y + to / length * dy}};
}

}  // namespace mallctl::importers::drawing
