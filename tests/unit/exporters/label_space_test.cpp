#include "exporters/svg/label_space.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "plan/surface.hpp"

using namespace mallctl;
using namespace mallctl::exporters::floor_map;

namespace {

core::MultiPolygon area(core::Ring ring) {
    ring.push_back(ring.front());
    return {{{ring}}};
}

core::MultiPolygon box(double left, double top, double right, double bottom) {
    return area({{left, top}, {right, top}, {right, bottom}, {left, bottom}});
}

// Every point of the box's edges, and its middle, lies in the area.
bool lies_in(const LabelBox& label, const core::MultiPolygon& polygon) {
    const auto corners = label.corners();
    for (std::size_t i = 1; i < corners.size(); ++i) {
        for (int k = 0; k < 50; ++k) {
            const double t = k / 50.0;
            // A hair inside: the largest box touches the walls.
            const core::Point p{corners[i - 1].x + t * (corners[i].x - corners[i - 1].x),
                                corners[i - 1].y + t * (corners[i].y - corners[i - 1].y)};
            const core::Point q{label.centre.x + (p.x - label.centre.x) * 0.999999,
                                label.centre.y + (p.y - label.centre.y) * 0.999999};
            if (!plan::contains(polygon, q)) return false;
        }
    }
    return plan::contains(polygon, label.centre);
}

// A star-shaped polygon of random radii.
core::MultiPolygon random_area(std::mt19937& random) {
    std::uniform_real_distribution<double> radius(4, 20);
    core::Ring ring;
    const int corners = 5 + static_cast<int>(random() % 9);
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius(random);
        ring.push_back({r * std::cos(angle), r * std::sin(angle)});
    }
    return area(ring);
}

// The best scale among boxes centred on a fine grid: slow and simple.
double best_on_grid(const core::MultiPolygon& polygon, const LabelBox& shape) {
    double best = 0;
    for (double x = -20; x <= 20; x += 0.8) {
        for (double y = -20; y <= 20; y += 0.8) {
            double low = 0;
            double high = 20;
            for (int i = 0; i < 12; ++i) {
                const double scale = (low + high) / 2;
                LabelBox one = shape;
                one.centre = {x, y};
                one.width *= scale;
                one.height *= scale;
                (lies_in(one, polygon) ? low : high) = scale;
            }
            best = std::max(best, low);
        }
    }
    return best;
}

}  // namespace

TEST_CASE("the largest box of a rectangle fills it and stands in its middle") {
    const auto found = largest_box(box(0, 0, 30, 10), {}, {{}, 2, 1, 0}, 0.1, 100);
    REQUIRE(found);
    CHECK(found->height == Approx(10).epsilon(0.03));
    CHECK(found->centre.x == Approx(15).margin(0.2));
    CHECK(found->centre.y == Approx(5).margin(0.2));
}

TEST_CASE("a box keeps to the scales asked for") {
    CHECK_FALSE(largest_box(box(0, 0, 30, 10), {}, {{}, 2, 1, 0}, 10.5, 100));
    const auto small = largest_box(box(0, 0, 30, 10), {}, {{}, 2, 1, 0}, 1, 3);
    REQUIRE(small);
    CHECK(small->width == Approx(6));
    CHECK(small->centre.x == Approx(15).margin(0.01));
}

TEST_CASE("a box keeps clear of holes and of what is in its way") {
    auto ring = box(0, 0, 30, 10);
    ring.front().rings.push_back({{10, 0.5}, {10, 9.5}, {20, 9.5}, {20, 0.5}, {10, 0.5}});
    const auto beside = largest_box(ring, {}, {{}, 1, 1, 0}, 0.1, 100);
    REQUIRE(beside);
    CHECK(lies_in(*beside, ring));
    CHECK(beside->width <= 10);

    const LabelBox blocker{{5, 5}, 10, 9, 0};
    const auto clear = largest_box(box(0, 0, 30, 10), {blocker.corners()}, {{}, 1, 1, 0}, 0.1, 100);
    REQUIRE(clear);
    CHECK_FALSE(overlaps(*clear, blocker));
    CHECK(clear->centre.x > 10);
}

TEST_CASE("boxes in random areas lie inside and are about as large as an exhaustive search finds") {
    std::mt19937 random(20);
    for (int round = 0; round < 12; ++round) {
        const auto polygon = random_area(random);
        const LabelBox shape{
            {}, 1 + static_cast<double>(random() % 5), 1, static_cast<double>(random() % 180) - 90};
        const auto found = largest_box(polygon, {}, shape, 0.05, 1000);
        REQUIRE(found);
        CHECK(lies_in(*found, polygon));
        CHECK(found->width / shape.width >= 0.96 * best_on_grid(polygon, shape));
    }
}

TEST_CASE("areas without surface have no room, and numbers that are none do no harm") {
    CHECK_FALSE(largest_box({}, {}, {{}, 1, 1, 0}, 0.1, 1));
    CHECK_FALSE(largest_box(box(0, 0, 30, 0), {}, {{}, 1, 1, 0}, 0.1, 1));
    CHECK_FALSE(largest_box(box(0, 0, std::nan(""), 5), {}, {{}, 1, 1, 0}, 0.1, 1));
}
