#include "nav/space/floor.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace mallctl::nav {

namespace {

// Counter-clockwise order of directions seen from `base`: 0 at base itself, then ascending.
bool turns_less(Mm base, Mm a, Mm b) {
    const auto half = [&](Mm d) {
        const std::int64_t turn = cross(base, d);
        if (turn == 0) return dot(base, d) > 0 ? 0 : 2;
        return turn > 0 ? 1 : 3;
    };
    if (half(a) != half(b)) return half(a) < half(b);
    return cross(a, b) > 0;
}

bool strictly_between(Mm a, Mm b, Mm p) {
    return dot(p - a, b - a) > 0 && dot(p - b, a - b) > 0;
}

bool on_segment(const Edge& edge, Mm p) {
    return side(edge.a, edge.b, p) == 0 && dot(p - edge.a, edge.b - edge.a) >= 0 &&
           dot(p - edge.b, edge.a - edge.b) >= 0;
}

int sign(std::int64_t value) {
    return (value > 0) - (value < 0);
}

// Does a ray from p towards +x cross the edge? Half-open in y, so that a vertex counts once.
bool ray_crosses(const Edge& edge, Mm p) {
    if ((edge.a.y > p.y) == (edge.b.y > p.y)) return false;
    const std::int64_t turn = side(edge.a, edge.b, p);
    return edge.b.y > edge.a.y ? turn > 0 : turn < 0;
}

bool is_outer(const MmRing& ring) {
    double doubled_area = 0;
    for (std::size_t k = 1; k + 1 < ring.size(); ++k)
        doubled_area += static_cast<double>(side(ring[0], ring[k], ring[k + 1]));
    return doubled_area > 0;
}

// Of two edges that cross a ray towards +x and not each other: is `a` met first? Where they meet on the ray,
// just above it.
bool is_left_of(const Edge& a, const Edge& b) {
    const auto [a_low, a_high] = a.a.y < a.b.y ? std::pair(a.a, a.b) : std::pair(a.b, a.a);
    const auto [b_low, b_high] = b.a.y < b.b.y ? std::pair(b.a, b.b) : std::pair(b.b, b.a);
    if (b_low.y >= a_low.y) {
        if (const std::int64_t turn = side(a_low, a_high, b_low); turn != 0) return turn < 0;
        return side(a_low, a_high, b_high) < 0;
    }
    const std::int64_t turn = side(b_low, b_high, a_low);
    return turn > 0;
}

double crossing_x(const Edge& edge, std::int64_t y) {
    const Mm d = edge.b - edge.a;
    return static_cast<double>(edge.a.x) +
           static_cast<double>(y - edge.a.y) * static_cast<double>(d.x) / static_cast<double>(d.y);
}

}  // namespace

bool Wedge::contains(Mm direction) const {
    const std::int64_t opening = cross(first, last);
    if (opening > 0) return cross(first, direction) >= 0 && cross(direction, last) >= 0;
    if (opening == 0 && dot(first, last) < 0) return cross(first, direction) >= 0;
    // Wider than a half turn: all but the solid wedge from last to first. (A wedge without solid is a full
    // turn.)
    return opening == 0 || !(cross(last, direction) > 0 && cross(direction, first) > 0);
}

bool Spot::can_leave(Mm direction) const {
    return wedges.empty() ||
           std::any_of(wedges.begin(), wedges.end(), [&](const Wedge& w) { return w.contains(direction); });
}

Floor::Floor(std::vector<MmRing> rings) : rings_(std::move(rings)) {
    std::uint32_t piece = 0;
    for (std::uint32_t r = 0; r < rings_.size(); ++r) {
        const MmRing& ring = rings_[r];
        if (is_outer(ring)) piece = r;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            edges_.push_back({ring[i], ring[(i + 1) % ring.size()]});
            piece_.push_back(piece);
        }
    }
    grid_ = EdgeGrid(edges_);
    collect_vertices();
}

// Pairs each edge that leaves a vertex with the edge that enters it next counter-clockwise: between the two
// is free.
void Floor::collect_vertices() {
    struct Fan {
        std::vector<Mm> leaving;
        std::vector<Mm> entering;  // seen from the vertex, that is reversed
    };
    std::map<Mm, Fan> fans;
    for (const Edge& edge : edges_) {
        fans[edge.a].leaving.push_back(edge.b - edge.a);
        fans[edge.b].entering.push_back(edge.a - edge.b);
    }
    for (auto& [point, fan] : fans) {
        Vertex vertex{point, {}};
        std::sort(fan.leaving.begin(), fan.leaving.end());
        for (const Mm first : fan.leaving) {
            const auto last = std::min_element(fan.entering.begin(), fan.entering.end(),
                                               [&](Mm a, Mm b) { return turns_less(first, a, b); });
            vertex.wedges.push_back({first, *last});
            if (vertex.wedges.back().is_reflex()) corners_.push_back({point, vertex.wedges.back()});
        }
        vertices_.push_back(std::move(vertex));
    }
    for (const Edge& edge : edges_) {
        start_vertex_.push_back(static_cast<std::uint32_t>(vertex_at(edge.a) - vertices_.data()));
    }
}

