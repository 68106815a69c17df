// What a mapping can say of drawings: floors by boxes, words of layers, blocks, units that the header denies.
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "importers/dxf/dxf.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using test::count_code;
using test::DxfWriter;
using test::read_one;

namespace {

core::Point local(core::Point geographic) {
    return core::LocalFrame({8, 49}).to_local(geographic);
}

importers::ImportResult read_mapped(const std::filesystem::path& drawing, const std::string& mapping) {
    return importers::dxf::read_dxf(
        {drawing}, importers::mapping::parse_mapping("georeference: {anchor: {lon: 8, lat: 49}}\n" + mapping,
                                                     "mapping.yaml"));
}

// Two floors of one room each, drawn 100 m apart.
DxfWriter two_floors() {
    DxfWriter dxf;
    dxf.rectangle("ROOM", {0, 0}, {20, 10}).text("LABEL", {5, 5}, "G-01");
    dxf.rectangle("ROOM", {100, 0}, {120, 10}).text("LABEL", {105, 5}, "1-01");
    return dxf;
}

constexpr const char* two_boxes = R"(
files:
  - {file: "*.dxf", box: [-10, -10, 50, 50], level: {ordinal: 0}}
  - {file: "*.dxf", box: [50, -10, 150, 50], offset: [-100, 0], level: {ordinal: 1}}
layers:
  - {layer: ROOM, class: unit, category: retail}
  - {layer: LABEL, class: unit_label}
)";

double length_of(const core::LineString& line) {
    const core::Point a = local(line.at(0));
    const core::Point b = local(line.at(1));
    return std::hypot(b.x - a.x, b.y - a.y);
}

}  // namespace

TEST_CASE("floors drawn side by side are told by boxes and fall over each other by offsets") {
    const test::TemporaryDirectory folder;
    const auto result = read_mapped(two_floors().write(folder.path(), "all.dxf"), two_boxes);
    REQUIRE(result.plan.levels.size() == 2);
    REQUIRE(result.plan.units.size() == 2);
    for (std::size_t level = 0; level < 2; ++level) {
        const plan::Unit& unit = result.plan.units[level];
        CHECK(unit.level == level);
        CHECK(unit.ref == (level == 0 ? "G-01" : "1-01"));
        const core::Point corner = local(unit.geometry[0].rings[0][2]);
        CHECK(corner.x == Approx(20).margin(1e-6));
        CHECK(corner.y == Approx(10).margin(1e-6));
    }
    CHECK(count_code(result.findings, "P089") == 0);
    CHECK(count_code(result.findings, "P015") == 0);
}

TEST_CASE("what lies in no box, or across the edge of one, is a finding by layer") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = two_floors();
    dxf.rectangle("ROOM", {300, 0}, {310, 10})
        .rectangle("ROOM", {40, 20}, {58, 30})
        .line("GRID", {900, 0}, {901, 0});
    const auto result = read_mapped(dxf.write(folder.path(), "all.dxf"), two_boxes);
    CHECK(result.plan.units.size() == 3);
    REQUIRE(count_code(result.findings, "P089") == 2);
    std::string messages;
    for (const auto& finding : result.findings) {
        if (finding.code == "P089") messages += finding.message + "\n";
    }
    CHECK_THAT(messages, Catch::Contains("'ROOM' has 1 entity in no box") &&
                             Catch::Contains("'ROOM' has 1 entity across the edge"));
}

TEST_CASE("the ids of a drawing with several floors do not depend on the boxes") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.begin_block("SHOPS")
        .rectangle("ROOM", {0, 0}, {5, 5})
        .rectangle("ROOM", {100, 0}, {105, 5})
        .end_block();
    dxf.insert("ROOM", "SHOPS", {0, 0});
    const auto result = read_mapped(dxf.write(folder.path(), "all.dxf"), two_boxes);
    REQUIRE(result.plan.units.size() == 2);
    CHECK(result.plan.units[1].source_id == result.plan.units[0].source_id + "#2");
}

