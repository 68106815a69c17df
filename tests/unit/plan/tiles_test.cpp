#include "plan/check/tiles.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "plan/surface.hpp"

using namespace mallctl::plan;
using mallctl::core::MultiPolygon;
using mallctl::core::Point;
using mallctl::core::Ring;

namespace {

double shared(const MultiPolygon& a, const MultiPolygon& b) {
    double sum = 0;
    for (const Tile& left : tiles_of(a)) {
        for (const Tile& right : tiles_of(b)) sum += shared_area(left, right);
    }
    return sum;
}

double total(const MultiPolygon& area) {
    double sum = 0;
    for (const Tile& tile : tiles_of(area)) sum += area_of(tile);
    return sum;
}

// A star around a point: corners at random distances, so that it never crosses itself and is seldom convex.
MultiPolygon star(std::mt19937& random, Point middle, int corners, bool with_hole) {
    std::uniform_real_distribution<double> far(4, 20);
    Ring shell;
    Ring hole;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = far(random);
        shell.push_back({middle.x + r * std::cos(angle), middle.y + r * std::sin(angle)});
        hole.push_back({middle.x + 3 * std::cos(-angle), middle.y + 3 * std::sin(-angle)});
    }
    shell.push_back(shell.front());
    hole.push_back(hole.front());
    if (with_hole) return {{{shell, hole}}};
    return {{{shell}}};
}

MultiPolygon box(double x, double y, double width, double height) {
    return {{{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}}}};
}

}  // namespace

TEST_CASE("what two areas share is what GEOS finds") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-20, 20);
    std::uniform_int_distribution<int> corners(3, 90);
    for (int round = 0; round < 200; ++round) {
        const MultiPolygon a = star(random, {0, 0}, corners(random), round % 3 == 0);
        const MultiPolygon b = star(random, {place(random), place(random)}, corners(random), round % 4 == 0);
        INFO("round " << round);
        CHECK(total(a) == Approx(area_of(a)));
        CHECK(shared(a, b) == Approx(overlap_area(a, b)).margin(1e-6));
        CHECK(shared(b, a) == Approx(overlap_area(a, b)).margin(1e-6));
    }
}

TEST_CASE("areas that touch share nothing") {
    CHECK(shared(box(0, 0, 2, 2), box(2, 0, 2, 2)) == Approx(0).margin(1e-12));
    CHECK(shared(box(0, 0, 2, 2), box(2, 2, 2, 2)) == Approx(0).margin(1e-12));
}

TEST_CASE("an area of many corners is cut into tiles of few") {
    Ring ring;
    for (int i = 0; i < 5000; ++i) {
        const double angle = 2 * std::numbers::pi * i / 5000;
        ring.push_back({20 * std::cos(angle), 20 * std::sin(angle)});
    }
    ring.push_back(ring.front());
    const std::vector<Tile> tiles = tiles_of({{{ring}}});
    CHECK(tiles.size() > 300);
    for (const Tile& tile : tiles) {
        std::size_t corners = 0;
        for (const Ring& part : tile.rings) corners += part.size();
        CHECK(corners <= 40);
    }
}

TEST_CASE("an area of the same corner over and over ends as one tile") {
    Ring ring(5000, Point{1, 1});
    ring.push_back({2, 1});
    ring.push_back({2, 2});
    ring.push_back({1, 1});
    CHECK(tiles_of({{{ring}}}).size() < 10);
    CHECK(total({{{ring}}}) == Approx(0.5));
}

TEST_CASE("rings of any orientation count the same, and what is no ring counts nothing") {
    MultiPolygon area = box(0, 0, 4, 4);
    area[0].rings.push_back({{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}});
    std::reverse(area[0].rings[0].begin(), area[0].rings[0].end());
    CHECK(total(area) == Approx(15));
    CHECK(tiles_of({}).empty());
    CHECK(tiles_of({{{{{0, 0}, {1, 1}}}}}).empty());
    CHECK(tiles_of({{{{}}}}).empty());
}

TEST_CASE("a point is near a tile when it is inside or close to an edge") {
    const std::vector<Tile> tiles = tiles_of(box(0, 0, 10, 10));
    REQUIRE(tiles.size() == 1);
    CHECK(is_near(tiles[0], {5, 5}, 0));
    CHECK(is_near(tiles[0], {10.5, 5}, 0.6));
    CHECK_FALSE(is_near(tiles[0], {10.5, 5}, 0.4));
}
