// Drawings that are placed by control points.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "importers/dxf/dxf.hpp"
#include "importers/georeferencing.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using core::Point;
using test::count_code;
using test::DxfWriter;

namespace {

const core::LocalFrame site({8.5624, 49.4581});

// A drawing of a hall, 60 m by 40 m, turned 30 degrees on the ground about its corner at (0, 0).
Point on_ground(Point metres) {
    const double turn = std::numbers::pi / 6;
    return site.to_geographic({metres.x * std::cos(turn) + metres.y * std::sin(turn),
                               metres.y * std::cos(turn) - metres.x * std::sin(turn)});
}

const std::vector<Point> corners = {{0, 0}, {60, 0}, {60, 40}, {0, 40}};

std::string control_points(const std::vector<Point>& drawing, const std::vector<Point>& ground) {
    std::string text = "  control_points:\n";
    for (std::size_t i = 0; i < drawing.size(); ++i) {
        text += fmt::format("    - {{x: {:.9g}, y: {:.9g}, lon: {:.11f}, lat: {:.11f}}}\n", drawing[i].x,
                            drawing[i].y, ground[i].x, ground[i].y);
    }
    return text;
}

std::vector<Point> grounds() {
    std::vector<Point> points;
    for (const Point corner : corners) points.push_back(on_ground(corner));
    return points;
}

std::vector<Point> times(std::vector<Point> points, double factor) {
    for (Point& point : points) point = {point.x * factor, point.y * factor};
    return points;
}

// `insunits`: of the drawing, whose hall has its corners at `corners` times `factor`.
importers::ImportResult read(const std::string& georeference, int insunits = 6, double factor = 1,
                             const std::string& more = {}) {
    const test::TemporaryDirectory folder;
    DxfWriter dxf(insunits);
    dxf.rectangle("HALL", {0, 0}, {60 * factor, 40 * factor});
    const std::string mapping = more + "georeference:\n" + georeference +
                                "files: [{file: '*', level: {ordinal: 0}}]\n"
                                "layers: [{layer: HALL, class: unit, category: walkway}]\n";
    return importers::dxf::read_dxf({dxf.write(folder.path(), "G.dxf")},
                                    importers::mapping::parse_mapping(mapping, "mapping.yaml"));
}

double worst_corner_m(const plan::Plan& plan) {
    double worst = 0;
    const auto& ring = plan.units.at(0).geometry.at(0).rings.at(0);
    for (const Point corner : corners) {
        double nearest = 1e9;
        for (const Point p : ring) {
            const Point a = site.to_local(p);
            const Point b = site.to_local(on_ground(corner));
            nearest = std::min(nearest, std::hypot(a.x - b.x, a.y - b.y));
        }
        worst = std::max(worst, nearest);
    }
    return worst;
}

std::string refusal(const std::string& georeference, core::Fault fault = core::Fault::rejected) {
    try {
        read(georeference);
    } catch (const core::Error& error) {
        CHECK(error.fault() == fault);
        return error.what();
    }
    FAIL("accepted");
    return {};
}

}  // namespace

TEST_CASE("control points put a drawing where they lie, whichever the transform") {
    for (const char* transform : {"rigid", "similarity", "affine"}) {
        const auto result =
            read(fmt::format("  transform: {}\n", transform) + control_points(corners, grounds()));
        INFO(transform);
        CHECK(worst_corner_m(result.plan) < 1e-4);
        REQUIRE(result.georeference);
        CHECK(result.georeference->transform == transform);
        CHECK(result.georeference->rms_m < 1e-4);
        CHECK(result.georeference->rotation_deg == Approx(30).margin(1e-3));
        CHECK(result.georeference->scale == Approx(1).epsilon(1e-5));
        CHECK(result.georeference->points.size() == 4);
        CHECK(result.notes.at("georeference").find("RMS 0.000 m") != std::string::npos);
        CHECK(count_code(result.findings, "P085") + count_code(result.findings, "P086") == 0);
    }
}

TEST_CASE("two points are enough, in drawing units and without a word on the transform") {
    const auto ground = grounds();
    const auto result =
        read(control_points(times({corners[0], corners[2]}, 1000), {ground[0], ground[2]}), 4, 1000);
    CHECK(worst_corner_m(result.plan) < 1e-4);
    CHECK(result.georeference->transform == "similarity");
}

