#include "nav/mesh/mesh.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "nav/mesh/look.hpp"
#include "nav/space/floor.hpp"
#include "tests/support/random_rings.hpp"

using namespace mallctl;
using nav::Mm;
using test::Obstacles;
using test::RandomRings;

namespace {

nav::FloorData mesh_of(const std::vector<nav::MmRing>& rings) {
    nav::FloorData floor;
    nav::triangulate(rings, floor);
    return floor;
}

std::array<Mm, 3> points_of(const nav::FloorData& floor, const nav::Triangle& triangle) {
    return {floor.vertices[triangle.vertex[0]].mm(), floor.vertices[triangle.vertex[1]].mm(),
            floor.vertices[triangle.vertex[2]].mm()};
}

std::int64_t doubled_area(const std::vector<nav::MmRing>& rings) {
    std::int64_t sum = 0;
    for (const nav::MmRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) sum += nav::cross(ring[i], ring[(i + 1) % ring.size()]);
    }
    return sum;
}

// Positive where d lies inside the circle through a, b, c. Exact: floors of tests are below 2^15 mm.
std::int64_t in_circle(Mm a, Mm b, Mm c, Mm d) {
    const Mm u = a - d;
    const Mm v = b - d;
    const Mm w = c - d;
    return nav::dot(u, u) * nav::cross(v, w) + nav::dot(v, v) * nav::cross(w, u) +
           nav::dot(w, w) * nav::cross(u, v);
}

// Triangles turn left, cover the rings' area, know their neighbours, and are Delaunay across inner edges; the
// edges of the boundary are those of the rings.
void check_mesh(const std::vector<nav::MmRing>& rings, const nav::FloorData& floor) {
    std::int64_t area = 0;
    std::multiset<std::pair<Mm, Mm>> boundary;
    for (std::uint32_t t = 0; t < floor.triangles.size(); ++t) {
        const nav::Triangle& triangle = floor.triangles[t];
        const auto points = points_of(floor, triangle);
        const std::int64_t own = nav::side(points[0], points[1], points[2]);
        REQUIRE(own > 0);
        area += own;
        for (std::size_t i = 0; i < 3; ++i) {
            const Mm from = points[(i + 1) % 3];
            const Mm to = points[(i + 2) % 3];
            if (triangle.across[i] == nav::none) {
                boundary.emplace(from, to);
                continue;
            }
            const nav::Triangle& other = floor.triangles[triangle.across[i]];
            const auto back = std::find(other.across.begin(), other.across.end(), t) - other.across.begin();
            REQUIRE(back < 3);
            const auto others = points_of(floor, other);
            const auto k = static_cast<std::size_t>(back);
            REQUIRE(others[(k + 1) % 3] == to);
            REQUIRE(others[(k + 2) % 3] == from);
            REQUIRE(in_circle(points[0], points[1], points[2], others[k]) <= 0);
        }
    }
    CHECK(area == doubled_area(rings));
    std::multiset<std::pair<Mm, Mm>> edges;
    for (const nav::MmRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) edges.emplace(ring[i], ring[(i + 1) % ring.size()]);
    }
    CHECK(boundary == edges);
}

void check_points(RandomRings& drawn, const nav::FloorData& data, int count) {
    const nav::Floor floor(drawn.rings);
    const nav::FloorView view = data.view();
    for (int i = 0; i < count; ++i) {
        const Mm a = drawn.point();
        const Mm b = drawn.point();
        INFO("from " << a.x << " " << a.y << " to " << b.x << " " << b.y);
        const nav::Spot from = floor.locate(a);
        const nav::Spot to = floor.locate(b);
        REQUIRE(nav::is_free(view, a) == from.free);
        if (from.free && to.free) REQUIRE(nav::sees(view, a, b) == floor.sees(from, to));
        for (const double limit : {0.3, 2.0, 100.0}) {
            const auto near = nav::nearest_free(view, a, limit);
            const auto expected = floor.nearest(a, limit);
            REQUIRE(near.has_value() == expected.has_value());
            if (!near) continue;
            CHECK(nav::is_free(view, *near));
            CHECK(nav::length_m(a, *near) == Approx(nav::length_m(a, *expected)).margin(0.002));
        }
    }
}

}  // namespace

