#include "nav/distances/distances.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "nav/distances/build.hpp"
#include "tests/support/sight_maker.hpp"

using namespace mallctl;
using namespace mallctl::nav;
using test::same_length;

namespace {

enum class Kind { table, labels };

// Small floors with labels too, so that both kinds answer the same questions.
FloorData measured(FloorData floor, Kind kind) {
    const CornerGraph graph(floor);
    if (kind == Kind::table) {
        add_table(floor, graph);
    } else {
        add_labels(floor, graph);
    }
    add_site_lengths(floor);
    return floor;
}

// Dense, sparse with parts of its own, and on a lattice full of ties.
const std::vector<test::Sights> sorts{
    {}, {.reach_mm = 12'000}, {.corners = 90, .side_mm = 60'000, .reach_mm = 7'100, .step_mm = 5'000}};

template <typename Check>
void on_floors(Check&& check) {
    for (const Kind kind : {Kind::table, Kind::labels}) {
        for (std::uint32_t seed = 0; seed < 6; ++seed) {
            const FloorData floor = measured(test::make_sights(seed, sorts[seed % sorts.size()]), kind);
            INFO("seed " << seed << (kind == Kind::table ? ", table" : ", labels"));
            check(floor, test::AllPairs(floor));
        }
    }
}

// Whether each step of the path is along a sight; its length.
double walked(const FloorData& floor, const std::vector<std::uint32_t>& path) {
    double length_m = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        REQUIRE(test::sees(floor, path[i - 1], path[i]));
        length_m += test::metres_between(floor, path[i - 1], path[i]);
    }
    return length_m;
}

Via via_between(const FloorData& floor, std::uint32_t a, std::uint32_t b, float bound_m = unreachable) {
    return best_via(floor.view(), test::seen_from(floor, a), test::seen_from(floor, b), floor.node(a).mm(),
                    floor.node(b).mm(), bound_m);
}

}  // namespace

TEST_CASE("lengths between corners are those of all pairs, and both ways the same to the bit") {
    on_floors([](const FloorData& floor, const test::AllPairs& truth) {
        std::size_t wrong = 0;
        for (std::uint32_t a = 0; a < floor.counts.corners; ++a) {
            for (std::uint32_t b = 0; b < floor.counts.corners; ++b) {
                const float length_m = corner_to_corner(floor.view(), a, b);
                wrong += same_length(length_m, truth(a, b)) ? 0 : 1;
                wrong += length_m == corner_to_corner(floor.view(), b, a) ? 0 : 1;
            }
        }
        CHECK(wrong == 0);
    });
}

TEST_CASE("a path between corners follows sights and is as long as it should be") {
    on_floors([](const FloorData& floor, const test::AllPairs& truth) {
        std::vector<std::uint32_t> path;
        for (std::uint32_t a = 0; a < floor.counts.corners; ++a) {
            for (std::uint32_t b = a % 3; b < floor.counts.corners; b += 3) {
                path.assign(1, 7);
                const bool found = append_corners(floor.view(), a, b, path);
                REQUIRE(found == std::isfinite(truth(a, b)));
                REQUIRE(path.front() == 7);
                path.erase(path.begin());
                REQUIRE(path.empty() != found);
                if (!found) continue;
                REQUIRE(path.front() == a);
                REQUIRE(path.back() == b);
                REQUIRE(same_length(walked(floor, path), truth(a, b)));
            }
        }
    });
}

TEST_CASE("lengths to sites are those of all pairs, and paths to sites keep them") {
    on_floors([](const FloorData& floor, const test::AllPairs& truth) {
        const auto sites = static_cast<std::uint32_t>(floor.sites.size());
        const std::uint32_t corners = floor.counts.corners;
        std::vector<std::uint32_t> path;
        for (std::uint32_t site = 0; site < sites; ++site) {
            for (std::uint32_t a = 0; a < corners; ++a) {
                const double length_m = truth(a, corners + site);
                REQUIRE(same_length(floor.corner_to_site[a * sites + site], length_m));
                path.clear();
                REQUIRE(append_corners_to_site(floor.view(), a, site, path) == std::isfinite(length_m));
                if (path.empty()) continue;
                REQUIRE(path.front() == a);
                path.push_back(corners + site);
                REQUIRE(same_length(walked(floor, path), length_m));
            }
            for (std::uint32_t portal = 0; portal < floor.counts.portals; ++portal) {
                const float length_m = floor.portal_to_site[portal * sites + site];
                REQUIRE(same_length(length_m, truth(corners + portal, corners + site)));
                if (site >= floor.counts.portals) continue;
                REQUIRE(length_m == floor.portal_to_site[site * sites + portal]);
            }
        }
    });
}

TEST_CASE("the best way over corners joins two points as shortly as can be") {
    on_floors([](const FloorData& floor, const test::AllPairs& truth) {
        for (std::uint32_t a = floor.counts.corners; a < floor.node_count(); ++a) {
            for (std::uint32_t b = floor.counts.corners; b < floor.node_count(); ++b) {
                const Via via = via_between(floor, a, b);
                if (test::sees(floor, a, b) || a == b) continue;  // the straight line is no way over corners
                REQUIRE(same_length(via.length_m, truth(a, b)));
                REQUIRE((via.first == none) == !std::isfinite(via.length_m));
                REQUIRE((via.last == none) == (via.first == none));
                if (via.first == none) continue;
                std::vector<std::uint32_t> path{a};
                REQUIRE(append_corners(floor.view(), via.first, via.last, path));
                path.push_back(b);
                REQUIRE(same_length(walked(floor, path), truth(a, b)));
            }
        }
    });
}

