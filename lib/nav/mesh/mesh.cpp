#include "nav/mesh/mesh.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "nav/mesh/buckets.hpp"
#include "nav/mesh/delaunay.hpp"
#include "nav/mesh/fans.hpp"

namespace mallctl::nav {

namespace {

// Where a point comes on Hilbert's curve through a square of 2^16 x 2^16 (Warren 2012, "Hacker's Delight",
// section 16-1): what is near on the curve is near in the plane.
std::uint32_t hilbert_place(std::uint32_t x, std::uint32_t y) {
    std::uint32_t place = 0;
    for (std::uint32_t s = 1U << 15; s > 0; s /= 2) {
        const std::uint32_t right = (x & s) != 0 ? 1 : 0;
        const std::uint32_t up = (y & s) != 0 ? 1 : 0;
        place += s * s * ((3 * right) ^ up);
        if (up == 0) {
            if (right == 1) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return place;
}

class Curve {
  public:
    explicit Curve(const std::vector<Position>& points) {
        for (const Position point : points) {
            min_ = {std::min(min_.x, std::int64_t{point.x}), std::min(min_.y, std::int64_t{point.y})};
            max_ = {std::max(max_.x, std::int64_t{point.x}), std::max(max_.y, std::int64_t{point.y})};
        }
        while ((std::max(max_.x - min_.x, max_.y - min_.y) >> shift_) >= 1 << 16) ++shift_;
    }

    std::uint32_t place(Mm point) const {
        return hilbert_place(static_cast<std::uint32_t>((point.x - min_.x) >> shift_),
                             static_cast<std::uint32_t>((point.y - min_.y) >> shift_));
    }

  private:
    Mm min_{farthest_mm, farthest_mm};
    Mm max_{-farthest_mm, -farthest_mm};
    int shift_ = 0;
};

bool before(Position a, Position b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

using VertexEdge = std::pair<std::uint32_t, std::uint32_t>;

// The distinct points of the rings by (x, y), and the edges between them, sorted.
struct Outline {
    std::vector<Position> points;
    std::vector<VertexEdge> edges;

    explicit Outline(const std::vector<MmRing>& rings) {
        for (const MmRing& ring : rings) {
            for (const Mm point : ring) points.push_back(position(point));
        }
        std::sort(points.begin(), points.end(), before);
        points.erase(std::unique(points.begin(), points.end()), points.end());
        for (const MmRing& ring : rings) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const VertexEdge edge{find(ring[i]), find(ring[(i + 1) % ring.size()])};
                if (edge.first != edge.second) edges.push_back(edge);
            }
        }
        std::sort(edges.begin(), edges.end());
    }

  private:
    static Position position(Mm point) {
        return {static_cast<std::int32_t>(point.x), static_cast<std::int32_t>(point.y)};
    }
    std::uint32_t find(Mm point) const {
        const auto found = std::lower_bound(points.begin(), points.end(), position(point), before);
        return static_cast<std::uint32_t>(found - points.begin());
    }
};

std::vector<std::uint32_t> along(const Curve& curve, const std::vector<Position>& points) {
    std::vector<std::uint32_t> places;
    for (const Position point : points) places.push_back(curve.place(point.mm()));
    std::vector<std::uint32_t> order(points.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return places[a] < places[b]; });
    return order;
}

// The faces to the left of the edges, and all that can be walked to from there.
std::vector<bool> free_faces(const Delaunay& delaunay, const std::vector<VertexEdge>& edges) {
    std::vector<bool> free(delaunay.faces().size(), false);
    std::vector<std::uint32_t> pending;
    const auto reach = [&](std::uint32_t face) {
        if (face == none || free[face]) return;
        const auto& vertices = delaunay.faces()[face].vertex;
        if (std::any_of(vertices.begin(), vertices.end(),
                        [&](std::uint32_t v) { return delaunay.in_frame(v); }))
            return;
        free[face] = true;
        pending.push_back(face);
    };
    for (const auto& [from, to] : edges) reach(delaunay.find_edge(from, to).first);
    while (!pending.empty()) {
        const Delaunay::Face& face = delaunay.faces()[pending.back()];
        pending.pop_back();
        for (std::size_t i = 0; i < 3; ++i) {
            if (!face.fixed[i]) reach(face.across[i]);
        }
    }
    return free;
}

// The free faces as triangles between the points: numbered along the curve, each from its first vertex on.
std::vector<Triangle> free_triangles(const Delaunay& delaunay, const Outline& outline, const Curve& curve) {
    const std::vector<bool> free = free_faces(delaunay, outline.edges);
    struct Kept {
        std::uint32_t place;
        std::array<std::uint32_t, 3> vertex;
        std::array<std::uint32_t, 3> across;
        std::uint32_t face;
    };
    std::vector<Kept> kept;
    for (std::uint32_t f = 0; f < free.size(); ++f) {
        if (!free[f]) continue;
        const Delaunay::Face& face = delaunay.faces()[f];
        Kept triangle{0, face.vertex, face.across, f};
        Mm sum;
        for (std::size_t i = 0; i < 3; ++i) {
            if (face.fixed[i]) triangle.across[i] = none;
            const Mm point = outline.points[face.vertex[i]].mm();
            sum = {sum.x + point.x, sum.y + point.y};
        }
        triangle.place = curve.place({sum.x / 3, sum.y / 3});
        const auto first = std::min_element(face.vertex.begin(), face.vertex.end()) - face.vertex.begin();
        std::rotate(triangle.vertex.begin(), triangle.vertex.begin() + first, triangle.vertex.end());
        std::rotate(triangle.across.begin(), triangle.across.begin() + first, triangle.across.end());
        kept.push_back(triangle);
    }
    std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) {
        return a.place != b.place ? a.place < b.place : a.vertex < b.vertex;
    });
    std::vector<std::uint32_t> number(free.size(), none);
    for (std::uint32_t i = 0; i < kept.size(); ++i) number[kept[i].face] = i;
    std::vector<Triangle> triangles;
    for (const Kept& triangle : kept) {
        triangles.push_back({triangle.vertex, triangle.across});
        for (std::uint32_t& other : triangles.back().across) {
            if (other != none) other = number[other];
        }
    }
    return triangles;
}

