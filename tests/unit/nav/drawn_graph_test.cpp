// Our ways beside those that people drew by hand for the same campus.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "importers/importer.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "nav/profile.hpp"
#include "nav/space/frame.hpp"
#include "plan/connectors.hpp"
#include "plan/ids.hpp"
#include "tests/support/drawn_graph.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/visibility_oracle.hpp"

using namespace mallctl;
using test::DrawnGraph;
using test::FloorOracle;

namespace {

constexpr auto walk = nav::Profile::walk;
constexpr int wanted_pairs = 1000;

std::vector<FloorOracle> floors_of(const std::vector<std::vector<nav::MmRing>>& rings) {
    std::vector<FloorOracle> floors;
    for (const auto& level : rings) floors.emplace_back(level);
    return floors;
}

struct Campus {
    explicit Campus(const std::filesystem::path& archive)
        : plan(importers::import_plan({{archive}, {}, "", {}}).plan), frame({0, 0}) {
        core::Diagnostics findings;
        plan::infer_connectors(plan, findings);
        plan::assign_ids(plan, core::uuid_v5(core::mall_name_space, "polytech"), findings);
        frame = nav::frame_of(plan);
        bytes = nav::build(plan, findings);
    }

    plan::Plan plan;
    core::LocalFrame frame;
    std::vector<std::byte> bytes;
};

// Whether every line of the way stays in the space, but for the 2 cm by which hands draw beside it.
bool stays_in(const FloorOracle& floor, const DrawnGraph& graph, const std::vector<std::uint32_t>& nodes) {
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (!floor.nearly_sees(graph.nodes()[nodes[i - 1]].point, graph.nodes()[nodes[i]].point, 0.02)) {
            return false;
        }
    }
    return true;
}

struct Counts {
    int pairs = 0;
    int inside = 0;            // their way stays in what the public may walk on
    int staff_only = 0;        // in what staff may walk on
    int through_walls = 0;     // neither
    int no_way_of_ours = 0;    // of those not inside
    int no_space_near = 0;     // not counted among the pairs: no route, since no free space within 2 m
    double longest_ratio = 0;  // ours to theirs, of those inside
    double sum_of_ratios = 0;
    double most_moved_m = 0;  // ends moved into free space
};

}  // namespace

TEST_CASE("our ways are never longer than those drawn by hand that stay in walkable space") {
    const auto archive = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    const Campus campus(*archive);
    const nav::Graph graph(campus.bytes);
    const DrawnGraph drawn(*archive, campus.plan, campus.frame);
    REQUIRE(drawn.all_nodes() == 2726);
    REQUIRE(drawn.nodes().size() == 950);
    const auto open = floors_of(test::bare_space(campus.plan, campus.frame, false));
    const auto with_staff = floors_of(test::bare_space(campus.plan, campus.frame, true));

    Counts counts;
    std::mt19937 random(1);
    while (counts.pairs < wanted_pairs) {
        const auto a = static_cast<std::uint32_t>(random() % drawn.nodes().size());
        const auto b = static_cast<std::uint32_t>(random() % drawn.nodes().size());
        const std::uint32_t level = drawn.nodes()[a].level;
        if (a == b || level != drawn.nodes()[b].level) continue;
        const DrawnGraph::Path theirs = drawn.shortest(a, b);
        if (!std::isfinite(theirs.length_m)) continue;
        const auto place = [&](std::uint32_t node) {
            const core::Point local = nav::to_metres(drawn.nodes()[node].point);
            return nav::Place{level, campus.frame.to_geographic(local), std::nullopt};
        };
        const auto ours = graph.route(place(a), place(b), walk);
        const bool inside = stays_in(open[level], drawn, theirs.nodes);
        if (inside && !ours) {
            ++counts.no_space_near;
            // The drawn way begins or ends where no body has room: nothing else keeps us from finding one.
            const auto self = [&](std::uint32_t node) {
                return graph.route(place(node), place(node), walk).has_value();
            };
            CHECK_FALSE((self(a) && self(b)));
            continue;
        }
        ++counts.pairs;
        if (!inside) {
            ++(stays_in(with_staff[level], drawn, theirs.nodes) ? counts.staff_only : counts.through_walls);
            counts.no_way_of_ours += !ours;
            continue;
        }
        ++counts.inside;
        // A way over another level may be longer and quicker: time counts.
        const double ours_m = ours->duration_s * nav::speed_m_s(walk);
        const auto moved = [&](core::Point geographic, std::uint32_t node) {
            return nav::length_m(nav::grid_point(campus.frame, geographic), drawn.nodes()[node].point);
        };
        const double moved_m =
            moved(ours->legs.front().coordinates.front(), a) + moved(ours->legs.back().coordinates.back(), b);
        INFO("from node " << a << " to " << b << " of level " << level);
        CHECK(ours_m <= theirs.length_m + moved_m + 0.01);
        counts.longest_ratio = std::max(counts.longest_ratio, ours_m / theirs.length_m);
        counts.sum_of_ratios += ours_m / theirs.length_m;
        counts.most_moved_m = std::max(counts.most_moved_m, moved_m);
    }
    CHECK(counts.inside > 900);
    SUCCEED(
        fmt::format("{} pairs: {} inside, ours to theirs {:.4f} on average, at most {:.4f}, ends moved by "
                    "up to {:.2f} m; {} through staff rooms, {} through walls, {} of them without a way "
                    "of ours; beside them {} that begin or end where no body has room",
                    counts.pairs, counts.inside, counts.sum_of_ratios / counts.inside, counts.longest_ratio,
                    counts.most_moved_m, counts.staff_only, counts.through_walls, counts.no_way_of_ours,
                    counts.no_space_near));
}