TEST_CASE("number and name on layers of their own make one label") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("ROOM", {0, 0}, {10, 10}).rectangle("ROOM", {10, 0}, {20, 10});
    dxf.text("NAMES", {2, 2}, "12 Monkeys").text("NUMBERS", {2, 4}, "G 01");
    dxf.text("NUMBERS", {12, 4}, "G 02").text("NAMES", {12, 2}, "Bakery").text("NAMES", {15, 2}, "Butcher");
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), R"(
  - {layer: ROOM, class: unit, category: retail}
  - {layer: NUMBERS, class: unit_label, text: ref}
  - {layer: NAMES, class: unit_label, text: name}
)");
    REQUIRE(result.plan.units.size() == 2);
    CHECK(result.plan.units[0].ref == "G 01");
    CHECK(core::pick_name(result.plan.units[0].name) == "12 Monkeys");
    CHECK(result.plan.units[1].ref == "G 02");
    CHECK(core::pick_name(result.plan.units[1].name) == "Bakery");
    CHECK(count_code(result.findings, "P036") == 1);
}

TEST_CASE("a unit can take its number or name from its layer, whole or where the star stands") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("UNIT-G-01", {0, 0}, {10, 10}).rectangle("Food court", {10, 0}, {20, 10});
    dxf.text("LABEL", {2, 2}, "Bakery");
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), R"(
  - {layer: "UNIT-*", class: unit, category: retail, ref: star}
  - {layer: "Food*", class: unit, category: foodservice, name: layer}
  - {layer: LABEL, class: unit_label, text: name}
)");
    REQUIRE(result.plan.units.size() == 2);
    CHECK(result.plan.units[0].ref == "G-01");
    CHECK(core::pick_name(result.plan.units[0].name) == "Bakery");
    CHECK(core::pick_name(result.plan.units[1].name) == "Food court");
}

TEST_CASE("blocks become doors, furniture and amenities by their names, whatever layer they are on") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("ROOM", {0, 0}, {10, 10});
    dxf.begin_block("DOOR-90").line("0", {0, 0}, {0.9, 0}).arc("0", {0, 0}, 0.9, 0, 90).end_block();
    dxf.begin_block("DOOR-DOT").line("0", {0, 0}, {0.01, 0}).end_block();
    dxf.begin_block("WC").line("0", {0, 0}, {1, 1}).end_block();
    dxf.begin_block("SOFA").rectangle("0", {0, 0}, {2, 1}).end_block();
    dxf.insert("ANY", "DOOR-90", {3, 0}).insert("ANY", "DOOR-DOT", {7, 10}).insert("ANY", "WC", {5, 5});
    dxf.insert("ROOM", "SOFA", {1, 1}).insert("ANY", "TREE", {2, 2});
    const std::string mapping = R"(
files: [{file: "*", level: {ordinal: 0}}]
layers:
  - {layer: ROOM, class: unit, category: retail}
blocks:
  - {block: "door-dot", class: opening, width: 1.2, accessible: false}
  - {block: "DOOR*", class: opening}
  - {block: WC, class: amenity, category: restroom}
  - {block: "S*", class: fixture}
)";
    const auto plan = read_mapped(dxf.write(folder.path(), "G.dxf"), mapping).plan;
    CHECK(plan.units.size() == 1);
    REQUIRE(plan.openings.size() == 2);
    CHECK(length_of(plan.openings[0].geometry) == Approx(0.9).margin(1e-3));
    CHECK(local(plan.openings[0].geometry[0]).y == Approx(0).margin(1e-6));
    CHECK(plan.openings[0].accessible);
    CHECK(length_of(plan.openings[1].geometry) == Approx(1.2).margin(1e-3));
    CHECK(local(plan.openings[1].geometry[0]).y == Approx(10).margin(1e-6));
    CHECK_FALSE(plan.openings[1].accessible);
    REQUIRE(plan.amenities.size() == 1);
    CHECK(plan.amenities[0].category == "restroom");
    REQUIRE(plan.fixtures.size() == 1);
}

TEST_CASE("units that contradict the header need a reason") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf(4);  // says mm
    dxf.rectangle("ROOM", {0, 0}, {10, 10});
    const auto path = dxf.write(folder.path(), "G.dxf");
    constexpr const char* rules = "  - {layer: ROOM, class: unit}\n";
    CHECK(count_code(read_one(path, rules, "units: m\n").findings, "P087") == 1);
    const auto reasoned = read_one(path, rules, "units: m\nunits_reason: the template was never set\n");
    CHECK(count_code(reasoned.findings, "P087") == 0);
    CHECK_THAT(reasoned.notes.at("units of G.dxf"), Catch::Contains("the template was never set"));
    CHECK(count_code(read_one(path, rules, "units: mm\n").findings, "P087") == 0);
}

