// What becomes of a drawing's units, labels, outlines, furniture and amenities.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "importers/dxf/dxf.hpp"
#include "plan/surface.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using test::count_code;
using test::DxfWriter;
using test::read_one;

namespace {

constexpr const char* rules = R"(
  - {layer: OUTLINE, class: outline}
  - {layer: SHOP, class: unit, category: retail}
  - {layer: HALL, class: unit, category: walkway}
  - {layer: LABEL, class: unit_label}
  - {layer: WALL, class: wall}
  - {layer: FURN, class: fixture}
  - {layer: WC, class: amenity, category: restroom}
  - {layer: ZONE, class: section, category: food}
  - {layer: ZONELABEL, class: section_label}
  - {layer: KIOSK, class: kiosk}
  - {layer: OLD, class: ignore}
)";

core::Point local(core::Point geographic) {
    return core::LocalFrame({8, 49}).to_local(geographic);
}

DxfWriter two_shops() {
    DxfWriter dxf;
    dxf.rectangle("OUTLINE", {0, 0}, {30, 20})
        .rectangle("SHOP", {0, 0}, {10, 10})
        .rectangle("SHOP", {10, 0}, {20, 10});
    return dxf;
}

}  // namespace

TEST_CASE("closed polylines become units, placed in metres from the anchor") {
    const test::TemporaryDirectory folder;
    const auto result = read_one(two_shops().write(folder.path(), "G.dxf"), rules);
    const plan::Plan& plan = result.plan;
    REQUIRE(plan.levels.size() == 1);
    CHECK(plan.levels[0].short_name == "G");
    REQUIRE(plan.buildings.size() == 1);
    REQUIRE(plan.units.size() == 2);
    CHECK(plan.units[0].category == "retail");
    CHECK(plan.units[0].source_id == "G.dxf/101");
    const core::Point corner = local(plan.units[1].geometry[0].rings[0][2]);
    CHECK(corner.x == Approx(20).margin(1e-6));
    CHECK(corner.y == Approx(10).margin(1e-6));
    REQUIRE(plan.levels[0].outline.size() == 1);
    CHECK(count_code(result.findings, "P073") == 0);
}

TEST_CASE("the same drawing in millimetres, inches and feet gives the same plan") {
    const test::TemporaryDirectory folder;
    const auto metres = read_one(two_shops().write(folder.path(), "G.dxf"), rules).plan;
    const std::pair<int, double> units[] = {{4, 0.001}, {5, 0.01}, {1, 0.0254}, {2, 0.3048}};
    for (const auto& [code, factor] : units) {
        DxfWriter dxf(code);
        const double k = 1 / factor;
        dxf.rectangle("OUTLINE", {0, 0}, {30 * k, 20 * k}).rectangle("SHOP", {0, 0}, {10 * k, 10 * k});
        const auto plan = read_one(dxf.write(folder.path(), "G.dxf"), rules).plan;
        const core::Point expected = metres.units[0].geometry[0].rings[0][2];
        const core::Point actual = plan.units[0].geometry[0].rings[0][2];
        CHECK(actual.x == Approx(expected.x).epsilon(1e-12));
        CHECK(actual.y == Approx(expected.y).epsilon(1e-12));
    }
}

TEST_CASE("a drawing without units is refused unless the mapping states them") {
    const test::TemporaryDirectory folder;
    for (const int code : {-1, 0, 77}) {
        DxfWriter dxf(code);
        dxf.rectangle("SHOP", {0, 0}, {10, 10});
        const auto path = dxf.write(folder.path(), "G.dxf");
        try {
            read_one(path, rules);
            FAIL("accepted $INSUNITS " << code);
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            CHECK_THAT(error.what(), Catch::Contains("G.dxf") && Catch::Contains("$INSUNITS"));
            CHECK_THAT(error.advice(), Catch::Contains("units: mm"));
        }
        CHECK(read_one(path, rules, "units: m\n").plan.units.size() == 1);
    }
}

