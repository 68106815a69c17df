#include "nav/space/floor.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::nav;

namespace {

const MmRing square{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}};

// Holes run clockwise: free space is on their left.
MmRing hole(std::int64_t left, std::int64_t bottom, std::int64_t right, std::int64_t top) {
    return {{left, bottom}, {left, top}, {right, top}, {right, bottom}};
}

bool sees(const Floor& floor, Mm a, Mm b) {
    const bool forward = floor.sees(floor.locate(a), floor.locate(b));
    CHECK(forward == floor.sees(floor.locate(b), floor.locate(a)));
    return forward;
}

}  // namespace

TEST_CASE("a floor knows inside, outside, edges and corners") {
    const Floor floor({square, hole(4000, 4000, 6000, 6000)});
    CHECK(floor.locate({1000, 1000}).free);
    CHECK(floor.locate({0, 5000}).free);
    CHECK(floor.locate({4000, 4000}).free);
    CHECK(floor.locate({5000, 4000}).free);
    CHECK_FALSE(floor.locate({5000, 5000}).free);
    CHECK_FALSE(floor.locate({-1, 5000}).free);
    CHECK_FALSE(floor.locate({5000, 4001}).free);
    CHECK(floor.corners().size() == 4);  // the hole's; nothing bends around the outer ones
}

TEST_CASE("a line of sight may run along edges and graze corners but not cut them") {
    const Floor floor({square, hole(4000, 4000, 6000, 6000)});
    CHECK(sees(floor, {1000, 4000}, {9000, 4000}));        // along the lower edge
    CHECK(sees(floor, {4000, 4000}, {6000, 4000}));        // the edge itself
    CHECK(sees(floor, {2000, 6000}, {6000, 2000}));        // through the corner, touching it only
    CHECK_FALSE(sees(floor, {2000, 6001}, {6001, 2000}));  // one millimetre inside
    CHECK_FALSE(sees(floor, {4000, 4000}, {6000, 6000}));  // corner to corner through the hole
    CHECK_FALSE(sees(floor, {4000, 5000}, {9000, 5000}));  // from its edge into it
    CHECK(sees(floor, {0, 0}, {10000, 0}));
}

TEST_CASE("a line of sight grazes three corners in a row") {
    const Floor floor(
        {square, hole(1000, 3000, 2000, 4000), hole(4000, 3000, 5000, 4000), hole(7000, 3000, 8000, 4000)});
    CHECK(sees(floor, {500, 4000}, {9500, 4000}));
    CHECK_FALSE(sees(floor, {500, 4000}, {9500, 3998}));
}

TEST_CASE("nobody passes where two obstacles touch in a point") {
    const Floor floor({square, hole(3000, 3000, 5000, 5000), hole(5000, 5000, 7000, 7000)});
    CHECK_FALSE(sees(floor, {4000, 6000}, {6000, 4000}));
    CHECK_FALSE(sees(floor, {2000, 5000}, {8000, 5000}));  // along one edge, then along the other's
    CHECK(sees(floor, {4000, 6000}, {5000, 5000}));
    CHECK(sees(floor, {6000, 4000}, {5000, 5000}));
    CHECK(floor.corners().size() == 6);  // the shared point is no corner to bend around
}

TEST_CASE("pieces that touch in a point are two pieces") {
    const Floor floor({{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}},
                       {{1000, 1000}, {2000, 1000}, {2000, 2000}, {1000, 2000}}});
    CHECK(floor.piece_of({500, 500}) == 0U);
    CHECK(floor.piece_of({1500, 1500}) == 1U);
    CHECK_FALSE(sees(floor, {500, 500}, {1500, 1500}));
}

TEST_CASE("a piece inside a hole is a piece of its own") {
    const Floor floor(
        {square, hole(2000, 2000, 8000, 8000), {{4000, 4000}, {5000, 4000}, {5000, 5000}, {4000, 5000}}});
    CHECK(floor.piece_of({1000, 1000}) == 0U);
    CHECK(floor.piece_of({4500, 4500}) == 2U);
    CHECK_FALSE(floor.piece_of({3000, 3000}).has_value());
}

TEST_CASE("the nearest free point is free, near and found only within the limit") {
    const Floor floor({{{0, 0}, {9000, 3001}, {1000, 7003}}});
    const Mm outside{5000, 1000};
    const auto near = floor.nearest(outside, 2);
    REQUIRE(near.has_value());
    CHECK(floor.locate(*near).free);
    // To the line through (0, 0) and (9000, 3001).
    const double distance = (5000.0 * 3001 - 1000.0 * 9000) / std::hypot(9000.0, 3001.0) / 1000;
    CHECK(length_m(outside, *near) == Approx(distance).margin(0.003));
    CHECK_FALSE(floor.nearest(outside, distance - 0.01).has_value());
    CHECK(floor.nearest({4000, 3000}, 2) == Mm{4000, 3000});
}

TEST_CASE("rings that are no polygons are answered without a crash") {
    const Floor floor({{{0, 0}, {0, 0}, {0, 0}}, {{5, 5}, {10, 10}, {5, 5}, {20, 0}}});
    CHECK_NOTHROW(floor.sees(floor.locate({0, 0}), floor.locate({7, 7})));
    CHECK_NOTHROW(floor.nearest({3, 3}, 1));
    const Floor nothing;
    CHECK_FALSE(nothing.locate({0, 0}).free);
    CHECK_FALSE(nothing.nearest({0, 0}, 1000).has_value());
}
