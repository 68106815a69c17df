#include <geos_c.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "nav/closures.hpp"
#include "tests/support/generated_mall.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::Built;
using test::PlanMaker;

namespace {

using Areas = std::vector<nav::Graph::Area>;

constexpr auto walk = nav::Profile::walk;
constexpr double speed_m_s = 1.34;

// Areas in metres of a plan's frame, asked one point at a time.
class Metres {
  public:
    Metres(const PlanMaker& maker, const Areas& areas) {
        for (const auto& area : areas) {
            for (const core::Polygon& polygon : area.shape) {
                for (const core::Ring& ring : polygon.rings) {
                    for (std::size_t i = 1; i < ring.size(); ++i) {
                        edges_.push_back(
                            {area.level, maker.frame.to_local(ring[i - 1]), maker.frame.to_local(ring[i])});
                    }
                }
            }
        }
    }

    bool holds(std::uint32_t level, core::Point p) const {
        bool inside = false;
        for (const auto& [on, a, b] : edges_) {
            if (on == level && (a.y > p.y) != (b.y > p.y) &&
                p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
        return inside;
    }

    // From the boundary, in m.
    double distance(std::uint32_t level, core::Point p) const {
        double least = std::numeric_limits<double>::infinity();
        for (const auto& [on, a, b] : edges_) {
            if (on != level) continue;
            const core::Point d{b.x - a.x, b.y - a.y};
            const double squared = d.x * d.x + d.y * d.y;
            const double t =
                squared > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared, 0.0, 1.0) : 0;
            least = std::min(least, std::hypot(a.x + t * d.x - p.x, a.y + t * d.y - p.y));
        }
        return least;
    }

    // In m2.
    double size() const {
        double doubled = 0;
        for (const auto& [on, a, b] : edges_) doubled += a.x * b.y - b.x * a.y;
        return doubled / 2;
    }

  private:
    struct Edge {
        std::uint32_t level;
        core::Point a;
        core::Point b;
    };
    std::vector<Edge> edges_;
};

bool is_valid(const core::MultiPolygon& shape) {
    GEOSContextHandle_t geos = GEOS_init_r();
    const auto ring = [&](const core::Ring& points) {
        GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(points.size()), 2);
        for (unsigned i = 0; i < points.size(); ++i) {
            GEOSCoordSeq_setXY_r(geos, sequence, i, points[i].x, points[i].y);
        }
        return GEOSGeom_createLinearRing_r(geos, sequence);
    };
    std::vector<GEOSGeometry*> parts;
    for (const core::Polygon& polygon : shape) {
        std::vector<GEOSGeometry*> holes;
        for (std::size_t i = 1; i < polygon.rings.size(); ++i) holes.push_back(ring(polygon.rings[i]));
        parts.push_back(GEOSGeom_createPolygon_r(geos, ring(polygon.rings[0]), holes.data(),
                                                 static_cast<unsigned>(holes.size())));
    }
    GEOSGeometry* all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts.data(),
                                                    static_cast<unsigned>(parts.size()));
    const bool valid = GEOSisValid_r(geos, all) == 1;
    GEOSGeom_destroy_r(geos, all);
    GEOS_finish_r(geos);
    return valid;
}

double size_of(const PlanMaker& maker, const Areas& areas) {
    return Metres(maker, areas).size();
}

}  // namespace