TEST_CASE("rotation turns the drawing's +y axis clockwise from north") {
    const test::TemporaryDirectory folder;
    const auto path = two_shops().write(folder.path(), "G.dxf");
    const std::string text =
        std::string("georeference: {anchor: {lon: 8, lat: 49, x: 10, y: 10, rotation: 90}}\n") +
        "files: [{file: '*', level: {ordinal: 0}}]\nlayers:" + rules;
    const auto plan =
        importers::dxf::read_dxf({path}, importers::mapping::parse_mapping(text, "m.yaml")).plan;
    // (20, 10) lies 10 m along +x of the anchor; with +y pointing east, +x points south.
    const core::Point corner = local(plan.units[1].geometry[0].rings[0][2]);
    CHECK(corner.x == Approx(0).margin(1e-6));
    CHECK(corner.y == Approx(-10).margin(1e-6));
}

TEST_CASE("a CRS places a drawing by its eastings and northings") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf(4);
    dxf.rectangle("SHOP", {500000000.0, 5427900000.0}, {500010000.0, 5427910000.0});
    const std::string text =
        std::string("georeference: {crs: EPSG:25832}\nfiles: [{file: '*', level: {ordinal: 0}}]\nlayers:") +
        rules;
    const auto path = dxf.write(folder.path(), "G.dxf");
    const auto plan =
        importers::dxf::read_dxf({path}, importers::mapping::parse_mapping(text, "m.yaml")).plan;
    CHECK(plan.units[0].geometry[0].rings[0][0].x == Approx(9).margin(1e-8));
    CHECK(plan.units[0].geometry[0].rings[0][0].y == Approx(49).margin(0.01));
}

TEST_CASE("labels name the smallest unit around them") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = two_shops();
    dxf.rectangle("HALL", {-5, -5}, {30, 20});  // around both shops
    dxf.text("LABEL", {5, 5}, "G-01 Bakery")
        .text("LABEL", {12, 5}, "7-Eleven")
        .text("LABEL", {13, 3}, "G-02");
    dxf.text("LABEL", {25, 15}, "Concourse")
        .text("LABEL", {100, 100}, "Lost")
        .text("LABEL", {6, 6}, "Butcher");
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), rules);
    const auto& units = result.plan.units;
    REQUIRE(units.size() == 3);
    CHECK(units[0].ref == "G-01");
    CHECK(core::pick_name(units[0].name) == "Bakery");
    CHECK(units[1].ref == "G-02");
    CHECK(core::pick_name(units[1].name) == "7-Eleven");
    CHECK(units[2].ref.empty());
    CHECK(core::pick_name(units[2].name) == "Concourse");
    CHECK(count_code(result.findings, "P012") == 1);
    CHECK(count_code(result.findings, "P036") == 1);
}

TEST_CASE(
    "an outline that is open or crosses itself stays as drawn, for repair to mend; a mere line is skipped") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = two_shops();
    const std::vector<DxfWriter::Points> drawn = {
        {{20, 0}, {30, 0}, {30, 10}},             // open
        {{20, 0}, {30, 10}, {30, 0}, {20, 10}},   // open bow tie
        {{20, 0}, {30, 0}, {30, 10}, {20, 0.01}}  // a gap of a centimetre
    };
    for (const auto& points : drawn) dxf.polyline("SHOP", points, false);
    dxf.polyline("SHOP", {{20, 0}, {30, 0}});  // a line, closed
    dxf.text("SHOP", {1, 1}, "text among areas").text("LABEL", {24, 1}, "G-03");
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), rules);
    REQUIRE(result.plan.units.size() == 5);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const auto& ring = result.plan.units[2 + i].geometry.at(0).rings.at(0);
        REQUIRE(ring.size() == drawn[i].size());
        for (std::size_t k = 0; k < ring.size(); ++k) {
            CHECK(local(ring[k]).x == Approx(drawn[i][k].x).margin(1e-6));
            CHECK(local(ring[k]).y == Approx(drawn[i][k].y).margin(1e-6));
        }
    }
    CHECK(result.plan.units[2].ref == "G-03");
    CHECK(count_code(result.findings, "P001") == 1);
    CHECK(count_code(result.findings, "P002") == 1);
}

