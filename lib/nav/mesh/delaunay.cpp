#include "nav/mesh/delaunay.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::nav {

namespace {

// Products of four coordinates. __extension__: the type is not ISO C++.
__extension__ using Wide = __int128;

constexpr std::uint32_t next(std::uint32_t i) {
    return i == 2 ? 0 : i + 1;
}
constexpr std::uint32_t previous(std::uint32_t i) {
    return i == 0 ? 2 : i - 1;
}

// Is d inside the circle through a, b, c, which are counter-clockwise?
bool in_circle(Mm a, Mm b, Mm c, Mm d) {
    const Mm u = a - d;
    const Mm v = b - d;
    const Mm w = c - d;
    return Wide{dot(u, u)} * cross(v, w) + Wide{dot(v, v)} * cross(w, u) + Wide{dot(w, w)} * cross(u, v) > 0;
}

}  // namespace

Delaunay::Delaunay(const std::vector<Position>& points, const std::vector<std::uint32_t>& order)
    : first_of_frame_(static_cast<std::uint32_t>(points.size())) {
    points_.reserve(points.size() + 4);
    for (const Position point : points) points_.push_back(point.mm());
    face_of_.assign(points.size() + 4, none);
    faces_.reserve(2 * points.size() + 2);
    enclose();
    for (const std::uint32_t vertex : order) insert(vertex);
}

// Two triangles, well away from the points.
void Delaunay::enclose() {
    Mm min{farthest_mm, farthest_mm};
    Mm max{-farthest_mm, -farthest_mm};
    for (const Mm point : points_) {
        min = {std::min(min.x, point.x), std::min(min.y, point.y)};
        max = {std::max(max.x, point.x), std::max(max.y, point.y)};
    }
    const std::int64_t margin = 1000 + (max.x - min.x + max.y - min.y) / 4;
    min = {min.x - margin, min.y - margin};
    max = {max.x + margin, max.y + margin};
    const std::uint32_t f = first_of_frame_;
    points_.insert(points_.end(), {min, {max.x, min.y}, max, {min.x, max.y}});
    faces_.push_back({{f, f + 1, f + 2}, {none, 1, none}, {}});
    faces_.push_back({{f, f + 2, f + 3}, {none, none, 0}, {}});
    own_vertices(0);
    own_vertices(1);
}

void Delaunay::own_vertices(std::uint32_t face) {
    for (const std::uint32_t vertex : faces_[face].vertex) face_of_[vertex] = face;
}

// Sets the other side of an edge, and on that side `face` in place of `old`.
void Delaunay::link(std::uint32_t face, std::uint32_t edge, std::uint32_t other, std::uint32_t old) {
    faces_[face].across[edge] = other;
    if (other == none) return;
    for (std::uint32_t& back : faces_[other].across) {
        if (back == old) {
            back = face;
            return;
        }
    }
}

// Walks from face to face towards the point: it ends, because the faces are Delaunay as long as points come.
std::uint32_t Delaunay::face_at(Mm point) const {
    std::uint32_t face = last_;
    for (;;) {
        const Face& here = faces_[face];
        std::uint32_t i = 0;
        while (i < 3 && side(at(here.vertex[next(i)]), at(here.vertex[previous(i)]), point) >= 0) ++i;
        if (i == 3) return face;
        face = here.across[i];
    }
}

void Delaunay::insert(std::uint32_t vertex) {
    const Mm point = at(vertex);
    const std::uint32_t face = face_at(point);
    std::uint32_t on = 3;
    for (std::uint32_t i = 0; i < 3; ++i) {
        const Face& here = faces_[face];
        if (side(at(here.vertex[next(i)]), at(here.vertex[previous(i)]), point) == 0) on = i;
    }
    if (on == 3) {
        split_face(face, vertex);
    } else {
        split_edge(face, on, vertex);
    }
    settle(vertex);
    last_ = face_of_[vertex];
}

// In three; the new vertex comes first in each.
void Delaunay::split_face(std::uint32_t face, std::uint32_t vertex) {
    const Face old = faces_[face];
    const auto second = static_cast<std::uint32_t>(faces_.size());
    const std::uint32_t third = second + 1;
    const auto [a, b, c] = old.vertex;
    faces_[face] = {{vertex, a, b}, {none, second, third}, {}};
    faces_.push_back({{vertex, b, c}, {none, third, face}, {}});
    faces_.push_back({{vertex, c, a}, {none, face, second}, {}});
    link(face, 0, old.across[2], face);
    link(second, 0, old.across[0], face);
    link(third, 0, old.across[1], face);
    for (const std::uint32_t f : {face, second, third}) {
        own_vertices(f);
        unsettled_.push_back(f);
    }
}

