// Measures of areas, against GEOS and projections that are known to be right.
#include "plan/match_shape.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "core/local_frame.hpp"
#include "plan/surface.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using core::MultiPolygon;
using core::Point;
using core::Ring;

namespace {

// A ring around a place with as many corners; one that dents in where `depth` is over 0.
MultiPolygon star(Point middle, double radius, int corners, double depth, std::mt19937& random) {
    std::uniform_real_distribution<double> dent(1 - depth, 1);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius * dent(random);
        ring.push_back({middle.x + r * std::cos(angle), middle.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{{ring}}};
}

}  // namespace

TEST_CASE("a degree has as many metres as the local frame says") {
    for (const double latitude : {-60.0, -1.0, 0.0, 49.4, 71.0}) {
        const Point origin{8.68, latitude};
        const core::LocalFrame frame(origin);
        const DegreeScale scale(latitude);
        const Point metres = frame.to_local({origin.x + 1e-4, origin.y + 1e-4});
        CHECK(metres.x == Approx(1e-4 * scale.x).epsilon(1e-5));
        CHECK(metres.y == Approx(1e-4 * scale.y).epsilon(1e-5));
    }
}

TEST_CASE("what two shapes share is what GEOS says, clipped or not") {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> offset(-1e-4, 1e-4);
    int convex = 0;
    for (int round = 0; round < 2'000; ++round) {
        const Point middle{8.68, 49.41};
        const MultiPolygon a = star(middle, 1e-4, 3 + round % 9, round % 3 == 0 ? 0.6 : 0, random);
        const MultiPolygon b = star({middle.x + offset(random), middle.y + offset(random)}, 1e-4,
                                    3 + round % 7, round % 5 == 0 ? 0.6 : 0, random);
        const Shape left(a);
        const Shape right(b);
        convex += left.convex || right.convex;
        const double expected = overlap_area(a, b);
        CHECK(shared_size(left, right) == Approx(expected).margin(1e-14));
        CHECK(shared_size(right, left) == Approx(expected).margin(1e-14));
        const double ratio = expected / (left.size + right.size - expected);
        CHECK(overlap_from_half(left, right) == Approx(ratio < 0.5 ? 0 : ratio).epsilon(1e-5));
    }
    CHECK(convex > 1'000);
}

TEST_CASE("holes and clockwise rings count as they should") {
    const auto square = [](double x, double y, double side) {
        return Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
    };
    Ring hole = square(2.5, 1, 1);
    std::reverse(hole.begin(), hole.end());
    const MultiPolygon with_hole{{{square(0, 0, 4), hole}}};
    const Shape shape(with_hole);
    CHECK(shape.size == Approx(15));
    CHECK(shape.centroid.x == Approx((16 * 2.0 - 3) / 15));
    CHECK_FALSE(shape.convex);
    const MultiPolygon other{{{square(2, 0, 4)}}};
    CHECK(shared_size(shape, Shape(other)) == Approx(7));
    Ring turned = square(2, 0, 4);
    std::reverse(turned.begin(), turned.end());
    const MultiPolygon clockwise{{{turned}}};
    CHECK(Shape(clockwise).size == Approx(16));
    CHECK(Shape(clockwise).convex);
    CHECK(shared_size(Shape(clockwise), Shape(other)) == Approx(16));
}

TEST_CASE("areas of nothing share nothing and are nowhere") {
    const MultiPolygon nothing;
    const MultiPolygon no_ring{{}};
    const MultiPolygon point{{{{{8, 49}}}}};
    const MultiPolygon line{{{{{8, 49}, {9, 50}, {8, 49}}}}};
    for (const MultiPolygon* area : {&nothing, &no_ring, &point, &line}) {
        const Shape shape(*area);
        CHECK(shape.empty());
        CHECK(shared_size(shape, shape) == 0);
        CHECK(overlap_from_half(shape, shape) == 0);
        CHECK(shape.area_m2() == 0);
    }
}

TEST_CASE("a pentagram winds twice and is not convex") {
    Ring ring;
    for (int i = 0; i <= 5; ++i) {
        const double angle = 4 * std::numbers::pi * i / 5;
        ring.push_back({std::cos(angle), std::sin(angle)});
    }
    const MultiPolygon pentagram{{{ring}}};
    CHECK_FALSE(Shape(pentagram).convex);
}