TEST_CASE("end points that are exactly repeated close a line") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.polyline("SHOP", {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, false);
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), rules);
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.units[0].geometry[0].rings[0].size() == 5);
    CHECK(count_code(result.findings, "P073") == 1);
    CHECK(result.plan.levels[0].outline.size() == 1);
}

TEST_CASE("an area drawn twice counts once, wherever its ring begins") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = two_shops();
    dxf.polyline("SHOP", {{10, 10}, {0, 10}, {0, 0}, {10, 0}});
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), rules);
    CHECK(result.plan.units.size() == 2);
    CHECK(count_code(result.findings, "P032") == 1);
}

TEST_CASE("shells run counter-clockwise whichever way they are drawn") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.polyline("SHOP", {{0, 0}, {0, 10}, {10, 10}, {10, 0}}).rectangle("SHOP", {10, 0}, {20, 10});
    for (const auto& unit : read_one(dxf.write(folder.path(), "G.dxf"), rules).plan.units) {
        const auto& ring = unit.geometry[0].rings[0];
        double twice_area = 0;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const core::Point a = local(ring[i]);
            const core::Point b = local(ring[i + 1]);
            twice_area += a.x * b.y - b.x * a.y;
        }
        CHECK(twice_area == Approx(200).epsilon(1e-6));
    }
}

TEST_CASE("furniture, kiosks, amenities, walls and zones become theirs") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = two_shops();
    dxf.begin_block("SOFA")
        .line("0", {0, 0}, {2, 0})
        .line("0", {2, 0}, {2, 1})
        .line("0", {2, 1}, {0, 1})
        .end_block();
    dxf.begin_block("SIGN").line("0", {-1, 0}, {1, 0}).line("0", {0, -1}, {0, 1}).end_block();
    dxf.insert("FURN", "SOFA", {1, 1}).insert("FURN", "SOFA", {5, 1}).rectangle("FURN", {1, 5}, {2, 6});
    dxf.insert("WC", "SIGN", {15, 5}).point("WC", {25, 15});
    dxf.rectangle("KIOSK", {22, 12}, {24, 14}).line("WALL", {0, 10}, {20, 10});
    dxf.rectangle("ZONE", {0, 0}, {30, 20})
        .text("ZONELABEL", {5, 5}, "Food court")
        .rectangle("ZONE", {20, 15}, {30, 20});
    dxf.rectangle("OLD", {0, 0}, {1, 1}).line("UNKNOWN", {0, 0}, {1, 1}).line("UNKNOWN", {0, 0}, {1, 2});
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), rules);
    const plan::Plan& plan = result.plan;
    REQUIRE(plan.fixtures.size() == 3);
    CHECK(plan.fixtures[0].geometry[0].rings[0].size() == 5);  // the hull of the sofa's lines
    REQUIRE(plan.amenities.size() == 2);
    CHECK(local(plan.amenities[0].point).x == Approx(15).margin(1e-6));
    CHECK(plan.amenities[0].units == std::vector<plan::UnitIndex>{1});
    CHECK(plan.amenities[1].units.empty());
    CHECK(plan.kiosks.size() == 1);
    REQUIRE(plan.walls.size() == 1);
    CHECK(plan.walls[0].lines.size() == 1);
    REQUIRE(plan.sections.size() == 2);
    CHECK(core::pick_name(plan.sections[0].name) == "Food court");
    CHECK(count_code(result.findings, "P011") == 1);
    REQUIRE(count_code(result.findings, "P072") == 1);
    for (const auto& finding : result.findings) {
        if (finding.code == "P072") CHECK_THAT(finding.message, Catch::Contains("'UNKNOWN' with 2 entities"));
    }
}

