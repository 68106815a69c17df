#include <catch2/catch.hpp>

#include "nav/distances/build.hpp"
#include "nav/distances/distances.hpp"
#include "tests/support/sight_maker.hpp"

using namespace mallctl;
using namespace mallctl::nav;

namespace {

// Too large for the table: about ten thousand sights.
const FloorData& large_floor() {
    static const FloorData floor = [] {
        FloorData made = test::make_sights(11, {.corners = 1100, .sites = 30, .reach_mm = 5'500});
        add_distances(made);
        return made;
    }();
    return floor;
}

// Any bits at all, where only indexes are to be relied on.
void corrupt(FloorData& floor, std::uint32_t seed) {
    std::mt19937 random(seed);
    const std::vector<float> odd{std::numeric_limits<float>::quiet_NaN(),
                                 -unreachable,
                                 unreachable,
                                 -1e30F,
                                 1e30F,
                                 -1.0F,
                                 0.0F,
                                 -0.0F,
                                 1e-40F};
    for (std::vector<float>* const lengths :
         {&floor.table, &floor.label_lengths, &floor.corner_to_site, &floor.portal_to_site}) {
        for (float& length_m : *lengths) {
            if (random() % 3 == 0) length_m = odd[random() % odd.size()];
        }
    }
    for (std::vector<std::uint16_t>* const next : {&floor.table_next, &floor.label_next}) {
        for (std::uint16_t& position : *next) {
            if (random() % 3 == 0) position = static_cast<std::uint16_t>(random() % 2 == 0 ? random() : 0);
        }
    }
    for (std::uint32_t& hub : floor.label_hubs) {
        if (random() % 5 == 0) hub = static_cast<std::uint32_t>(random() % floor.counts.corners);
    }
    for (std::uint32_t& node : floor.sights) {
        if (random() % 5 == 0) node = static_cast<std::uint32_t>(random() % floor.node_count());
    }
}

// Asks everything; corners named in answers are corners of the floor, paths are not endless.
void ask_everything(const FloorData& floor) {
    const FloorView view = floor.view();
    const std::uint32_t corners = floor.counts.corners;
    std::vector<std::uint32_t> path;
    std::vector<float> out(floor.sites.size());
    for (std::uint32_t a = corners; a < floor.node_count(); ++a) {
        const std::vector<Seen> seen = test::seen_from(floor, a);
        lengths_to_sites(view, seen, 0, out);
        const TowardsPoint towards(view, seen);
        for (std::uint32_t b = 0; b < corners; ++b) towards.length_from(b);
        const Via via = best_via(view, seen, test::seen_from(floor, corners), floor.node(a).mm(),
                                 floor.node(corners).mm(), unreachable);
        REQUIRE((via.first < corners || via.first == none));
        REQUIRE((via.last < corners || via.last == none));
    }
    for (std::uint32_t a = 0; a < corners; ++a) {
        for (std::uint32_t b = 0; b < corners; ++b) {
            corner_to_corner(view, a, b);
            path.clear();
            const bool found = append_corners(view, a, b, path);
            REQUIRE(path.empty() != found);
            REQUIRE(path.size() <= 2 * std::size_t{corners});
            for (const std::uint32_t corner : path) REQUIRE(corner < corners);
        }
        for (std::uint32_t site = 0; site < floor.sites.size(); ++site) {
            path.clear();
            const bool found = append_corners_to_site(view, a, site, path);
            REQUIRE(path.empty() != found);
            REQUIRE(path.size() <= corners);
        }
    }
}

}  // namespace

TEST_CASE("a floor too large for the table gets labels, in ascending order of hubs") {
    const FloorData& floor = large_floor();
    CHECK(floor.table.empty());
    CHECK(floor.table_next.empty());
    REQUIRE(floor.label_begins.size() == floor.counts.corners + 1);
    CHECK(floor.label_begins.back() == floor.label_hubs.size());
    CHECK(floor.label_lengths.size() == floor.label_hubs.size());
    CHECK(floor.label_next.size() == floor.label_hubs.size());
    // The point of hubs is that there are few of them: all pairs would be 1,100 a corner.
    CHECK(floor.label_hubs.size() < 150 * std::size_t{floor.counts.corners});
    for (std::uint32_t i = 0; i < floor.counts.corners; ++i) {
        for (std::uint32_t k = floor.label_begins[i] + 1; k < floor.label_begins[i + 1]; ++k) {
            REQUIRE(floor.label_hubs[k - 1] < floor.label_hubs[k]);
        }
    }
}

TEST_CASE("from each label to its hub one sight follows another, each with a label for the same hub") {
    const FloorData& floor = large_floor();
    const std::vector<std::uint32_t> hubs = hub_order(CornerGraph(floor));
    for (std::uint32_t i = 0; i < floor.counts.corners; ++i) {
        for (std::uint32_t k = floor.label_begins[i]; k < floor.label_begins[i + 1]; ++k) {
            const std::uint32_t hub = floor.label_hubs[k];
            const std::uint16_t next = floor.label_next[k];
            REQUIRE((next == no_sight) == (hubs[hub] == i));
            if (next == no_sight) {
                REQUIRE(floor.label_lengths[k] == 0);
                continue;
            }
            REQUIRE(next < floor.sight_begins[i + 1] - floor.sight_begins[i]);
            const std::uint32_t parent = floor.sights[floor.sight_begins[i] + next];
            REQUIRE(parent < floor.counts.corners);
            const auto begin = floor.label_hubs.begin() + floor.label_begins[parent];
            const auto end = floor.label_hubs.begin() + floor.label_begins[parent + 1];
            const auto found = std::lower_bound(begin, end, hub);
            REQUIRE(found != end);
            REQUIRE(*found == hub);
            const double onwards =
                floor.label_lengths[static_cast<std::size_t>(found - floor.label_hubs.begin())];
            REQUIRE(
                test::same_length(floor.label_lengths[k], onwards + test::metres_between(floor, i, parent)));
        }
    }
}

TEST_CASE("labels tell what the table tells") {
    const FloorData& labelled = large_floor();
    FloorData tabled = labelled;
    const CornerGraph graph(tabled);
    add_table(tabled, graph);
    std::size_t wrong = 0;
    for (std::uint32_t a = 0; a < labelled.counts.corners; a += 3) {
        for (std::uint32_t b = 0; b < labelled.counts.corners; ++b) {
            const float by_labels = corner_to_corner(labelled.view(), a, b);
            wrong += test::same_length(by_labels, corner_to_corner(tabled.view(), a, b)) ? 0 : 1;
        }
    }
    CHECK(wrong == 0);
    for (std::uint32_t a = labelled.counts.corners; a < labelled.node_count(); ++a) {
        for (std::uint32_t b = labelled.counts.corners; b < labelled.node_count(); ++b) {
            const auto via = [&](const FloorData& floor) {
                return best_via(floor.view(), test::seen_from(floor, a), test::seen_from(floor, b),
                                floor.node(a).mm(), floor.node(b).mm(), unreachable);
            };
            const float by_labels = via(labelled).length_m;
            const float by_table = via(tabled).length_m;
            if (by_labels == by_table) continue;  // infinite
            // Each is a sum of floats that was rounded on its own.
            REQUIRE(by_labels == Approx(by_table).epsilon(3e-7));
        }
    }
}

TEST_CASE("queries on damaged arrays stay within bounds and come to an end") {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        FloorData floor = test::make_sights(seed, {.corners = 40, .sites = 6});
        const CornerGraph graph(floor);
        if (seed % 2 == 0) {
            add_table(floor, graph);
        } else {
            add_labels(floor, graph);
        }
        add_site_lengths(floor);
        corrupt(floor, seed);
        INFO("seed " << seed);
        ask_everything(floor);
    }
}
