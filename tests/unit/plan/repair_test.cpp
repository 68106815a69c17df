#include "plan/repair.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include "plan/repair/geos.hpp"
#include "plan/repair/inspect.hpp"
#include "plan/repair/scale.hpp"
#include "plan/surface.hpp"
#include "tests/unit/plan/sketch.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::sketch;

namespace {

const Scale& scale() {
    static const Scale here = scale_at(at(0, 0));
    return here;
}

double square_metres(const MultiPolygon& area) {
    return scale().square_metres(area_of(area));
}

// One unit through repair; the unit is gone from the plan when it could not be mended.
struct Outcome {
    Plan plan = one_level();
    RepairResult result;

    explicit Outcome(MultiPolygon area, RepairMode mode = RepairMode::safe) {
        add_unit(plan, std::move(area), "G-01");
        result = repair(plan, {mode});
    }

    const MultiPolygon& area() const { return plan.units.at(0).geometry; }
    std::vector<RepairKind> kinds() const {
        return result.repairs.empty() ? std::vector<RepairKind>{} : result.repairs.at(0).kinds;
    }
};

using Kinds = std::vector<RepairKind>;

void check_sound(const MultiPolygon& area) {
    const AreaGeos geos;
    CHECK(geos.is_valid(area));
    CHECK_FALSE(inspect(area, scale()).broken);
    CHECK_FALSE(inspect(area, scale()).repeats);
    CHECK_FALSE(inspect(area, scale()).misoriented);
}

}  // namespace

TEST_CASE("repair leaves what is sound as it is to the bit") {
    const MultiPolygon area{{{box(0, 0, 10, 8), [] {
                                  core::Ring hole = box(2, 2, 3, 3);
                                  std::reverse(hole.begin(), hole.end());
                                  return hole;
                              }()}}};
    for (const RepairMode mode : {RepairMode::off, RepairMode::safe, RepairMode::all}) {
        const Outcome outcome(area, mode);
        CHECK(outcome.area() == area);
        CHECK(outcome.result.repairs.empty());
        CHECK(outcome.result.findings.empty());
    }
}

TEST_CASE("a ring that is open by less than the tolerance is closed, and no vertex moves") {
    core::Ring open = box(0, 0, 10, 8);
    open.back() = at(0.03, 0.02);
    const Outcome outcome({{{open}}});
    REQUIRE(outcome.kinds() == Kinds{RepairKind::closed});
    const core::Ring& closed = outcome.area()[0].rings[0];
    CHECK(closed.size() == open.size() + 1);
    CHECK(std::equal(open.begin(), open.end(), closed.begin()));
    CHECK(closed.back() == closed.front());
    const Repair& repair = outcome.result.repairs[0];
    CHECK(repair.finding.code == "P004");
    CHECK(repair.finding.level == "G");
    CHECK(repair.finding.feature == "G-01");
    CHECK_THAT(repair.finding.message, Catch::Contains("open by 0.036"));
    CHECK(std::get<MultiPolygon>(repair.before) == MultiPolygon{{{open}}});
    CHECK(std::get<MultiPolygon>(repair.after) == outcome.area());
}

TEST_CASE("a ring that is open by more than the tolerance is left out, and the finding says how far") {
    core::Ring open = box(0, 0, 10, 8);
    open.pop_back();
    const Outcome outcome({{{open}}});
    CHECK(outcome.plan.units.empty());
    CHECK(outcome.result.repairs.empty());
    REQUIRE(outcome.result.findings.size() == 1);
    const core::Diagnostic& finding = outcome.result.findings[0];
    CHECK(finding.code == "P001");
    CHECK(finding.severity == core::Severity::warning);
    CHECK_THAT(finding.message, Catch::Contains("the unit is left out: its geometry is open by 7.99"));
    CHECK(std::get<MultiPolygon>(finding.shape) == MultiPolygon{{{open}}});
}