const Floor::Vertex* Floor::vertex_at(Mm point) const {
    const auto found = std::lower_bound(vertices_.begin(), vertices_.end(), point,
                                        [](const Vertex& vertex, Mm p) { return vertex.point < p; });
    return found != vertices_.end() && found->point == point ? &*found : nullptr;
}

std::optional<std::uint32_t> Floor::edge_under(Mm point) const {
    std::optional<std::uint32_t> found;
    grid_.visit_along(point, point, [&](std::uint32_t index) {
        if (on_segment(edges_[index], point) && (!found || index < *found)) found = index;
        return true;
    });
    return found;
}

std::optional<std::uint32_t> Floor::edge_right_of(Mm point) const {
    std::optional<std::uint32_t> first;
    grid_.visit_ray(
        point,
        [&](std::uint32_t index) {
            if (ray_crosses(edges_[index], point) && (!first || is_left_of(edges_[index], edges_[*first])))
                first = index;
        },
        [&](std::int64_t x) {
            return first && crossing_x(edges_[*first], point.y) < static_cast<double>(x) - 1;
        });
    return first;
}

Spot Floor::locate(Mm point) const {
    if (const Vertex* vertex = vertex_at(point)) return {point, true, vertex->wedges};
    if (const auto edge = edge_under(point)) {
        const Mm along = edges_[*edge].b - edges_[*edge].a;
        return {point, true, {{along, -along}}};
    }
    // Free space lies to the left of the rings: of an upward edge, where the point is.
    const auto edge = edge_right_of(point);
    return {point, edge && edges_[*edge].b.y > edges_[*edge].a.y, {}};
}

bool Floor::sees(const Spot& a, const Spot& b) const {
    if (a.point == b.point) return true;
    const Mm direction = b.point - a.point;
    if (!a.can_leave(direction) || !b.can_leave(-direction)) return false;
    return grid_.visit_along(a.point, b.point, [&](std::uint32_t index) {
        const Edge& edge = edges_[index];
        const int start = sign(side(a.point, b.point, edge.a));
        if (start * sign(side(a.point, b.point, edge.b)) < 0) {
            return sign(side(edge.a, edge.b, a.point)) * sign(side(edge.a, edge.b, b.point)) >= 0;
        }
        if (start != 0 || !strictly_between(a.point, b.point, edge.a)) return true;
        const std::vector<Wedge>& wedges = vertices_[start_vertex_[index]].wedges;
        return std::any_of(wedges.begin(), wedges.end(), [&](const Wedge& wedge) {
            return wedge.contains(direction) && wedge.contains(-direction);
        });
    });
}

std::optional<Mm> Floor::nearest(Mm point, double limit_m) const {
    if (locate(point).free) return point;
    const Edge* closest = nullptr;
    double least = limit_m * 1000;
    core::Point foot;
    const auto measure = [&](std::uint32_t index) {
        const Edge& edge = edges_[index];
        const Mm along = edge.b - edge.a;
        const double squared = static_cast<double>(dot(along, along));
        const double t = squared > 0
                             ? std::clamp(static_cast<double>(dot(point - edge.a, along)) / squared, 0.0, 1.0)
                             : 0.0;
        const core::Point at{static_cast<double>(edge.a.x) + t * static_cast<double>(along.x),
                             static_cast<double>(edge.a.y) + t * static_cast<double>(along.y)};
        const double distance =
            std::hypot(at.x - static_cast<double>(point.x), at.y - static_cast<double>(point.y));
        // Of equally near ones the first, in whichever order they are visited.
        if (distance < least || (distance == least && (closest == nullptr || &edge < closest))) {
            least = distance;
            closest = &edge;
            foot = at;
        }
    };
    const auto reach = static_cast<std::int64_t>(std::ceil(std::min(least, 2.0 * farthest_mm)));
    grid_.visit_box({point.x - reach, point.y - reach}, {point.x + reach, point.y + reach}, measure);
    if (closest == nullptr) return std::nullopt;
    // The foot is seldom on the grid: the nearest grid point that is free, else (in a spike) an end of the
    // edge.
    const Mm centre{std::llround(foot.x), std::llround(foot.y)};
    std::vector<Mm> candidates;
    for (std::int64_t dx = -2; dx <= 2; ++dx) {
        for (std::int64_t dy = -2; dy <= 2; ++dy) candidates.push_back({centre.x + dx, centre.y + dy});
    }
    const auto off = [&](Mm p) {
        return std::hypot(static_cast<double>(p.x) - foot.x, static_cast<double>(p.y) - foot.y);
    };
    std::stable_sort(candidates.begin(), candidates.end(), [&](Mm a, Mm b) { return off(a) < off(b); });
    for (const Mm candidate : candidates) {
        if (locate(candidate).free) return candidate;
    }
    return off(closest->a) <= off(closest->b) ? closest->a : closest->b;
}

std::optional<std::uint32_t> Floor::piece_of(Mm point) const {
    if (const auto edge = edge_under(point)) return piece_[*edge];
    const auto edge = edge_right_of(point);
    if (!edge || edges_[*edge].b.y <= edges_[*edge].a.y) return std::nullopt;
    return piece_[*edge];
}

}  // namespace mallctl::nav