TEST_CASE("what is reached in an open hall is a disc, cut by its walls") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{-50, -50, 50, 50});
    const Built built(maker.plan);
    const auto from = maker.place(0, 3, 4);

    const auto disc = built.graph.reached_area(from, 10, walk);
    REQUIRE(disc.size() == 1);
    CHECK(disc[0].level == 0);
    REQUIRE(disc[0].shape.size() == 1);
    CHECK(disc[0].shape[0].rings.size() == 1);
    const double radius = 10 * speed_m_s;
    const Metres drawn(maker, disc);
    CHECK(drawn.size() < M_PI * radius * radius);
    CHECK(drawn.size() > M_PI * radius * radius - 2 * M_PI * radius * 0.01);
    for (const core::Point p : disc[0].shape[0].rings[0]) {
        const core::Point local = maker.frame.to_local(p);
        CHECK(std::hypot(local.x - 3, local.y - 4) == Approx(radius).margin(0.001));
    }

    const auto all = built.graph.reached_area(from, 600, walk);
    REQUIRE(all.size() == 1);
    CHECK(size_of(maker, all) == Approx(99.3 * 99.3).epsilon(1e-6));
    CHECK(built.graph.reached_area(from, std::numeric_limits<double>::infinity(), walk)[0].shape ==
          all[0].shape);
}

TEST_CASE("nothing is reached in no time, in less, or from a wall") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{-50, -50, 50, 50});
    const Built built(maker.plan);
    CHECK(built.graph.reached_area(maker.place(0, 0, 0), 0, walk).empty());
    CHECK(built.graph.reached_area(maker.place(0, 0, 0), -5, walk).empty());
    CHECK(built.graph.reached_area(maker.place(0, 0, 0), std::nan(""), walk).empty());
    CHECK(built.graph.reached_area(maker.place(0, 80, 0), 60, walk).empty());
    CHECK(built.graph.reached_area(maker.place(7, 0, 0), 60, walk).empty());
}

TEST_CASE("what is reached goes down an escalator and not up again, and not with a wheelchair") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.level(1, "1");
    maker.unit(0, "walkway", test::Rectangle{-30, -30, 30, 30});
    maker.unit(1, "walkway", test::Rectangle{-30, -30, 30, 30});
    maker.connector("escalator", {{0, {10, 0}}, {1, {2, 0}}}).direction = plan::Direction::down;
    const Built built(maker.plan);
    const auto down = built.graph.reached_area(maker.place(1, 0, 0), 30, walk);
    REQUIRE(down.size() == 2);
    CHECK(down[0].level == 0);
    CHECK(down[1].level == 1);
    CHECK(is_valid(down[0].shape));
    CHECK(Metres(maker, down).holds(0, {10, 0.1}));
    CHECK(Metres(maker, down).size() > 0);
    const auto up = built.graph.reached_area(maker.place(0, 0, 0), 30, walk);
    REQUIRE(up.size() == 1);
    CHECK(up[0].level == 0);
    CHECK(built.graph.reached_area(maker.place(1, 0, 0), 30, nav::Profile::wheelchair).size() == 1);
}

TEST_CASE("what is reached meets what routes take, on both sides of its boundary") {
    const PlanMaker maker = test::generate_mall({7, 3, 24});
    const Built built(maker.plan);
    std::mt19937 random(5);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() % 100000) / 100000;
    };
    int inside = 0;
    int outside = 0;
    for (const nav::Profile profile : {walk, nav::Profile::wheelchair}) {
        for (const std::size_t unit : {3, 17, 40}) {
            const auto from = maker.place(plan::UnitIndex{unit});
            if (built.graph.reached_area(from, 1e6, profile).empty()) continue;
            double before = 0;
            for (const double seconds : {15.0, 45.0, 100.0, 160.0}) {
                const auto areas = built.graph.reached_area(from, seconds, profile);
                for (const auto& area : areas) CHECK(is_valid(area.shape));
                const Metres drawn(maker, areas);
                CHECK(drawn.size() > before);
                before = drawn.size();

                std::vector<nav::Place> places;
                std::vector<core::Point> points;
                for (const auto& area : areas) {
                    for (const core::Polygon& polygon : area.shape) {
                        for (int i = 0; i < 120; ++i) {
                            const auto& ring = polygon.rings[random() % polygon.rings.size()];
                            const core::Point near = maker.frame.to_local(ring[random() % ring.size()]);
                            points.push_back({near.x + between(-3, 3), near.y + between(-3, 3)});
                            places.push_back(maker.place(area.level, points.back().x, points.back().y));
                        }
                    }
                }
                const auto reached = built.graph.reach(from, places, profile);
                const auto all = built.graph.reached_area(from, 1e6, profile);
                const Metres free(maker, all);
                for (std::size_t i = 0; i < places.size(); ++i) {
                    // Elsewhere the route goes to another point.
                    if (!free.holds(places[i].level, points[i])) continue;
                    if (drawn.distance(places[i].level, points[i]) < 0.02) continue;
                    INFO("at " << points[i].x << ", " << points[i].y << " in " << seconds << " s");
                    REQUIRE(reached[i].has_value());
                    const bool in = drawn.holds(places[i].level, points[i]);
                    CHECK(in == (reached[i]->duration_s <= seconds));
                    ++(in ? inside : outside);
                }
            }
        }
    }
    CHECK(inside > 500);
    CHECK(outside > 200);
}

