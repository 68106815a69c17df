#include "projection/control_points.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

#include "core/error.hpp"

using namespace mallctl;
using core::Point;
using projection::ControlPoint;
using projection::Fit;
using projection::fit_control_points;
using projection::PlanarTransform;

namespace {

constexpr Fit all_fits[] = {Fit::rigid, Fit::similarity, Fit::affine};

// A transform of its kind, of the size of buildings and campuses.
PlanarTransform random_transform(Fit fit, std::mt19937& random) {
    std::uniform_real_distribution<double> shift(-5000, 5000);
    std::uniform_real_distribution<double> angle(-std::numbers::pi, std::numbers::pi);
    std::uniform_real_distribution<double> factor(0.2, 5);
    const double turn = angle(random);
    const double scale = fit == Fit::rigid ? 1 : factor(random);
    PlanarTransform t{{shift(random), shift(random)}, {shift(random), shift(random)}, 0, 0, 0, 0};
    t.xx = t.yy = scale * std::cos(turn);
    t.yx = scale * std::sin(turn);
    t.xy = -t.yx;
    if (fit != Fit::affine) return t;
    const double stretch = factor(random);
    t.xx *= stretch;
    t.yx *= stretch;
    return t;
}

std::vector<ControlPoint> pairs(const std::vector<Point>& drawing, const PlanarTransform& t) {
    std::vector<ControlPoint> points;
    for (const Point p : drawing) points.push_back({p, t.apply(p)});
    return points;
}

std::vector<Point> random_points(std::size_t count, std::mt19937& random) {
    std::uniform_real_distribution<double> place(0, 200);
    // The corners keep the set from being a line by chance.
    std::vector<Point> points = {{0, 0}, {200, 0}, {0, 100}};
    while (points.size() < count) points.push_back({place(random), place(random)});
    points.resize(count);
    return points;
}

double sum_of_squares(const std::vector<ControlPoint>& points, const PlanarTransform& t) {
    double sum = 0;
    for (const ControlPoint& point : points) {
        const Point placed = t.apply(point.drawing);
        sum += std::pow(placed.x - point.ground.x, 2) + std::pow(placed.y - point.ground.y, 2);
    }
    return sum;
}

std::string refusal(const std::vector<ControlPoint>& points, Fit fit) {
    try {
        fit_control_points(points, fit);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_FALSE(error.advice().empty());
        return error.what();
    }
    FAIL("accepted");
    return {};
}

}  // namespace

TEST_CASE("a fit recovers the transform that made the points, from the fewest and from many") {
    std::mt19937 random(20);
    for (int round = 0; round < 200; ++round) {
        for (const Fit fit : all_fits) {
            for (const std::size_t count : {projection::least_points(fit), std::size_t{12}}) {
                const PlanarTransform t = random_transform(fit, random);
                const auto result = fit_control_points(pairs(random_points(count, random), t), fit);
                CHECK(result.rms_m < 1e-8);
                CHECK(result.transform.scale() == Approx(t.scale()).epsilon(1e-9));
                const Point elsewhere = {-317, 411};
                const Point expected = t.apply(elsewhere);
                const Point actual = result.transform.apply(elsewhere);
                CHECK(std::hypot(actual.x - expected.x, actual.y - expected.y) < 1e-6);
            }
        }
    }
}

TEST_CASE("no nearby transform of the same kind fits noisy points better") {
    std::mt19937 random(21);
    std::normal_distribution<double> noise(0, 0.5);
    for (int round = 0; round < 50; ++round) {
        for (const Fit fit : all_fits) {
            auto points = pairs(random_points(8, random), random_transform(fit, random));
            for (ControlPoint& point : points) {
                point.ground.x += noise(random);
                point.ground.y += noise(random);
            }
            const auto result = fit_control_points(points, fit);
            const double best = sum_of_squares(points, result.transform);
            CHECK(result.rms_m == Approx(std::sqrt(best / 8)));
            for (const double step : {1e-3, -1e-3}) {
                for (double Point::*axis : {&Point::x, &Point::y}) {
                    PlanarTransform moved = result.transform;
                    moved.to.*axis += step;
                    CHECK(sum_of_squares(points, moved) > best);
                }
                PlanarTransform turned = result.transform;
                turned.xx = result.transform.xx * std::cos(step) - result.transform.yx * std::sin(step);
                turned.yx = result.transform.xx * std::sin(step) + result.transform.yx * std::cos(step);
                turned.xy = result.transform.xy * std::cos(step) - result.transform.yy * std::sin(step);
                turned.yy = result.transform.xy * std::sin(step) + result.transform.yy * std::cos(step);
                CHECK(sum_of_squares(points, turned) > best);
                if (fit == Fit::rigid) continue;
                PlanarTransform scaled = result.transform;
                for (double PlanarTransform::*entry : {&PlanarTransform::xx, &PlanarTransform::xy,
                                                       &PlanarTransform::yx, &PlanarTransform::yy}) {
                    scaled.*entry *= 1 + step;
                }
                CHECK(sum_of_squares(points, scaled) > best);
            }
        }
    }
}

