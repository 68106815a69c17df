#include "nav/mesh/look.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <set>

#include "nav/mesh/cones.hpp"
#include "nav/mesh/mesh.hpp"
#include "nav/space/floor.hpp"
#include "tests/support/path_oracle.hpp"
#include "tests/support/random_rings.hpp"

using namespace mallctl;
using nav::Mm;
using test::Obstacles;
using test::RandomRings;

namespace {

nav::FloorData floor_of(const std::vector<nav::MmRing>& rings, const std::vector<Mm>& sites = {}) {
    nav::FloorData floor;
    nav::triangulate(rings, floor);
    for (const Mm site : sites) {
        floor.sites.push_back({static_cast<std::int32_t>(site.x), static_cast<std::int32_t>(site.y)});
    }
    nav::add_sights(floor);
    return floor;
}

nav::MmRing square(std::int64_t low, std::int64_t high) {
    return {{low, low}, {high, low}, {high, high}, {low, high}};
}

nav::MmRing hole(std::int64_t left, std::int64_t bottom, std::int64_t right, std::int64_t top) {
    return {{left, bottom}, {left, top}, {right, top}, {right, bottom}};
}

std::uint32_t corner_at(const nav::FloorData& floor, Mm point) {
    for (std::uint32_t i = 0; i < floor.counts.corners; ++i) {
        if (floor.vertices[i].mm() == point) return i;
    }
    return nav::none;
}

bool joined(const nav::FloorData& floor, std::uint32_t a, std::uint32_t b) {
    REQUIRE(a < floor.node_count());
    return std::binary_search(floor.sights.begin() + floor.sight_begins[a],
                              floor.sights.begin() + floor.sight_begins[a + 1], b);
}

using NodeAt = std::pair<Mm, float>;

std::multiset<NodeAt> nodes_around(const nav::FloorData& floor, Mm point) {
    std::vector<nav::Seen> seen;
    nav::look_around(floor.view(), point, seen);
    std::set<std::uint32_t> once;
    std::multiset<NodeAt> result;
    for (const nav::Seen& node : seen) {
        if (once.insert(node.node).second) result.emplace(floor.node(node.node).mm(), node.length_m);
    }
    return result;
}

// Does the mesh's expansion from `from` hold `to`?
bool expands_to(const nav::FloorView& floor, Mm from, Mm to) {
    bool found = false;
    nav::expand_from(floor, from, [&](std::uint32_t index, Mm right, Mm left) {
        const nav::Triangle& triangle = floor.triangles[index];
        for (std::size_t i = 0; i < 3; ++i) {
            if (nav::side(floor.vertices[triangle.vertex[i]].mm(),
                          floor.vertices[triangle.vertex[(i + 1) % 3]].mm(), to) < 0)
                return;
        }
        found =
            found || right == Mm{} || (nav::cross(right, to - from) >= 0 && nav::cross(to - from, left) >= 0);
    });
    return found;
}

}  // namespace

TEST_CASE("neighbouring corners along a wall, and every second one along a line of corners, are in sight") {
    // Three columns in a row, their lower edges on one line.
    const nav::FloorData floor = floor_of({square(0, 20000), hole(2000, 5000, 3000, 6000),
                                           hole(7000, 5000, 8000, 7000), hole(12000, 5000, 13000, 6000)});
    REQUIRE(floor.counts.corners == 12);
    const std::uint32_t first = corner_at(floor, {2000, 5000});
    CHECK(joined(floor, first, corner_at(floor, {3000, 5000})));
    CHECK(joined(floor, first, corner_at(floor, {7000, 5000})));
    CHECK(joined(floor, first, corner_at(floor, {13000, 5000})));
    // The upper edges of the outer two are on one line that runs through the middle one.
    CHECK_FALSE(joined(floor, corner_at(floor, {3000, 6000}), corner_at(floor, {12000, 6000})));
}