TEST_CASE("a mesh is the Delaunay triangulation of its rings, and its corners are the floor's") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        for (const auto obstacles : {Obstacles::aligned, Obstacles::slanted}) {
            INFO("seed " << seed << (obstacles == Obstacles::aligned ? " aligned" : " slanted"));
            const RandomRings drawn(seed, obstacles, 5 + static_cast<int>(seed));
            const nav::FloorData mesh = mesh_of(drawn.rings);
            check_mesh(drawn.rings, mesh);
            const nav::Floor floor(drawn.rings);
            REQUIRE(mesh.counts.corners == floor.corners().size());
            for (std::size_t i = 0; i < floor.corners().size(); ++i) {
                CHECK(mesh.vertices[i].mm() == floor.corners()[i].point);
            }
        }
    }
}

TEST_CASE("points and straight lines are as free in the mesh as on the floor") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        for (const auto obstacles : {Obstacles::aligned, Obstacles::slanted}) {
            INFO("seed " << seed << (obstacles == Obstacles::aligned ? " aligned" : " slanted"));
            RandomRings drawn(seed, obstacles, 5 + static_cast<int>(seed));
            check_points(drawn, mesh_of(drawn.rings), 60);
        }
    }
}

TEST_CASE("a mesh does not depend on the order of the rings or on where they begin") {
    RandomRings drawn(7, Obstacles::aligned, 25);
    const nav::FloorData expected = mesh_of(drawn.rings);
    std::reverse(drawn.rings.begin(), drawn.rings.end());
    for (nav::MmRing& ring : drawn.rings) std::rotate(ring.begin(), ring.begin() + 1, ring.end());
    const nav::FloorData mesh = mesh_of(drawn.rings);
    CHECK(mesh.vertices == expected.vertices);
    CHECK(mesh.cell_begins == expected.cell_begins);
    CHECK(mesh.cell_triangles == expected.cell_triangles);
    REQUIRE(mesh.triangles.size() == expected.triangles.size());
    for (std::size_t i = 0; i < mesh.triangles.size(); ++i) {
        CHECK(mesh.triangles[i].vertex == expected.triangles[i].vertex);
        CHECK(mesh.triangles[i].across == expected.triangles[i].across);
    }
}

TEST_CASE("two pieces that touch in a point share the vertex and no edge") {
    const std::vector<nav::MmRing> rings{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}},
                                         {{1000, 1000}, {2000, 1000}, {2000, 2000}, {1000, 2000}}};
    const nav::FloorData mesh = mesh_of(rings);
    check_mesh(rings, mesh);
    CHECK(mesh.vertices.size() == 7);
    CHECK(mesh.triangles.size() == 4);
    CHECK(mesh.counts.corners == 0);
    const nav::FloorView view = mesh.view();
    CHECK_FALSE(nav::sees(view, {500, 500}, {1500, 1500}));
    CHECK(nav::sees(view, {500, 500}, {1000, 1000}));
    CHECK(nav::sees(view, {1000, 1000}, {1500, 1500}));
}

TEST_CASE("a floor as wide as a region has a mesh, and one without rings is nowhere free") {
    const std::int64_t far = nav::farthest_mm - 1;
    const std::vector<nav::MmRing> rings{{{-far, -far}, {far, -far}, {far, far}, {-far, far}},
                                         {{0, 0}, {0, 1}, {1, 1}, {1, 0}}};
    const nav::FloorData mesh = mesh_of(rings);
    CHECK(mesh.counts.corners == 4);
    CHECK(mesh.cell_begins.size() <= (1 << 20) + 1);
    CHECK(nav::sees(mesh.view(), {-far, -far}, {0, 0}));
    CHECK_FALSE(nav::sees(mesh.view(), {-far, -far}, {far, far}));
    CHECK(nav::sees(mesh.view(), {-far, 0}, {far, 0}));

    const nav::FloorData empty = mesh_of({});
    CHECK_FALSE(nav::is_free(empty.view(), {0, 0}));
    CHECK_FALSE(nav::nearest_free(empty.view(), {0, 0}, 1e6));
}

TEST_CASE("rings that cross each other are refused") {
    const std::vector<nav::MmRing> rings{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}},
                                         {{500, 500}, {1500, 600}, {1500, 1500}, {500, 1500}}};
    CHECK_THROWS_WITH(mesh_of(rings), Catch::Contains("crosses itself"));
}
