#include "nav/query/closed/closed_area.hpp"

#include <algorithm>

namespace mallctl::nav {

namespace {

// For a point on the line through a and b: does it lie between them, or on one of them?
bool is_between(Mm a, Mm b, Mm point) {
    return dot(a - point, b - point) <= 0;
}

bool on_both_sides(std::int64_t one, std::int64_t other) {
    return (one > 0 && other < 0) || (one < 0 && other > 0);
}

// Whether the line from a to b enters the area at the outline's edge that begins at `vertex`, or at that
// vertex: into the area a line comes across an edge, past a vertex, or from an end on the outline.
bool enters_at(const ClosedArea::Vertex& vertex, Mm a, Mm b) {
    const Mm c = vertex.at;
    const Mm d = vertex.after;
    const std::int64_t of_c = side(a, b, c);
    const std::int64_t of_d = side(a, b, d);
    if ((of_c > 0 && of_d > 0) || (of_c < 0 && of_d < 0)) return false;
    const std::int64_t of_a = side(c, d, a);
    const std::int64_t of_b = side(c, d, b);
    if (on_both_sides(of_c, of_d) && on_both_sides(of_a, of_b)) return true;
    if (of_c == 0 && is_between(a, b, c)) {
        if ((c != b && vertex.leads_inside(b - c)) || (c != a && vertex.leads_inside(a - c))) return true;
    }
    const auto inside_the_edge = [&](Mm end) { return end != c && end != d && is_between(c, d, end); };
    return (of_a == 0 && of_b > 0 && inside_the_edge(a)) || (of_b == 0 && of_a > 0 && inside_the_edge(b));
}

}  // namespace

bool ClosedArea::Vertex::is_grazed_from(Mm other) const {
    return !on_both_sides(side(other, at, before), side(other, at, after));
}

bool ClosedArea::Vertex::leads_inside(Mm direction) const {
    const Mm first = after - at;  // the closed angle is counter-clockwise from here
    const Mm last = before - at;
    const std::int64_t turn = cross(first, last);
    if (turn > 0) return cross(first, direction) > 0 && cross(direction, last) > 0;
    if (turn == 0) return cross(first, direction) > 0;
    return !(cross(last, direction) >= 0 && cross(direction, first) >= 0);
}

ClosedArea::ClosedArea(const std::vector<MmRing>& rings) {
    for (const MmRing& ring : rings) {
        const std::size_t size = ring.size();
        for (std::size_t i = 0; i < size; ++i) {
            vertices_.push_back({ring[(i + size - 1) % size], ring[i], ring[(i + 1) % size]});
        }
    }
    if (vertices_.empty()) return;
    low_ = high_ = vertices_.front().at;
    for (const Vertex& vertex : vertices_) {
        low_ = {std::min(low_.x, vertex.at.x), std::min(low_.y, vertex.at.y)};
        high_ = {std::max(high_.x, vertex.at.x), std::max(high_.y, vertex.at.y)};
    }
}

bool ClosedArea::is_near(Mm a, Mm b) const {
    return !vertices_.empty() && std::max(a.x, b.x) >= low_.x && std::min(a.x, b.x) <= high_.x &&
           std::max(a.y, b.y) >= low_.y && std::min(a.y, b.y) <= high_.y;
}

bool ClosedArea::holds(Mm point) const {
    if (!is_near(point, point)) return false;
    bool inside = false;
    for (const Vertex& vertex : vertices_) {
        const Mm a = vertex.at;
        const Mm b = vertex.after;
        const std::int64_t where = side(a, b, point);
        if (where == 0 && is_between(a, b, point)) return false;
        // A ray to the east meets the edge.
        if ((a.y > point.y) != (b.y > point.y) && (b.y > a.y) == (where > 0)) inside = !inside;
    }
    return inside;
}

bool ClosedArea::cuts(Mm a, Mm b) const {
    if (!is_near(a, b)) return false;
    for (const Vertex& vertex : vertices_) {
        if (enters_at(vertex, a, b)) return true;
    }
    return holds(a);  // all of the line is inside, or nothing
}

double ClosedArea::first_cut(Mm a, Mm b) const {
    if (holds(a)) return 0;
    double first = 1;
    for (const Vertex& vertex : vertices_) {
        if (!enters_at(vertex, a, b)) continue;
        const auto from_a = static_cast<double>(side(vertex.at, vertex.after, a));
        const auto from_b = static_cast<double>(side(vertex.at, vertex.after, b));
        first = std::min(first, from_a == from_b ? 0 : std::clamp(from_a / (from_a - from_b), 0.0, 1.0));
    }
    return first;
}

}  // namespace mallctl::nav