TEST_CASE("a line between two walls that it grazes on both sides is free") {
    // One column below the line y = 5000 and one above it, and further on one below it again.
    const nav::FloorData floor = floor_of({square(0, 20000), hole(4000, 3000, 6000, 5000),
                                           hole(5000, 5000, 9000, 8000), hole(11000, 2000, 12000, 5000)},
                                          {{1000, 5000}, {19000, 5000}});
    const nav::FloorView view = floor.view();
    // The first two touch along an edge of 1 m: the line is shut there ...
    CHECK_FALSE(nav::sees(view, {1000, 5000}, {19000, 5000}));
    // ... and open where they are apart.
    const nav::FloorData apart = floor_of({square(0, 20000), hole(4000, 3000, 6000, 5000),
                                           hole(7000, 5000, 9000, 8000), hole(11000, 2000, 12000, 5000)},
                                          {{1000, 5000}, {19000, 5000}});
    CHECK(nav::sees(apart.view(), {1000, 5000}, {19000, 5000}));
    CHECK(nav::sees(apart.view(), {19000, 5000}, {1000, 5000}));
    CHECK(joined(apart, apart.counts.corners, apart.counts.corners + 1));
    CHECK(joined(apart, corner_at(apart, {6000, 5000}), corner_at(apart, {7000, 5000})));
    CHECK(expands_to(apart.view(), {1000, 5000}, {19000, 5000}));
}

TEST_CASE("nothing is seen through the point where two obstacles touch") {
    const nav::FloorData floor =
        floor_of({square(0, 10000), hole(3000, 3000, 5000, 5000), hole(5000, 5000, 7000, 7000)},
                 {{4000, 6000}, {6000, 4000}, {5000, 5000}});
    const nav::FloorView view = floor.view();
    CHECK_FALSE(nav::sees(view, {4000, 6000}, {6000, 4000}));
    CHECK(nav::sees(view, {4000, 6000}, {5000, 5000}));
    CHECK(nav::sees(view, {5000, 5000}, {6000, 4000}));
    CHECK(corner_at(floor, {5000, 5000}) == nav::none);
    const std::uint32_t site = floor.counts.corners;
    CHECK_FALSE(joined(floor, site, site + 1));
    CHECK(joined(floor, site, site + 2));
    CHECK(joined(floor, site + 1, site + 2));
}

TEST_CASE("a site on a corner and two sites on one point are joined without length") {
    const nav::FloorData floor = floor_of({square(0, 10000), hole(3000, 3000, 5000, 5000)},
                                          {{3000, 3000}, {8000, 8000}, {8000, 8000}});
    const std::uint32_t site = floor.counts.corners;
    CHECK(joined(floor, site, corner_at(floor, {3000, 3000})));
    CHECK(joined(floor, site + 1, site + 2));
    CHECK(nodes_around(floor, {8000, 8000}).count({{8000, 8000}, 0.0F}) == 2);
}

TEST_CASE("a site in no free space sees nothing and is not seen") {
    const nav::FloorData floor =
        floor_of({square(0, 10000), hole(3000, 3000, 5000, 5000)}, {{4000, 4000}, {8000, 8000}});
    const std::uint32_t site = floor.counts.corners;
    CHECK(floor.sight_begins[site] == floor.sight_begins[site + 1]);
    std::vector<nav::Seen> seen{{1, 1.0F}};
    nav::look_around(floor.view(), {4000, 4000}, seen);
    CHECK(seen.empty());
}

TEST_CASE("turning or moving a floor changes nothing that is seen on it") {
    const auto turn = [](Mm p) { return Mm{-p.y, p.x}; };
    const auto move = [](Mm p) { return Mm{p.x - 123457, p.y + 7654321}; };
    for (unsigned seed = 1; seed <= 10; ++seed) {
        for (const auto obstacles : {Obstacles::aligned, Obstacles::slanted}) {
            RandomRings drawn(seed, obstacles, 20);
            const std::vector<Mm> sites{{3000, 3000}, {17000, 12000}, {0, 0}};
            const nav::FloorData floor = floor_of(drawn.rings, sites);
            for (const auto& change : {std::function<Mm(Mm)>(turn), std::function<Mm(Mm)>(move)}) {
                std::vector<nav::MmRing> rings = drawn.rings;
                for (nav::MmRing& ring : rings) {
                    for (Mm& point : ring) point = change(point);
                }
                std::vector<Mm> changed_sites;
                for (const Mm site : sites) changed_sites.push_back(change(site));
                const nav::FloorData changed = floor_of(rings, changed_sites);
                CHECK(changed.sights.size() == floor.sights.size());
                for (int i = 0; i < 10; ++i) {
                    const Mm point = drawn.point();
                    std::multiset<NodeAt> expected;
                    for (const auto& [node, length] : nodes_around(floor, point)) {
                        expected.emplace(change(node), length);
                    }
                    REQUIRE(nodes_around(changed, change(point)) == expected);
                }
            }
        }
    }
}