TEST_CASE("repeated vertices are dropped, and a clockwise shell is turned") {
    core::Ring drawn = box(0, 0, 10, 8);
    drawn.insert(drawn.begin() + 2, {drawn[1], drawn[1]});
    CHECK(Outcome({{{drawn}}}).kinds() == Kinds{RepairKind::repeated_vertices});
    CHECK(Outcome({{{drawn}}}).area() == MultiPolygon{{{box(0, 0, 10, 8)}}});

    core::Ring clockwise = box(0, 0, 10, 8);
    std::reverse(clockwise.begin(), clockwise.end());
    CHECK(Outcome({{{clockwise}}}).kinds() == Kinds{RepairKind::oriented});
    CHECK(Outcome({{{clockwise}}}).area() == MultiPolygon{{{box(0, 0, 10, 8)}}});

    SECTION("a repeated end does not open the ring") {
        core::Ring ring = box(0, 0, 10, 8);
        ring.insert(ring.end(), {ring.back(), ring.back()});
        CHECK(Outcome({{{ring}}}).area() == MultiPolygon{{{box(0, 0, 10, 8)}}});
    }
}

TEST_CASE("a figure of eight becomes its two parts") {
    const core::Ring eight = ring({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}});
    const Outcome outcome({{{eight}}});
    REQUIRE(outcome.kinds() == Kinds{RepairKind::split});
    REQUIRE(outcome.area().size() == 2);
    CHECK(square_metres(outcome.area()) == Approx(50).epsilon(0.01));
    check_sound(outcome.area());
}

TEST_CASE("a shell that touches itself around a court becomes a polygon with a hole") {
    const core::Ring keyhole = ring({{0, 0},
                                     {10, 0},
                                     {10, 10},
                                     {0, 10},
                                     {0, 5},
                                     {3, 5},
                                     {3, 7},
                                     {7, 7},
                                     {7, 3},
                                     {3, 3},
                                     {3, 5},
                                     {0, 5},
                                     {0, 0}});
    const Outcome outcome({{{keyhole}}});
    REQUIRE(outcome.kinds() == Kinds{RepairKind::split});
    REQUIRE(outcome.area().size() == 1);
    CHECK(outcome.area()[0].rings.size() == 2);
    CHECK(square_metres(outcome.area()) == Approx(84).epsilon(0.01));
}

TEST_CASE("parts that overlap are united, and parts and holes that enclose nothing dropped") {
    const Outcome united({{{box(0, 0, 10, 8)}}, {{box(5, 0, 10, 8)}}});
    CHECK(united.kinds() == Kinds{RepairKind::split});
    CHECK(square_metres(united.area()) == Approx(120).epsilon(0.01));

    const core::Ring flat = ring({{2, 2}, {5, 2}, {2, 2}});
    const Outcome tidy({{{box(0, 0, 10, 8), flat}}, {{flat}}});
    CHECK(tidy.kinds() == Kinds{RepairKind::dropped_part});
    CHECK(tidy.area() == MultiPolygon{{{box(0, 0, 10, 8)}}});
}

TEST_CASE("what encloses nothing is left out") {
    const auto fault = [](MultiPolygon area) {
        const Outcome outcome(std::move(area));
        CHECK(outcome.plan.units.empty());
        REQUIRE(outcome.result.findings.size() == 1);
        return outcome.result.findings[0].message;
    };
    const auto nothing = Catch::Contains("encloses nothing");
    CHECK_THAT(fault({{{ring({{0, 0}, {5, 0}, {0, 0}})}}}), nothing);
    CHECK_THAT(fault({{{ring({{0, 0}, {5, 5}, {9, 9}, {0, 0}})}}}), nothing);
    CHECK_THAT(fault({{{ring({{0, 0}, {0, 0}, {0, 0}, {0, 0}})}}}), nothing);
    CHECK_THAT(fault({{{core::Ring{}}}}), nothing);
    CHECK_THAT(fault({core::Polygon{}}), nothing);
    CHECK_THAT(fault({}), Catch::Contains("is empty"));
    core::Ring odd = box(0, 0, 5, 5);
    odd[1].y = std::numeric_limits<double>::quiet_NaN();
    CHECK_THAT(fault({{{odd}}}), Catch::Contains("no number"));
}