TEST_CASE("a freer transform never fits worse") {
    std::mt19937 random(22);
    std::normal_distribution<double> noise(0, 2);
    for (int round = 0; round < 100; ++round) {
        auto points = pairs(random_points(6, random), random_transform(Fit::affine, random));
        for (ControlPoint& point : points) point.ground.x += noise(random);
        const double rigid = fit_control_points(points, Fit::rigid).rms_m;
        const double similarity = fit_control_points(points, Fit::similarity).rms_m;
        const double affine = fit_control_points(points, Fit::affine).rms_m;
        CHECK(similarity <= rigid + 1e-9);
        CHECK(affine <= similarity + 1e-9);
    }
}

TEST_CASE("the residual of the one bad point is the largest") {
    auto points =
        pairs({{0, 0}, {100, 0}, {100, 60}, {0, 60}, {50, 30}, {10, 50}, {20, 40}}, {{0, 0}, {7, 9}});
    points[3].ground.x += 4;
    for (const Fit fit : all_fits) {
        const auto result = fit_control_points(points, fit);
        REQUIRE(result.residuals_m.size() == 7);
        for (const std::size_t i : {0U, 1U, 2U, 4U, 5U, 6U})
            CHECK(result.residuals_m[i] < result.residuals_m[3]);
    }
    CHECK(fit_control_points(points, Fit::rigid).rms_m == Approx(1.3).margin(0.2));
}

TEST_CASE("rotation is that of the drawing's +y axis, clockwise from north") {
    // +y of the drawing points east.
    const auto east = fit_control_points({{{0, 0}, {0, 0}}, {{0, 10}, {10, 0}}}, Fit::rigid);
    CHECK(east.transform.rotation_deg() == Approx(90));
    CHECK(east.transform.apply({10, 0}).y == Approx(-10));
    // Half a turn, where a careless arctangent loses its quadrant.
    const auto south = fit_control_points({{{0, 0}, {5, 5}}, {{10, 10}, {-5, -5}}}, Fit::similarity);
    CHECK(std::abs(south.transform.rotation_deg()) == Approx(180));
    CHECK(south.transform.scale() == Approx(1));
}

TEST_CASE("rigid and similarity never mirror, and affine says so when it does") {
    const std::vector<ControlPoint> mirrored = {
        {{0, 0}, {0, 0}}, {{100, 0}, {-100, 0}}, {{0, 60}, {0, 60}}, {{100, 60}, {-100, 60}}};
    CHECK(fit_control_points(mirrored, Fit::rigid).transform.determinant() == Approx(1));
    CHECK(fit_control_points(mirrored, Fit::rigid).rms_m > 10);
    CHECK(fit_control_points(mirrored, Fit::similarity).transform.determinant() > 0);
    CHECK(fit_control_points(mirrored, Fit::affine).transform.determinant() == Approx(-1));
    CHECK(fit_control_points(mirrored, Fit::affine).rms_m < 1e-9);
}

TEST_CASE("points that determine nothing are refused with the reason") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(refusal({{{0, 0}, {0, 0}}}, Fit::similarity).find("at least 2") != std::string::npos);
    CHECK(refusal({{{0, 0}, {0, 0}}, {{1, 0}, {1, 0}}}, Fit::affine).find("at least 3") != std::string::npos);
    CHECK(refusal({{{3, 4}, {0, 0}}, {{3, 4}, {10, 0}}}, Fit::rigid).find("coincide in the drawing") !=
          std::string::npos);
    CHECK(refusal({{{0, 0}, {5, 5}}, {{10, 0}, {5, 5}}}, Fit::similarity).find("coincide on the ground") !=
          std::string::npos);
    CHECK(refusal({{{0, 0}, {0, 0}}, {{10, 10}, {10, 10}}, {{50, 50}, {50, 50}}}, Fit::affine)
              .find("one line") != std::string::npos);
    CHECK(
        refusal({{{0, 0}, {0, 0}}, {{10, 0}, {10, 10}}, {{0, 10}, {50, 50}}}, Fit::affine).find("one line") !=
        std::string::npos);
    CHECK(refusal({{{nan, 0}, {0, 0}}, {{10, 0}, {10, 10}}}, Fit::rigid).find("no place on Earth") !=
          std::string::npos);
    // A square and its mirror image: every rotation leaves the same error.
    CHECK(refusal({{{1, 1}, {1, -1}}, {{-1, 1}, {-1, -1}}, {{-1, -1}, {-1, 1}}, {{1, -1}, {1, 1}}},
                  Fit::similarity)
              .find("whichever way") != std::string::npos);
}

TEST_CASE("large coordinates cost no precision") {
    const PlanarTransform t{{0, 0}, {0, 0}};
    const auto result = fit_control_points(
        pairs({{3.5e7, 5.9e7}, {3.5e7 + 100, 5.9e7}, {3.5e7, 5.9e7 + 50}}, t), Fit::affine);
    CHECK(result.rms_m < 1e-6);
    CHECK(result.transform.xx == Approx(1).epsilon(1e-9));
    CHECK(result.transform.xy == Approx(0).margin(1e-9));
}
