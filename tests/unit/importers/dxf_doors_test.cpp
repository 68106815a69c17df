// Where drawn doors open units.
#include "importers/drawing/doors.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/local_frame.hpp"
#include "importers/drawing/parts.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using importers::drawing::Edges;
using test::count_code;
using test::DxfWriter;

namespace {

constexpr const char* rules = R"(
  - {layer: SHOP, class: unit, category: retail}
  - {layer: DOOR, class: opening}
  - {layer: STEP, class: opening, category: pedestrian.principal, accessible: false}
)";

// Two shops side by side; their common edge is x = 10.
DxfWriter shops() {
    DxfWriter dxf;
    dxf.rectangle("SHOP", {0, 0}, {10, 10}).rectangle("SHOP", {10, 0}, {20, 10});
    return dxf;
}

struct Span {
    double x0, y0, x1, y1;
};

std::vector<Span> openings_of(const DxfWriter& dxf, core::Diagnostics* findings = nullptr) {
    const test::TemporaryDirectory folder;
    const auto result = test::read_one(dxf.write(folder.path(), "G.dxf"), rules);
    if (findings != nullptr) *findings = result.findings;
    const core::LocalFrame frame({8, 49});
    std::vector<Span> spans;
    for (const auto& opening : result.plan.openings) {
        core::Point a = frame.to_local(opening.geometry.front());
        core::Point b = frame.to_local(opening.geometry.back());
        const bool vertical = std::abs(a.x - b.x) < 1e-6;
        if (vertical ? b.y < a.y : b.x < a.x) std::swap(a, b);
        spans.push_back({a.x, a.y, b.x, b.y});
    }
    return spans;
}

void check(const Span& span, double x0, double y0, double x1, double y1) {
    CHECK(span.x0 == Approx(x0).margin(1e-4));
    CHECK(span.y0 == Approx(y0).margin(1e-4));
    CHECK(span.x1 == Approx(x1).margin(1e-4));
    CHECK(span.y1 == Approx(y1).margin(1e-4));
}

}  // namespace

TEST_CASE("a door drawn as a line on the edge stays as it is") {
    const auto spans = openings_of(shops().line("DOOR", {4, 0}, {5.2, 0}));
    REQUIRE(spans.size() == 1);
    check(spans[0], 4, 0, 5.2, 0);
}

TEST_CASE("a line in the middle of a thick wall moves to the edge") {
    const auto spans = openings_of(shops().line("DOOR", {4, -0.2}, {5, -0.2}));
    REQUIRE(spans.size() == 1);
    check(spans[0], 4, 0, 5, 0);
}

TEST_CASE("a frame across the edge becomes the line on it") {
    const auto spans = openings_of(shops().rectangle("DOOR", {9.9, 3}, {10.1, 4.5}));
    REQUIRE(spans.size() == 1);
    check(spans[0], 10, 3, 10, 4.5);
}

TEST_CASE("a leaf and its swing are one door as wide as the leaf is long") {
    // Hinge at (4, 0), jamb at (5, 0), the leaf open into the shop.
    const auto loose = openings_of(shops().line("DOOR", {4, 0}, {4, 1}).arc("DOOR", {4, 0}, 1, 0, 90));
    REQUIRE(loose.size() == 1);
    check(loose[0], 4, 0, 5, 0);
    DxfWriter block = shops();
    block.begin_block("D").line("0", {0, 0}, {0, 1}).arc("0", {0, 0}, 1, 0, 90).end_block();
    block.insert("DOOR", "D", {4, 0}).insert("DOOR", "D", {7, 0});
    const auto inserted = openings_of(block);
    REQUIRE(inserted.size() == 2);
    check(inserted[0], 4, 0, 5, 0);
    check(inserted[1], 7, 0, 8, 0);
}

TEST_CASE("a swing in a corner opens the edge that its leaf does not lie along") {
    const auto spans = openings_of(shops().line("DOOR", {0, 0}, {0, 1}).arc("DOOR", {0, 0}, 1, 0, 90));
    REQUIRE(spans.size() == 1);
    check(spans[0], 0, 0, 1, 0);
}

TEST_CASE("doors of one block that lie apart are doors of their own") {
    DxfWriter dxf = shops();
    dxf.begin_block("FLOOR")
        .line("DOOR", {2, 0}, {3, 0})
        .line("DOOR", {6, 0}, {7, 0})
        .line("DOOR", {10, 5}, {10, 6})
        .end_block();
    dxf.insert("0", "FLOOR", {0, 0});
    CHECK(openings_of(dxf).size() == 3);
}

TEST_CASE("neighbouring doors that share a jamb stay two") {
    CHECK(openings_of(shops().line("DOOR", {2, 0}, {3, 0}).line("DOOR", {3, 0}, {4, 0})).size() == 2);
}

TEST_CASE("a door that meets no edge is skipped with a finding") {
    core::Diagnostics findings;
    const auto spans = openings_of(
        shops().line("DOOR", {5, 5}, {6, 5}).line("DOOR", {4, 0}, {4, 0.1}).line("DOOR", {50, 50}, {51, 50}),
        &findings);
    CHECK(spans.empty());
    CHECK(count_code(findings, "P010") == 3);
}

TEST_CASE("a door that runs past the end of its edge is cut there") {
    const auto spans = openings_of(shops().line("DOOR", {19, 0}, {21, 0}));
    REQUIRE(spans.size() == 1);
    check(spans[0], 19, 0, 20, 0);
}

TEST_CASE("the rule of the layer says what kind of opening it is") {
    const test::TemporaryDirectory folder;
    const auto path = shops().line("STEP", {4, 0}, {5, 0}).write(folder.path(), "G.dxf");
    const auto plan = test::read_one(path, rules).plan;
    REQUIRE(plan.openings.size() == 1);
    CHECK(plan.openings[0].category == "pedestrian.principal");
    CHECK_FALSE(plan.openings[0].accessible);
}

TEST_CASE("every cut lies on an edge, whatever door is thrown at it") {
    const core::MultiPolygon square = {{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}}};
    const Edges edges(square);
    unsigned state = 12345;
    const auto random = [&state](double low, double high) {
        state = state * 1664525U + 1013904223U;
        return low + (high - low) * (state >> 8) / double(1U << 24);
    };
    int cut = 0;
    for (int i = 0; i < 3000; ++i) {
        const core::Point a = {random(-1, 11), random(-1, 11)};
        const core::Point b = {a.x + random(-1.5, 1.5), a.y + random(-1.5, 1.5)};
        const auto line = edges.cut_by({a, b});
        if (!line) continue;
        ++cut;
        for (const core::Point p : *line) {
            const double off =
                std::min({std::abs(p.x), std::abs(p.y), std::abs(10 - p.x), std::abs(10 - p.y)});
            REQUIRE(off < 1e-9);
            REQUIRE((p.x >= -1e-9 && p.x <= 10 + 1e-9 && p.y >= -1e-9 && p.y <= 10 + 1e-9));
        }
        const double width = std::hypot(line->front().x - line->back().x, line->front().y - line->back().y);
        REQUIRE(width >= 0.2);
        REQUIRE(width <= std::hypot(b.x - a.x, b.y - a.y) + 1e-9);
    }
    CHECK(cut > 300);
}
