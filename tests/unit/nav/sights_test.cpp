#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <queue>

#include "nav/mesh/look.hpp"
#include "nav/mesh/mesh.hpp"
#include "tests/support/random_rings.hpp"
#include "tests/support/sightlines.hpp"

using namespace mallctl;
using nav::Mm;
using test::Obstacles;
using test::RandomRings;

namespace {

constexpr double unreachable = std::numeric_limits<double>::infinity();

nav::Position position(Mm point) {
    return {static_cast<std::int32_t>(point.x), static_cast<std::int32_t>(point.y)};
}

nav::FloorData floor_of(const std::vector<nav::MmRing>& rings, const std::vector<Mm>& sites) {
    nav::FloorData floor;
    nav::triangulate(rings, floor);
    for (const Mm site : sites) floor.sites.push_back(position(site));
    nav::add_sights(floor);
    return floor;
}

// The random floor's sites: some anywhere, one on a corner, two on one point.
std::vector<Mm> draw_sites(RandomRings& drawn) {
    std::vector<Mm> sites;
    for (int i = 0; i < 6; ++i) sites.push_back(drawn.point());
    const nav::Floor floor(drawn.rings);
    if (!floor.corners().empty()) sites.push_back(floor.corners().front().point);
    sites.push_back(sites.front());
    std::erase_if(sites, [&](Mm site) { return !floor.locate(site).free; });
    return sites;
}

using Neighbours = std::vector<std::vector<std::pair<std::uint32_t, double>>>;

std::vector<double> lengths_from(const Neighbours& neighbours, std::uint32_t start) {
    std::vector<double> best(neighbours.size(), unreachable);
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    best[start] = 0;
    queue.emplace(0.0, start);
    while (!queue.empty()) {
        const auto [length, node] = queue.top();
        queue.pop();
        if (length > best[node]) continue;
        for (const auto& [other, step] : neighbours[node]) {
            if (length + step >= best[other]) continue;
            best[other] = length + step;
            queue.emplace(best[other], other);
        }
    }
    return best;
}

Neighbours neighbours_in(const nav::FloorData& floor) {
    Neighbours result(floor.node_count());
    for (std::uint32_t i = 0; i < floor.node_count(); ++i) {
        for (std::uint32_t k = floor.sight_begins[i]; k < floor.sight_begins[i + 1]; ++k) {
            const std::uint32_t other = floor.sights[k];
            result[i].emplace_back(other, nav::length_m(floor.node(i).mm(), floor.node(other).mm()));
        }
    }
    return result;
}

Neighbours neighbours_on(const nav::Floor& floor, const std::vector<Mm>& sites) {
    std::vector<Mm> nodes;
    for (const nav::Corner& corner : floor.corners()) nodes.push_back(corner.point);
    nodes.insert(nodes.end(), sites.begin(), sites.end());
    Neighbours result(nodes.size());
    for (const test::Sightline& line : test::sightlines(floor, sites)) {
        const double length = nav::length_m(nodes[line.a], nodes[line.b]);
        result[line.a].emplace_back(line.b, length);
        result[line.b].emplace_back(line.a, length);
    }
    return result;
}

// The nodes in sight of a point, each once.
std::map<std::uint32_t, float> seen_from(const nav::FloorData& floor, Mm point) {
    std::vector<nav::Seen> seen;
    nav::look_around(floor.view(), point, seen);
    std::map<std::uint32_t, float> result;
    for (const nav::Seen& node : seen) result[node.node] = node.length_m;
    return result;
}

void check_look(const nav::FloorData& data, const nav::Floor& floor, const std::vector<Mm>& sites, Mm point) {
    INFO("from " << point.x << " " << point.y);
    const auto seen = seen_from(data, point);
    const nav::Spot spot = floor.locate(point);
    std::vector<std::uint32_t> expected;
    if (spot.free) {
        expected = test::corners_seen(floor, spot);
        for (std::uint32_t s = 0; s < sites.size(); ++s) {
            if (floor.sees(spot, floor.locate(sites[s]))) expected.push_back(data.counts.corners + s);
        }
    }
    std::vector<std::uint32_t> found;
    for (const auto& [node, length] : seen) {
        found.push_back(node);
        CHECK(length == Approx(nav::length_m(data.node(node).mm(), point)).epsilon(1e-6));
    }
    REQUIRE(found == expected);
}

void for_each_floor(unsigned seeds, void (*check)(RandomRings&)) {
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        for (const auto obstacles : {Obstacles::aligned, Obstacles::slanted}) {
            INFO("seed " << seed << (obstacles == Obstacles::aligned ? " aligned" : " slanted"));
            RandomRings drawn(seed, obstacles, 3 + static_cast<int>(seed));
            check(drawn);
        }
    }
}

}  // namespace

TEST_CASE("a point sees the corners and sites that the floor says it sees") {
    for_each_floor(25, [](RandomRings& drawn) {
        const nav::Floor floor(drawn.rings);
        const std::vector<Mm> sites = draw_sites(drawn);
        const nav::FloorData data = floor_of(drawn.rings, sites);
        for (int i = 0; i < 25; ++i) check_look(data, floor, sites, drawn.point());
        for (const Mm site : sites) check_look(data, floor, sites, site);
    });
}

TEST_CASE("sights are the sightlines between corners and sites, and give the same shortest lengths") {
    for_each_floor(25, [](RandomRings& drawn) {
        const nav::Floor floor(drawn.rings);
        const std::vector<Mm> sites = draw_sites(drawn);
        const nav::FloorData data = floor_of(drawn.rings, sites);
        const Neighbours found = neighbours_in(data);
        const Neighbours expected = neighbours_on(floor, sites);
        REQUIRE(found.size() == expected.size());
        for (std::uint32_t i = 0; i < found.size(); ++i) {
            REQUIRE(std::is_sorted(found[i].begin(), found[i].end()));
            for (const auto& [other, length] : found[i]) {
                CHECK(std::binary_search(found[other].begin(), found[other].end(), std::pair(i, length)));
            }
        }
        for (std::uint32_t i = 0; i < found.size(); i += 3) {
            const auto own = lengths_from(found, i);
            const auto others = lengths_from(expected, i);
            for (std::size_t j = 0; j < own.size(); ++j) {
                REQUIRE(std::isfinite(own[j]) == std::isfinite(others[j]));
                if (std::isfinite(own[j])) REQUIRE(own[j] == Approx(others[j]).epsilon(1e-12));
            }
        }
    });
}