TEST_CASE("parts of a block keep their own layers, and inserts of one handle get ids of their own") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.begin_block("FLOOR").rectangle("SHOP", {0, 0}, {5, 5}).rectangle("HALL", {5, 0}, {9, 5}).end_block();
    dxf.insert("ANY", "FLOOR", {0, 0}).insert("ANY", "FLOOR", {100, 0});
    const auto path = dxf.write(folder.path(), "G.dxf");
    const auto result = read_one(path, rules);
    REQUIRE(result.plan.units.size() == 4);
    std::vector<std::string> ids;
    for (const auto& unit : result.plan.units) ids.push_back(unit.source_id);
    CHECK(ids == std::vector<std::string>{"G.dxf/104", "G.dxf/104#2", "G.dxf/105", "G.dxf/105#2"});
    // A rule less does not renumber what stays.
    const auto halls = read_one(path, "\n  - {layer: HALL, class: unit}\n");
    CHECK(halls.plan.units.at(0).source_id == "G.dxf/104#2");
}

TEST_CASE("texts are UTF-8 from R2007 on, and in the drawing's code page before") {
    const test::TemporaryDirectory folder;
    DxfWriter modern(6, "AC1021");
    modern.rectangle("SHOP", {0, 0}, {10, 10}).text("LABEL", {5, 5}, "G-01 Caf\xC3\xA9");
    CHECK(core::pick_name(read_one(modern.write(folder.path(), "a.dxf"), rules).plan.units[0].name) ==
          "Caf\xC3\xA9");
    DxfWriter old(6, "AC1015");
    old.rectangle("SHOP", {0, 0}, {10, 10}).text("LABEL", {5, 5}, "G-01 Caf\xE9 \\U+00FC");
    CHECK(core::pick_name(read_one(old.write(folder.path(), "b.dxf"), rules).plan.units[0].name) ==
          "Caf\xC3\xA9 \xC3\xBC");
    DxfWriter wrong(6, "AC1021");
    wrong.rectangle("SHOP", {0, 0}, {10, 10}).text("LABEL", {5, 5}, "G-01 Caf\xE9");
    const auto result = read_one(wrong.write(folder.path(), "c.dxf"), rules);
    CHECK(core::pick_name(result.plan.units[0].name) == "Caf\xC3\xA9");
    CHECK(count_code(result.findings, "P039") == 1);
}

TEST_CASE("several drawings make several levels in order, whatever the order they are named in") {
    const test::TemporaryDirectory folder;
    const auto ground = two_shops().write(folder.path(), "g.dxf");
    const auto first = two_shops().write(folder.path(), "1.dxf");
    const auto basement = two_shops().write(folder.path(), "b.dxf");
    const std::string text = std::string(R"(georeference: {anchor: {lon: 8, lat: 49}}
building: {name: {en: House}}
files:
  - {file: 1.dxf, level: {ordinal: 1, elevation: 5}}
  - {file: g.dxf, level: {ordinal: 0, short_name: G}}
  - {file: b.dxf, level: {ordinal: -1, short_name: B}}
  - {file: roof.dxf, level: {ordinal: 2}}
layers:)") + rules;
    const auto mapping = importers::mapping::parse_mapping(text, folder.path() / "mapping.yaml");
    const auto result = importers::dxf::read_dxf({first, basement, ground}, mapping);
    REQUIRE(result.plan.levels.size() == 3);
    CHECK(result.plan.levels[0].short_name == "B");
    CHECK(result.plan.levels[1].short_name == "G");
    CHECK(result.plan.levels[2].short_name == "1");
    CHECK(result.plan.levels[2].elevation_m == 5.0);
    CHECK(core::pick_name(result.plan.buildings[0].name) == "House");
    CHECK(result.plan.units.size() == 6);
    CHECK(count_code(result.findings, "P015") == 1);
    try {
        importers::dxf::read_dxf({two_shops().write(folder.path(), "other.dxf")}, mapping);
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK_THAT(error.what(), Catch::Contains("other.dxf"));
        CHECK_THAT(error.advice(), Catch::Contains("level: {ordinal: 0}"));
    }
}