TEST_CASE("an expansion holds what the point sees, as the floor and the naive oracle say") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        for (const auto obstacles : {Obstacles::aligned, Obstacles::slanted}) {
            INFO("seed " << seed << (obstacles == Obstacles::aligned ? " aligned" : " slanted"));
            RandomRings drawn(seed, obstacles, 15);
            const nav::FloorData data = floor_of(drawn.rings);
            const nav::Floor floor(drawn.rings);
            const test::Oracle oracle(drawn.rings);
            for (int i = 0; i < 40; ++i) {
                const Mm from = drawn.point();
                const Mm to = drawn.point();
                if (!nav::is_free(data.view(), from) || !nav::is_free(data.view(), to)) continue;
                INFO(from.x << " " << from.y << " to " << to.x << " " << to.y);
                const bool expected = floor.sees(floor.locate(from), floor.locate(to));
                REQUIRE(expands_to(data.view(), from, to) == expected);
                if (obstacles == Obstacles::slanted) {
                    CHECK(oracle.sees(nav::to_metres(from), nav::to_metres(to)) == expected);
                }
            }
        }
    }
}

TEST_CASE("cones are tested by four as they are one at a time") {
    RandomRings drawn(3, Obstacles::aligned, 25);
    const nav::FloorData floor = floor_of(drawn.rings, {{3000, 3000}, {17000, 12000}, {0, 0}});
    const nav::FloorView view = floor.view();
    std::size_t held = 0;
    for (std::size_t t = 0; t < floor.triangles.size(); ++t) {
        const auto cones =
            view.cones.subspan(floor.cone_begins[t], floor.cone_begins[t + 1] - floor.cone_begins[t]);
        // Vertices and middles of edges: many lie on bounds of cones.
        for (std::size_t i = 0; i < 3; ++i) {
            const Mm a = floor.vertices[floor.triangles[t].vertex[i]].mm();
            const Mm b = floor.vertices[floor.triangles[t].vertex[(i + 1) % 3]].mm();
            for (const Mm point : {a, Mm{(a.x + b.x) / 2, (a.y + b.y) / 2}}) {
                std::vector<std::uint32_t> fast(cones.size());
                std::vector<std::uint32_t> slow(cones.size());
                fast.erase(fast.begin() + (nav::nodes_of(view, cones, point, fast.data()) - fast.data()),
                           fast.end());
                slow.erase(
                    slow.begin() + (nav::nodes_of_portably(view, cones, point, slow.data()) - slow.data()),
                    slow.end());
                REQUIRE(fast == slow);
                held += fast.size();
            }
        }
    }
    CHECK(held > 1000);
}

TEST_CASE("damaged arrays whose indexes are within bounds are answered without crash or hang") {
    std::mt19937 random(1);
    const auto below = [&](std::size_t limit) {
        return limit == 0 ? 0U : static_cast<std::uint32_t>(random() % limit);
    };
    std::size_t answers = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        RandomRings drawn(seed, Obstacles::aligned, 12);
        nav::FloorData floor = floor_of(drawn.rings, {{3000, 3000}, {17000, 12000}});
        const bool everything = seed % 2 == 0;
        const auto damaged = [&] { return everything || below(20) == 0; };
        for (nav::Triangle& triangle : floor.triangles) {
            for (std::size_t i = 0; i < 3; ++i) {
                if (damaged()) triangle.vertex[i] = below(floor.vertices.size());
                if (damaged()) triangle.across[i] = below(5) == 0 ? nav::none : below(floor.triangles.size());
            }
        }
        for (nav::Cone& cone : floor.cones) {
            if (!damaged()) continue;
            const auto vertices = floor.vertices.size();
            cone = {below(floor.node_count()), below(vertices), below(2) == 0, below(vertices),
                    below(2) == 0};
        }
        for (nav::Position& vertex : floor.vertices) {
            if (damaged()) vertex = {static_cast<int>(below(20000)), static_cast<int>(below(20000))};
        }
        for (std::uint32_t& triangle : floor.cell_triangles) {
            if (damaged()) triangle = below(floor.triangles.size());
        }
        for (std::uint32_t& begin : floor.cone_begins) {
            if (below(20) == 0) begin = below(floor.cones.size() + 1);
        }
        const nav::FloorView view = floor.view();
        std::vector<nav::Seen> seen;
        for (int i = 0; i < 20; ++i) {
            const Mm a = drawn.point();
            const Mm b = drawn.point();
            nav::look_around(view, a, seen);
            answers +=
                seen.size() + (nav::sees(view, a, b) ? 1 : 0) + (nav::nearest_free(view, a, 5) ? 1 : 0);
            if (i < 2) nav::expand_from(view, a, [&](std::uint32_t, Mm, Mm) { ++answers; });
        }
    }
    CHECK(answers > 0);
}