TEST_CASE("a scribble that crosses itself without end is refused in time") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> any(0, 100);
    core::Ring scribble;
    for (int i = 0; i < 20'000; ++i) scribble.push_back(at(any(random), any(random)));
    scribble.push_back(scribble.front());
    const Outcome outcome({{{scribble}}});
    REQUIRE(outcome.result.findings.size() == 1);
    CHECK_THAT(outcome.result.findings[0].message, Catch::Contains("crosses itself too often"));
}

TEST_CASE("off mends nothing: faults are left out, directions turned without a word") {
    core::Ring clockwise = box(0, 0, 10, 8);
    std::reverse(clockwise.begin(), clockwise.end());
    const Outcome turned({{{clockwise}}}, RepairMode::off);
    CHECK(turned.area() == MultiPolygon{{{box(0, 0, 10, 8)}}});
    CHECK(turned.result.repairs.empty());

    core::Ring repeated = box(0, 0, 10, 8);
    repeated.insert(repeated.begin() + 1, repeated[0]);
    CHECK(Outcome({{{repeated}}}, RepairMode::off).area() == MultiPolygon{{{repeated}}});

    core::Ring open = box(0, 0, 10, 8);
    open.back() = at(0.01, 0);
    CHECK(Outcome({{{open}}}, RepairMode::off).result.findings.size() == 1);
    const core::Ring eight = ring({{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}});
    CHECK(Outcome({{{eight}}}, RepairMode::off).result.findings.size() == 1);
}

TEST_CASE("what referred to a unit that is left out refers to none, and the others keep theirs") {
    Plan plan = one_level();
    add_unit(plan, {{{box(0, 0, 5, 5)}}}, "a");
    add_unit(plan, {{{ring({{0, 0}, {5, 0}, {0, 0}})}}}, "flat");
    add_unit(plan, {{{box(9, 0, 5, 5)}}}, "c");
    for (const UnitIndex unit : {0, 1, 2}) {
        plan.occupants.emplace_back().unit = unit;
        plan.connectors.emplace_back().stops.push_back({0, unit, at(1, 1)});
    }
    plan.amenities.emplace_back().units = {0, 1, 2};
    repair(plan, {});
    REQUIRE(plan.units.size() == 2);
    CHECK(plan.units[1].ref == "c");
    CHECK(plan.occupants[0].unit == UnitIndex{0});
    CHECK_FALSE(plan.occupants[1].unit);
    CHECK(plan.occupants[2].unit == UnitIndex{1});
    CHECK(plan.connectors[0].stops[0].unit == UnitIndex{0});
    CHECK_FALSE(plan.connectors[1].stops[0].unit);
    CHECK(plan.connectors[2].stops[0].unit == UnitIndex{1});
    CHECK(plan.amenities[0].units == std::vector<UnitIndex>{0, 1});
}

TEST_CASE("lines lose repeated vertices and lines without length are left out") {
    Plan plan = one_level();
    plan.openings.emplace_back().geometry = {at(0, 0), at(1, 0), at(1, 0)};
    plan.openings.emplace_back().geometry = {at(0, 0), at(0, 0)};
    plan.walls.emplace_back().lines = {{at(0, 0), at(9, 0)}, {at(3, 3), at(3, 3)}};
    plan.walls.emplace_back().lines = {{at(3, 3)}};
    const RepairResult result = repair(plan, {});
    REQUIRE(plan.openings.size() == 1);
    CHECK(plan.openings[0].geometry == LineString{at(0, 0), at(1, 0)});
    REQUIRE(plan.walls.size() == 1);
    CHECK(plan.walls[0].lines == std::vector<LineString>{{at(0, 0), at(9, 0)}});
    CHECK(result.repairs.size() == 2);
    CHECK(result.findings.size() == 2);
}

TEST_CASE("a level whose outline cannot be mended loses the outline only") {
    Plan plan = one_level();
    plan.levels[0].outline = {{{ring({{0, 0}, {5, 0}, {0, 0}})}}};
    const RepairResult result = repair(plan, {});
    CHECK(plan.levels.size() == 1);
    CHECK(plan.levels[0].outline.empty());
    REQUIRE(result.findings.size() == 1);
    CHECK_THAT(result.findings[0].message, Catch::StartsWith("the level's outline is left out"));
}
