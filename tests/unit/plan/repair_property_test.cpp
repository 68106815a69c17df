// Whatever was damaged: what comes out is valid, has the surface of what went in, and stays as it is.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "plan/repair.hpp"
#include "plan/repair/edges.hpp"
#include "plan/repair/geos.hpp"
#include "plan/repair/inspect.hpp"
#include "plan/repair/scale.hpp"
#include "plan/surface.hpp"
#include "tests/unit/plan/sketch.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::sketch;

namespace {

int pick(std::mt19937& random, int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
}

// Damage that leaves the surface what it is.
void damage(std::mt19937& random, core::Ring& ring) {
    const auto somewhere = [&] {
        return ring.begin() + 1 + pick(random, 0, static_cast<int>(ring.size()) - 2);
    };
    if (pick(random, 0, 1) == 1) {
        const auto place = somewhere();
        ring.insert(place, pick(random, 1, 3), core::Point(*(place - 1)));
    }
    if (pick(random, 0, 1) == 1) {  // a spike: out and back the same way
        const auto place = somewhere();
        const core::Point from = *(place - 1);
        ring.insert(place, {{from.x + 3 * metre_x, from.y + 2 * metre_y}, from});
    }
    if (pick(random, 0, 1) == 1) std::reverse(ring.begin(), ring.end());
    if (pick(random, 0, 1) == 1) {
        ring.back().x += pick(random, -30, 30) * 1e-3 * metre_x;
        ring.back().y += pick(random, -30, 30) * 1e-3 * metre_y;
    }
}

}  // namespace

TEST_CASE("damaged stars are mended: valid, of the same surface, and not mended twice") {
    std::mt19937 random(20240611);
    const AreaGeos geos;
    const Scale scale = scale_at(at(0, 0));
    for (int round = 0; round < 400; ++round) {
        Plan plan = one_level();
        const core::Ring whole = star(random, 0, 0, pick(random, 3, 40));
        core::Ring damaged = whole;
        damage(random, damaged);
        add_unit(plan, {{{damaged}}});
        INFO("round " << round);
        const RepairResult result = repair(plan, {});
        CHECK(result.findings.empty());
        REQUIRE(plan.units.size() == 1);
        const MultiPolygon area = plan.units[0].geometry;
        CHECK(geos.is_valid(area));
        CHECK_FALSE(inspect(area, scale).misoriented);
        CHECK(scale.square_metres(area_of(area)) ==
              Approx(scale.square_metres(area_of({{{whole}}}))).margin(0.6));

        const RepairResult again = repair(plan, {});
        CHECK(again.repairs.empty());
        CHECK(again.findings.empty());
        CHECK(plan.units[0].geometry == area);
    }
}

TEST_CASE("rings of random corners, crossing as they like, come out valid and stay so") {
    std::mt19937 random(99);
    std::uniform_real_distribution<double> any(0, 20);
    const AreaGeos geos;
    for (int round = 0; round < 300; ++round) {
        core::Ring scribble;
        for (int i = pick(random, 3, 30); i > 0; --i) {
            // On a grid every other time, where edges overlap and corners lie on edges.
            const bool grid = round % 2 == 0;
            const double x = any(random);
            const double y = any(random);
            scribble.push_back(grid ? at(std::floor(x / 4), std::floor(y / 4)) : at(x, y));
        }
        scribble.push_back(scribble.front());
        Plan plan = one_level();
        add_unit(plan, {{{scribble}}});
        INFO("round " << round);
        repair(plan, {});
        if (plan.units.empty()) continue;
        const MultiPolygon area = plan.units[0].geometry;
        CHECK(geos.is_valid(area));
        CHECK(repair(plan, {}).repairs.empty());
        CHECK(plan.units.at(0).geometry == area);
    }
}

TEST_CASE("the quick look never calls an area apart that GEOS calls invalid") {
    std::mt19937 random(4);
    const AreaGeos geos;
    int invalid = 0;
    int trusted = 0;
    for (int round = 0; round < 3000; ++round) {
        core::Polygon polygon;
        for (int rings = pick(random, 1, 3); rings > 0; --rings) {
            core::Ring ring = star(random, pick(random, 0, 6), pick(random, 0, 6), pick(random, 3, 60));
            for (core::Point& p : ring) {
                if (rings % 2 == 0) p = at(std::round((p.x - 8) / metre_x), std::round((p.y - 50) / metre_y));
            }
            polygon.rings.push_back(std::move(ring));
        }
        const Faults faults = inspect({polygon}, scale_at(at(0, 0)));
        const bool valid = geos.is_valid({polygon});
        invalid += valid ? 0 : 1;
        const bool suspected = faults.broken || faults.repeats || faults.suspicious;
        trusted += suspected ? 0 : 1;
        if (!valid) CHECK(suspected);
    }
    CHECK(invalid > 500);
    CHECK(trusted > 500);
}