// The faces on both sides of the edge in two each; the new vertex comes first in each.
void Delaunay::split_edge(std::uint32_t face, std::uint32_t edge, std::uint32_t vertex) {
    const Face near = faces_[face];
    const std::uint32_t other = near.across[edge];
    const Face far = faces_[other];
    const std::uint32_t top = near.vertex[edge];
    const std::uint32_t a = near.vertex[next(edge)];
    const std::uint32_t b = near.vertex[previous(edge)];
    const std::uint32_t bottom = far.vertex[next(far.index_of(a))];
    const auto third = static_cast<std::uint32_t>(faces_.size());
    const std::uint32_t fourth = third + 1;
    const std::uint32_t top_a = near.across[previous(edge)];
    const std::uint32_t top_b = near.across[next(edge)];
    const std::uint32_t bottom_a = far.across[far.index_of(b)];
    const std::uint32_t bottom_b = far.across[far.index_of(a)];
    faces_[face] = {{vertex, top, a}, {none, other, fourth}, {}};
    faces_[other] = {{vertex, a, bottom}, {none, third, face}, {}};
    faces_.push_back({{vertex, bottom, b}, {none, fourth, other}, {}});
    faces_.push_back({{vertex, b, top}, {none, face, third}, {}});
    link(face, 0, top_a, face);
    link(other, 0, bottom_a, other);
    link(third, 0, bottom_b, other);
    link(fourth, 0, top_b, face);
    for (const std::uint32_t f : {face, other, third, fourth}) {
        own_vertices(f);
        unsettled_.push_back(f);
    }
}

// Lawson's flips around a new vertex.
void Delaunay::settle(std::uint32_t vertex) {
    while (!unsettled_.empty()) {
        const std::uint32_t face = unsettled_.back();
        unsettled_.pop_back();
        const std::uint32_t edge = faces_[face].index_of(vertex);
        if (!is_bad(face, edge)) continue;
        const std::uint32_t other = faces_[face].across[edge];
        flip(face, edge);
        unsettled_.push_back(face);
        unsettled_.push_back(other);
    }
}

bool Delaunay::is_bad(std::uint32_t face, std::uint32_t edge) const {
    const Face& here = faces_[face];
    if (here.across[edge] == none || here.fixed[edge]) return false;
    const Face& there = faces_[here.across[edge]];
    const std::uint32_t opposite = next(there.index_of(here.vertex[next(edge)]));
    return in_circle(at(here.vertex[0]), at(here.vertex[1]), at(here.vertex[2]), at(there.vertex[opposite]));
}

// Replaces the edge by the other diagonal of the two faces. The vertex opposite the edge comes first in both.
void Delaunay::flip(std::uint32_t face, std::uint32_t edge) {
    const Face near = faces_[face];
    const std::uint32_t other = near.across[edge];
    const Face far = faces_[other];
    const std::uint32_t p = near.vertex[edge];
    const std::uint32_t a = near.vertex[next(edge)];
    const std::uint32_t b = near.vertex[previous(edge)];
    const std::uint32_t far_a = far.index_of(a);
    const std::uint32_t far_b = far.index_of(b);
    const std::uint32_t q = far.vertex[next(far_a)];
    faces_[face] = {{p, a, q}, {none, other, none}, {far.fixed[far_b], false, near.fixed[previous(edge)]}};
    faces_[other] = {{p, q, b}, {none, none, face}, {far.fixed[far_a], near.fixed[next(edge)], false}};
    link(face, 0, far.across[far_b], other);
    link(face, 2, near.across[previous(edge)], face);
    link(other, 0, far.across[far_a], other);
    link(other, 1, near.across[next(edge)], face);
    own_vertices(face);
    own_vertices(other);
}

std::pair<std::uint32_t, std::uint32_t> Delaunay::find_edge(std::uint32_t a, std::uint32_t b) const {
    if (in_frame(a)) {
        // Faces lie all around points only: from the other end.
        const auto [behind, j] = in_frame(b) ? std::pair{none, 0U} : find_edge(b, a);
        const std::uint32_t face = behind == none ? none : faces_[behind].across[previous(j)];
        return {face, face == none ? 0 : faces_[face].index_of(a)};
    }
    const std::uint32_t start = face_of_[a];
    for (std::uint32_t face = start; face != none;) {
        const std::uint32_t i = faces_[face].index_of(a);
        if (faces_[face].vertex[next(i)] == b) return {face, i};
        face = faces_[face].across[next(i)];
        if (face == start) break;
    }
    return {none, 0};
}