TEST_CASE("control points may be eastings and northings of any CRS that PROJ knows") {
    // UTM 32N of (0, 0) and of 100 m north of it on the grid.
    const auto result = read(
        "  crs: EPSG:25832\n  control_points:\n"
        "    - {x: 0, y: 0, easting: 468000, northing: 5480000}\n"
        "    - {x: 0, y: 100, easting: 468000, northing: 5480100}\n");
    REQUIRE(result.georeference);
    CHECK(result.georeference->points[0].geographic.x == Approx(8.56).margin(0.01));
    // The grid's scale at this meridian is 0.9996, and its north is 0.3 degrees off.
    CHECK(result.georeference->scale == Approx(1.0004).margin(2e-5));
    CHECK(std::abs(result.georeference->rotation_deg) < 0.5);
    CHECK(
        refusal("  crs: EPSG:1\n  control_points:\n"
                "    - {x: 0, y: 0, easting: 1, northing: 1}\n    - {x: 1, y: 1, easting: 2, northing: 2}\n",
                core::Fault::usage)
            .find("EPSG:1") != std::string::npos);
}

TEST_CASE("a mistyped point shows in the residuals and is named when the limit is lower") {
    auto ground = grounds();
    ground[2] = on_ground({66, 40});
    const auto result = read("  transform: rigid\n" + control_points(corners, ground));
    REQUIRE(result.georeference);
    const auto& points = result.georeference->points;
    for (const std::size_t i : {0U, 1U, 3U}) CHECK(points[i].residual_m < points[2].residual_m);
    importers::require_rms(result.georeference, 5);
    try {
        importers::require_rms(result.georeference, 0.5);
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        REQUIRE(error.findings().size() == 1);
        CHECK(error.findings()[0].code == "P088");
        CHECK_THAT(error.what(), Catch::Contains("x 60, y 40"));
        CHECK(error.findings()[0].where.line == 6);
    }
    CHECK_THROWS_AS(importers::require_rms(std::nullopt, 1), core::Error);
}

TEST_CASE("longitude and latitude exchanged, and a mirrored drawing, are suspected") {
    std::vector<Point> exchanged;
    for (const Point p : grounds()) exchanged.push_back({p.y, p.x});
    const auto swapped = read(control_points(corners, exchanged));
    REQUIRE(count_code(swapped.findings, "P085") == 1);
    CHECK_THAT(swapped.findings.front().message, Catch::Contains("longitude and latitude exchanged"));

    std::vector<Point> mirrored;
    for (const Point corner : corners) mirrored.push_back({-corner.x, corner.y});
    const auto mirror = read(control_points(mirrored, grounds()));
    REQUIRE(count_code(mirror.findings, "P085") == 1);
    CHECK_THAT(mirror.findings.front().message, Catch::Contains("mirror image"));
    const auto affine = read("  transform: affine\n" + control_points(mirrored, grounds()));
    CHECK(count_code(affine.findings, "P085") == 1);

    // A point that is metres off is no mirror image.
    auto noisy = grounds();
    noisy[1] = on_ground({66, 3});
    CHECK(count_code(read(control_points(corners, noisy)).findings, "P085") == 0);
    // Two exchanged points are known by their distance.
    const auto pair = read(control_points({corners[0], corners[1]}, {exchanged[0], exchanged[1]}));
    CHECK(count_code(pair.findings, "P085") == 1);
}

TEST_CASE("control points that scale the drawing are a finding, and say its unit where nothing else does") {
    const auto lying = read(control_points(times(corners, 1000), grounds()), 6, 1000);  // says m, is mm
    REQUIRE(count_code(lying.findings, "P086") == 1);
    CHECK_THAT(lying.findings.front().message, Catch::Contains("0.001 times"));
    CHECK(worst_corner_m(lying.plan) < 1e-4);

    const auto silent = read(control_points(times(corners, 1000), grounds()), 0, 1000);
    CHECK(count_code(silent.findings, "P086") == 0);
    CHECK(worst_corner_m(silent.plan) < 1e-4);
    CHECK_THROWS_AS(read("  transform: rigid\n" + control_points(times(corners, 1000), grounds()), 0, 1000),
                    core::Error);
}

TEST_CASE("control points that determine nothing are refused with the mapping's line") {
    const auto ground = grounds();
    CHECK(refusal(control_points({corners[0], corners[0]}, {ground[0], ground[1]}))
              .find("mapping.yaml:3: the control points coincide in the drawing") != std::string::npos);
    CHECK(refusal("  transform: affine\n" +
                  control_points({{0, 0}, {30, 0}, {60, 0}}, {ground[0], on_ground({30, 0}), ground[1]}))
              .find("one line") != std::string::npos);
}
