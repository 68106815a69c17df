#include "plan/repair/edges.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mallctl::plan {

namespace {

using core::Point;
using core::Polygon;
using core::Ring;

// Up to so many edges every pair is looked at: sorting would take longer.
constexpr std::size_t few_edges = 24;

// -1, 0 or 1; 0 also where the sign is not certain.
int side(Point a, Point b, Point c) {
    constexpr double bound = 3.3306690738754716e-16;
    const double left = (b.x - a.x) * (c.y - a.y);
    const double right = (b.y - a.y) * (c.x - a.x);
    const double det = left - right;
    const double error = bound * (std::abs(left) + std::abs(right));
    return det > error ? 1 : det < -error ? -1 : 0;
}

bool may_touch(Point a, Point b, Point c, Point d) {
    if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
        std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
        return false;
    }
    return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

// Of edges a-b and b-c: true where the second may run back over the first.
bool may_fold_back(Point a, Point b, Point c) {
    const double dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
    return dot <= 0 && side(a, b, c) == 0;
}

bool folds_back(const Ring& ring) {
    const std::size_t edges = ring.size() - 1;
    for (std::size_t i = 1; i < edges; ++i) {
        if (may_fold_back(ring[i - 1], ring[i], ring[i + 1])) return true;
    }
    return may_fold_back(ring[edges - 1], ring[0], ring[1]);
}

bool small_ring_apart(const Ring& ring) {
    const std::size_t edges = ring.size() - 1;
    for (std::size_t i = 0; i + 2 < edges; ++i) {
        // The last edge is the first one's neighbour.
        const std::size_t end = i == 0 ? edges - 1 : edges;
        for (std::size_t j = i + 2; j < end; ++j) {
            if (may_touch(ring[i], ring[i + 1], ring[j], ring[j + 1])) return false;
        }
    }
    return true;
}

struct Edge {
    Point a;
    Point b;
    double low = 0;  // along x
    double high = 0;
    std::size_t number = 0;
    std::size_t next = 0;  // the edge that begins where this one ends
};

void add_edges(const Ring& ring, std::vector<Edge>& edges) {
    const std::size_t first = edges.size();
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const std::size_t number = edges.size();
        edges.push_back({ring[i - 1], ring[i], std::min(ring[i - 1].x, ring[i].x),
                         std::max(ring[i - 1].x, ring[i].x), number, number + 1});
    }
    if (edges.size() > first) edges.back().next = first;
}

enum class Scan { done, stopped, gave_up };

// Shows each pair of edges that may touch to `meet` until it says false. Plane sweep along x.
template <typename Meet>
Scan scan(std::vector<Edge>& edges, std::size_t budget, Meet meet) {
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return a.low != b.low ? a.low < b.low : a.number < b.number;
    });
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Edge& one = edges[i];
        for (std::size_t j = i + 1; j < edges.size() && edges[j].low <= one.high; ++j) {
            if (budget-- == 0) return Scan::gave_up;
            const Edge& two = edges[j];
            if (one.next == two.number || two.next == one.number) continue;
            if (may_touch(one.a, one.b, two.a, two.b) && !meet()) return Scan::stopped;
        }
    }
    return Scan::done;
}

}  // namespace

bool surely_apart(const Polygon& polygon) {
    if (std::any_of(polygon.rings.begin(), polygon.rings.end(), folds_back)) return false;
    if (polygon.rings.size() == 1 && polygon.rings.front().size() <= few_edges + 1) {
        return small_ring_apart(polygon.rings.front());
    }
    std::vector<Edge> edges;
    for (const Ring& ring : polygon.rings) add_edges(ring, edges);
    const std::size_t budget = 48 * edges.size();
    return scan(edges, budget, [] { return false; }) == Scan::done;
}

std::size_t count_crossings(const core::MultiPolygon& area, std::size_t limit) {
    constexpr std::size_t most_pairs = 100'000'000;
    std::vector<Edge> edges;
    for (const Polygon& polygon : area) {
        for (const Ring& ring : polygon.rings) add_edges(ring, edges);
    }
    std::size_t found = 0;
    const Scan result = scan(edges, most_pairs, [&] { return ++found < limit; });
    return result == Scan::done ? found : limit;
}

}  // namespace mallctl::plan