TEST_CASE("what is reached under closures meets what routes take under them") {
    PlanMaker maker;
    for (const int level : {0, 1}) {
        maker.level(level, std::to_string(level));
        maker.unit(static_cast<std::size_t>(level), "walkway", test::Rectangle{0, 0, 40, 30});
        maker.fixture(static_cast<std::size_t>(level), {18, 12, 22, 20});
    }
    maker.connector("stairs", {{0, {36, 27}}, {1, {36, 27}}});
    maker.connector("stairs", {{0, {4, 27}}, {1, {4, 27}}});
    const Built built(maker.plan);
    nav::Closure lift{"stairs", maker.plan.connectors[1].id, 0, {}, {}};
    nav::Closure spill{"spill", std::nullopt, 0, maker.polygon({{8, 6}, {14, 4}, {15, 16}, {9, 18}}), {}};
    nav::Closure sign{"sign", std::nullopt, 1, maker.polygon({{30, 14}, {37, 15}, {31, 20}}), {}};
    const nav::Closures closures(built.graph, {lift, spill, sign});
    const nav::RouteOptions options(walk, nav::Preference::quickest, &closures);
    const auto from = maker.place(0, 4, 10);
    std::mt19937 random(9);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() % 100000) / 100000;
    };
    int inside = 0;
    int outside = 0;
    double before = 0;
    for (const double seconds : {6.0, 14.0, 22.0, 30.0, 45.0, 52.0, 200.0}) {
        const auto areas = built.graph.reached_area(from, seconds, options);
        for (const auto& area : areas) CHECK(is_valid(area.shape));
        const Metres drawn(maker, areas);
        CHECK(drawn.size() > before);
        before = drawn.size();
        CHECK(drawn.size() < size_of(maker, built.graph.reached_area(from, seconds, walk)) + 1e-3);
        std::vector<nav::Place> places;
        std::vector<core::Point> points;
        for (int i = 0; i < 600; ++i) {
            points.push_back({between(0.4, 39.6), between(0.4, 29.6)});
            // In the fixture places would be moved.
            if (points.back().x > 17.6 && points.back().x < 22.4 && points.back().y > 11.6 &&
                points.back().y < 20.4)
                points.back() = {10, 1};
            places.push_back(maker.place(i % 2 == 0 ? 0 : 1, points.back().x, points.back().y));
        }
        const auto reached = built.graph.reach(from, places, options);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (drawn.distance(places[i].level, points[i]) < 0.02) continue;
            INFO("level " << places[i].level << " at " << points[i].x << ", " << points[i].y << " in "
                          << seconds << " s");
            const bool in = drawn.holds(places[i].level, points[i]);
            CHECK(in == (reached[i].has_value() && reached[i]->duration_s <= seconds));
            ++(in ? inside : outside);
        }
    }
    CHECK(inside > 500);
    CHECK(outside > 500);
    CHECK(built.graph.reached_area(maker.place(0, 12, 10), 60, options).empty());
}