TEST_CASE("the best way over corners is below its bound, or there is none") {
    on_floors([](const FloorData& floor, const test::AllPairs&) {
        for (std::uint32_t a = floor.counts.corners; a + 1 < floor.node_count(); ++a) {
            const Via via = via_between(floor, a, a + 1);
            const Via below = via_between(floor, a, a + 1, via.length_m);
            CHECK(below.first == none);
            CHECK(below.length_m == unreachable);
            if (via.first == none) continue;
            const Via same = via_between(floor, a, a + 1, via.length_m * 1.0001F);
            CHECK(same.length_m == via.length_m);
        }
    });
}

TEST_CASE("from a point to all sites is the least over what it sees, sites in sight included") {
    on_floors([](const FloorData& floor, const test::AllPairs& truth) {
        const std::uint32_t corners = floor.counts.corners;
        for (std::uint32_t a = corners; a < floor.node_count(); ++a) {
            for (const std::uint32_t first : {0U, floor.counts.portals}) {
                std::vector<float> out(floor.sites.size() - first - 1, -1.0F);
                lengths_to_sites(floor.view(), test::seen_from(floor, a), first, out);
                for (std::uint32_t k = 0; k < out.size(); ++k) {
                    if (corners + first + k == a) continue;  // nobody sees the point they stand on
                    REQUIRE(same_length(out[k], truth(a, corners + first + k)));
                }
            }
        }
    });
}

TEST_CASE("lengths towards a point are exact from all corners") {
    on_floors([](const FloorData& floor, const test::AllPairs& truth) {
        const FloorView view = floor.view();
        for (std::uint32_t target = floor.counts.corners; target < floor.node_count(); ++target) {
            const TowardsPoint towards(view, test::seen_from(floor, target));
            for (std::uint32_t a = 0; a < floor.counts.corners; ++a) {
                REQUIRE(same_length(towards.length_from(a), truth(a, target)));
            }
        }
    });
}

TEST_CASE("a floor without corners measures between the sites that see each other") {
    FloorData floor = test::make_sights(1, {.corners = 0, .sites = 3, .portals = 2, .reach_mm = 1e9});
    add_distances(floor);
    CHECK(floor.table.empty());
    CHECK(floor.corner_to_site.empty());
    CHECK(same_length(floor.portal_to_site[2], test::metres_between(floor, 0, 2)));
    CHECK(via_between(floor, 0, 1).first == none);
    std::vector<float> out(3);
    lengths_to_sites(floor.view(), test::seen_from(floor, 0), 0, out);
    CHECK(same_length(out[1], test::metres_between(floor, 0, 1)));
}

TEST_CASE("around the one corner of a floor") {
    FloorData floor;
    floor.counts.corners = 1;
    floor.counts.portals = 1;
    floor.vertices = {{0, 0}};
    floor.sites = {{-3000, 4000}, {5000, 0}};
    floor.sight_begins = {0, 2, 3, 4};
    floor.sights = {1, 2, 0, 0};
    add_distances(floor);
    const Via via = via_between(floor, 1, 2);
    CHECK(via.length_m == 10.0F);
    CHECK(via.first == 0);
    CHECK(via.last == 0);
    CHECK(floor.portal_to_site == std::vector<float>{0, 10});
    CHECK(corner_to_corner(floor.view(), 0, 0) == 0);
    std::vector<std::uint32_t> path;
    CHECK(append_corners(floor.view(), 0, 0, path));
    CHECK(path == std::vector<std::uint32_t>{0});
}

TEST_CASE("a point that too many see is refused with its place") {
    const std::uint32_t many = 65'535;
    FloorData floor;
    floor.counts.corners = 1;
    floor.vertices = {{1500, -250}};
    floor.sight_begins = {0, many};
    for (std::uint32_t i = 1; i <= many; ++i) {
        floor.sites.push_back({static_cast<std::int32_t>(i), 0});
        floor.sights.push_back(i);
        floor.sight_begins.push_back(many + i);
    }
    floor.sights.resize(2 * many, 0);
    CHECK_THROWS_WITH(add_distances(floor), Catch::Contains("(1.500, -0.250)") && Catch::Contains("65535"));
    try {
        add_distances(floor);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
    }
}

TEST_CASE("the same floor gives the same arrays") {
    for (const Kind kind : {Kind::table, Kind::labels}) {
        const FloorData one = measured(test::make_sights(5, sorts[2]), kind);
        const FloorData two = measured(test::make_sights(5, sorts[2]), kind);
        CHECK(one.table == two.table);
        CHECK(one.table_next == two.table_next);
        CHECK(one.label_hubs == two.label_hubs);
        CHECK(one.label_lengths == two.label_lengths);
        CHECK(one.label_next == two.label_next);
        CHECK(one.corner_to_site == two.corner_to_site);
        CHECK(one.portal_to_site == two.portal_to_site);
    }
}