// Renumbers the vertices of the triangles: corners first, none that no triangle has.
void number_vertices(const std::vector<Position>& points, FloorData& floor) {
    enum : char { unused, plain, corner };
    std::vector<char> kinds(points.size(), unused);
    for_each_fan(floor.triangles, [&](const Fan& fan) {
        const Mm centre = points[fan.vertex].mm();
        const Mm first = points[fan.first].mm() - centre;
        const bool reflex = cross(first, points[fan.last].mm() - centre) < 0;
        if (kinds[fan.vertex] != corner) kinds[fan.vertex] = reflex ? corner : plain;
    });
    std::vector<std::uint32_t> number(points.size(), none);
    floor.vertices.clear();
    for (const char kind : {corner, plain}) {
        for (std::uint32_t i = 0; i < points.size(); ++i) {
            if (kinds[i] != kind) continue;
            number[i] = static_cast<std::uint32_t>(floor.vertices.size());
            floor.vertices.push_back(points[i]);
        }
        if (kind == corner) floor.counts.corners = static_cast<std::uint32_t>(floor.vertices.size());
    }
    for (Triangle& triangle : floor.triangles) {
        for (std::uint32_t& vertex : triangle.vertex) vertex = number[vertex];
    }
}

}  // namespace

void triangulate(const std::vector<MmRing>& rings, FloorData& floor) {
    const Outline outline(rings);
    if (outline.points.size() > Cone::most_indexes) {
        throw core::Error(core::Fault::rejected,
                          "free space has " + std::to_string(outline.points.size()) +
                              " vertices, more than the " + std::to_string(Cone::most_indexes) +
                              " that a level can have",
                          "simplify the outlines of the level, or divide it into several");
    }
    const Curve curve(outline.points);
    Delaunay delaunay(outline.points, along(curve, outline.points));
    for (const auto& [from, to] : outline.edges) delaunay.fix(from, to);
    delaunay.restore();
    floor.triangles = free_triangles(delaunay, outline, curve);
    number_vertices(outline.points, floor);
    fill_buckets(floor);
}

}  // namespace mallctl::nav