void Delaunay::mark_fixed(std::uint32_t a, std::uint32_t b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
        const auto [face, i] = find_edge(from, to);
        if (face != none) faces_[face].fixed[previous(i)] = true;
    }
}

void Delaunay::fix(std::uint32_t a, std::uint32_t b) {
    while (a != b) a = fix_to_next(a, b);
}

// As far as the first point on the line: returns it.
std::uint32_t Delaunay::fix_to_next(std::uint32_t a, std::uint32_t b) {
    const Mm from = at(a);
    const Mm to = at(b);
    std::uint32_t face = face_of_[a];
    std::uint32_t right = none;
    std::uint32_t left = none;
    for (;; face = faces_[face].across[next(faces_[face].index_of(a))]) {
        const std::uint32_t i = faces_[face].index_of(a);
        right = faces_[face].vertex[next(i)];
        left = faces_[face].vertex[previous(i)];
        const std::int64_t turn = side(from, to, at(right));
        if (turn == 0 && dot(to - from, at(right) - from) > 0) {
            mark_fixed(a, right);
            return right;
        }
        if (turn < 0 && side(from, to, at(left)) > 0) break;
    }
    std::vector<Edge> crossing;
    std::uint32_t end = none;
    for (std::uint32_t edge = faces_[face].index_of(a); end == none;) {
        if (faces_[face].fixed[edge]) {
            throw core::Error(core::Fault::failed, "the boundary of free space crosses itself",
                              "report this with the plan: outlines are noded before they are triangulated");
        }
        crossing.push_back({right, left});
        face = faces_[face].across[edge];
        const std::uint32_t apex = faces_[face].vertex[next(faces_[face].index_of(right))];
        const std::int64_t turn = side(from, to, at(apex));
        if (turn == 0) end = apex;
        edge = faces_[face].index_of(turn > 0 ? left : right);
        (turn > 0 ? left : right) = apex;
    }
    swap_away(a, end, crossing);
    mark_fixed(a, end);
    return end;
}

// Swaps the edges that cross the line from a to b. The vertex farthest to the left (of several the one
// nearest to a) sheds its edges first: one of them is always the diagonal of a convex quadrilateral, else its
// fan would end above the line everywhere; and each swap takes one from it, so that this ends.
void Delaunay::swap_away(std::uint32_t a, std::uint32_t b, std::vector<Edge>& crossing) {
    while (!crossing.empty()) {
        const Mm along = at(b) - at(a);
        const auto place = [&](const Edge& edge) {
            const Mm left = at(edge.left) - at(a);
            return std::pair(cross(along, left), -dot(along, left));
        };
        const auto farthest =
            std::max_element(crossing.begin(), crossing.end(),
                             [&](const Edge& e, const Edge& f) { return place(e) < place(f); });
        const std::uint32_t shedding = farthest->left;
        for (auto edge = crossing.begin(); edge != crossing.end(); ++edge) {
            if (edge->left != shedding) continue;
            const auto [face, i] = find_edge(edge->right, edge->left);
            const std::uint32_t p = faces_[face].vertex[previous(i)];
            const auto [other, j] = find_edge(edge->left, edge->right);
            const std::uint32_t q = faces_[other].vertex[previous(j)];
            // p lies to the left of the edge, that is towards a; q towards b.
            if (side(at(p), at(q), at(edge->left)) <= 0 || side(at(p), at(q), at(edge->right)) >= 0) continue;
            flip(face, previous(i));
            const std::int64_t p_off = side(at(a), at(b), at(p));
            const std::int64_t q_off = side(at(a), at(b), at(q));
            if ((p_off < 0 && q_off > 0) || (p_off > 0 && q_off < 0)) {
                *edge = p_off < 0 ? Edge{p, q} : Edge{q, p};
            } else {
                if (p_off != 0 || q_off != 0) swapped_.emplace_back(p, q);
                crossing.erase(edge);
            }
            break;
        }
    }
}

void Delaunay::restore() {
    while (!swapped_.empty()) {
        const auto [a, b] = swapped_.back();
        swapped_.pop_back();
        const auto [face, i] = find_edge(a, b);
        if (face == none || !is_bad(face, previous(i))) continue;
        const auto [other, j] = find_edge(b, a);
        const std::uint32_t p = faces_[face].vertex[previous(i)];
        const std::uint32_t q = faces_[other].vertex[previous(j)];
        flip(face, previous(i));
        swapped_.insert(swapped_.end(), {{a, p}, {p, b}, {b, q}, {q, a}});
    }
}

}  // namespace mallctl::nav