TEST_CASE("a rule behind a wider one that never counts is a finding") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("A-ROOM", {0, 0}, {10, 10}).rectangle("A-WALL", {0, 0}, {10, 10});
    const auto result = read_one(dxf.write(folder.path(), "G.dxf"), R"(
  - {layer: "A-*", class: unit}
  - {layer: A-WALL, class: wall}
  - {layer: "*", class: ignore}
)");
    REQUIRE(count_code(result.findings, "P028") == 1);
    for (const auto& finding : result.findings) {
        if (finding.code == "P028") CHECK_THAT(finding.message, Catch::Contains("later rule 'A-WALL'"));
    }
}

TEST_CASE("a drawing that nobody places is refused with a finding") {
    const test::TemporaryDirectory folder;
    const auto mapping = importers::mapping::parse_mapping(
        "files: [{file: '*', level: {ordinal: 0}}]\nlayers: [{layer: ROOM, class: unit}]\n", "m.yaml");
    try {
        importers::dxf::read_dxf({two_floors().write(folder.path(), "G.dxf")}, mapping);
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        REQUIRE(error.findings().size() == 1);
        CHECK(error.findings()[0].code == "P038");
    }
}

TEST_CASE("what only the drawing's tags tell is told: proxies, heights, layouts, scales and handles") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("ROOM", {0, 0}, {10, 10}).begin_block("WC").line("0", {0, 0}, {1, 1}).end_block();
    dxf.raw("0\nACAD_PROXY_ENTITY\n5\n900\n8\nROOM\n");
    dxf.raw("0\nLINE\n5\n901\n8\nWALL\n10\n0\n20\n0\n30\n7.5\n11\n1\n21\n1\n31\n7.5\n");
    dxf.raw("0\nTEXT\n5\n902\n67\n1\n8\nLABEL\n10\n1\n20\n1\n40\n1\n1\nG-01\n");
    dxf.raw("0\nINSERT\n5\n903\n8\n0\n2\nWC\n10\n5\n20\n5\n41\n25.4\n42\n25.4\n");
    dxf.raw("0\nLINE\n5\n901\n8\nWALL\n10\n2\n20\n0\n11\n3\n21\n1\n");
    const auto result = read_mapped(dxf.write(folder.path(), "G.dxf"), R"(
files: [{file: "*", level: {ordinal: 0}}]
layers:
  - {layer: ROOM, class: unit}
  - {layer: WALL, class: wall}
  - {layer: LABEL, class: unit_label}
  - {layer: "0", class: ignore}
blocks: [{block: WC, class: amenity, category: restroom}]
)");
    const std::pair<const char*, const char*> expected[] = {
        {"P037", "'ROOM' holds 1 of type ACAD_PROXY_ENTITY"},
        {"P026", "'WALL' has 1 entity that is not at height 0"},
        {"P041", "'LABEL' has 1 entity on layouts"},
        {"P027", "'WC' is inserted 1 time larger or smaller"},
        {"P005", "handle 901 is that of more than one"},
    };
    for (const auto& [code, message] : expected) {
        INFO(code);
        REQUIRE(count_code(result.findings, code) == 1);
        for (const auto& finding : result.findings) {
            if (finding.code == code) CHECK_THAT(finding.message, Catch::Contains(message));
        }
    }
}

TEST_CASE("a drawing that says itself where it lies needs no georeference") {
    const auto path = test::shared_data("dxf/ezdxf/houses_of_parliament_georeferenced.dxf");
    if (!path) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto mapping = importers::mapping::parse_mapping(
        "files: [{file: '*', level: {ordinal: 0}}]\nlayers: [{layer: '*', class: outline}]\n", "m.yaml");
    const auto result = importers::dxf::read_dxf({*path}, mapping);
    CHECK(result.notes.at("georeference") == "EPSG:27700, as the drawing says");
    // The file's own GeoRSS point is 51.4983 north, 0.1256 west.
    const core::Point here = core::LocalFrame({-0.1256, 51.4983})
                                 .to_local(result.plan.levels.at(0).outline.at(0).rings.at(0).at(0));
    CHECK(std::hypot(here.x, here.y) < 400);
}
