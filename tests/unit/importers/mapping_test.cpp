#include "importers/mapping/mapping.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <optional>
#include <string>

#include "core/error.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using namespace mallctl::importers::mapping;
using core::Fault;

namespace {

constexpr const char* complete = R"(# a comment
units: mm
georeference:
  anchor: {lon: 8.5, lat: 49.4, x: 100, y: -20.5, rotation: 12.5}
files:
  - file: riverside-G.dxf
    level: {ordinal: 0, short_name: G, name: {en: Ground floor, de: Erdgeschoss}, elevation: 0.0}
  - file: "upper/*.dxf"
    level: {ordinal: 1, name: First floor}
building: {name: {en: Riverside}}
layers:
  - {layer: A-FLOR-OUTL, class: outline}
  - {layer: A-VERT-ESCL-UP, class: unit, category: escalator, direction: up}
  - {layer: A-STAFF, class: unit, category: nonpublic, restriction: employeesonly}
  - {layer: A-AREA-IDEN, class: unit_label}
  - {layer: A-AREA-NUMB, class: unit_label, text: ref}
  - {layer: A-DOOR-STEP, class: opening, accessible: false}
  - {layer: A-AMEN-*, class: amenity, category: restroom}
  - {layer: "*", class: ignore}
)";

core::Diagnostics faults_of(const std::string& text) {
    try {
        parse_mapping(text, "m.yaml");
    } catch (const core::Error& error) {
        CHECK(error.fault() == Fault::rejected);
        CHECK_FALSE(error.advice().empty());
        return error.findings();
    }
    return {};
}

}  // namespace

TEST_CASE("a complete mapping is read as it stands") {
    const Mapping mapping = parse_mapping(complete, "plan/mapping.yaml");
    CHECK(mapping.metres_per_unit == 0.001);
    REQUIRE(mapping.georeference);
    const auto& anchor = std::get<AnchorReference>(*mapping.georeference);
    CHECK(anchor.geographic == core::Point{8.5, 49.4});
    CHECK(anchor.drawing == core::Point{100, -20.5});
    CHECK(anchor.rotation_deg == 12.5);
    REQUIRE(mapping.files.size() == 2);
    CHECK(mapping.files[0].level.short_name == "G");
    CHECK(mapping.files[0].level.name == core::Names{{"de", "Erdgeschoss"}, {"en", "Ground floor"}});
    CHECK(mapping.files[0].level.elevation_m == 0.0);
    CHECK(mapping.files[1].level.short_name == "1");
    CHECK(mapping.files[1].level.name == core::Names{{"", "First floor"}});
    CHECK(mapping.building == core::Names{{"en", "Riverside"}});
    REQUIRE(mapping.layers.size() == 8);
    CHECK(mapping.layers[1].direction == plan::Direction::up);
    CHECK(mapping.layers[2].restriction == "employeesonly");
    CHECK(mapping.layers[3].text == LabelText::split);
    CHECK(mapping.layers[4].text == LabelText::ref);
    CHECK(mapping.layers[5].accessible == false);
    CHECK(mapping.layers[6].where.line == 18);
}

TEST_CASE("the first layer rule that matches wins, in either case") {
    const Mapping mapping = parse_mapping(complete, "mapping.yaml");
    REQUIRE(mapping.layer_rule("a-amen-wc"));
    CHECK(mapping.layer_rule("a-amen-wc")->layer_class == LayerClass::amenity);
    CHECK(mapping.layer_rule("anything")->layer_class == LayerClass::ignore);
    CHECK(parse_mapping("layers: []", "m.yaml").layer_rule("x") == nullptr);
}

TEST_CASE("files match by their path below the mapping, or by name where the glob has no folder") {
    const Mapping mapping = parse_mapping(complete, "some/plan/mapping.yaml");
    const auto ordinal = [&](const char* source) {
        const FileRule* rule = mapping.file_rule(source);
        return rule == nullptr ? -99 : rule->level.ordinal;
    };
    CHECK(ordinal("some/plan/riverside-G.dxf") == 0);
    CHECK(ordinal("some/plan/../plan/RIVERSIDE-g.DXF") == 0);
    CHECK(ordinal("elsewhere/riverside-G.dxf") == 0);
    CHECK(ordinal("some/plan/upper/one.dxf") == 1);
    CHECK(ordinal("elsewhere/upper/one.dxf") == -99);
    CHECK(ordinal("some/plan/two.dxf") == -99);
}

TEST_CASE("each fault of a mapping is found at its line and column") {
    struct Case {
        const char* text;
        const char* code;
        int line;
        int column;
        const char* says;
    };
    const Case cases[] = {
        {"unts: mm\n", "M002", 1, 1, "did you mean \"units\"?"},
        {"units: furlong\n", "M003", 1, 8, "furlong"},
        {"units:\n", "M003", 1, 1, "is empty"},
        {"units: mm\nunits: cm\n", "M003", 2, 1, "twice"},
        {"georeference: {}\n", "M003", 1, 15, "needs one of"},
        {"georeference: {crs: EPSG:1, anchor: {lon: 1, lat: 2}}\n", "M003", 1, 15, "needs one of"},
        {"georeference:\n  anchor: {lon: 1}\n", "M003", 2, 11, "no 'lat'"},
        {"georeference:\n  anchor: {lon: 1, lat: 91}\n", "M003", 2, 25, "-90 to 90"},
        {"georeference:\n  anchor: {lon: .nan, lat: 9}\n", "M003", 2, 17, "lon"},
        {"georeference:\n  anchor: {lon: nan, lat: 9}\n", "M003", 2, 17, "lon"},
        {"georeference:\n  anchor: {lon: 1, lat: 9, rotation: 1e99}\n", "M003", 2, 38, "rotation"},
        {"files: x.dxf\n", "M003", 1, 8, "must be a list"},
        {"files:\n  - file: a.dxf\n", "M003", 2, 5, "no 'level'"},
        {"files:\n  - {file: a.dxf, level: {ordinal: 1.5}}\n", "M003", 2, 36, "whole number"},
        {"files:\n  - {file: a, level: {ordinal: 0}}\n  - {file: b, level: {ordinal: 0}}\n", "M003", 3, 5,
         "both level 0"},
        {"layers:\n  - {layer: A, class: unt}\n", "M003", 2, 23, "did you mean \"unit\"?"},
        {"layers:\n  - {layer: A, clas: unit}\n", "M002", 2, 16, "did you mean \"class\"?"},
        {"layers:\n  - {layer: A, class: wall, direction: up}\n", "M003", 2, 40,
         "does not apply to class wall"},
        {"layers:\n  - {layer: A, class: unit, direction: sideways}\n", "M003", 2, 40, "sideways"},
        {"layers:\n  - {layer: A, class: opening, accessible: 1}\n", "M003", 2, 44, "accessible"},
        {"layers:\n  - {layer: A, class: amenity}\n", "M003", 2, 5, "no 'category'"},
        {"building: {name: \"a\\0b\"}\n", "M003", 1, 18, "one line"},
        {"building: {name: {en: A, en: B}}\n", "M003", 1, 26, "twice"},
        {"a: [1, 2\nb: 3\n", "M006", 2, 2, ""},
        {"units: mm\nbuilding: {name: \"A}\nlayers: []\n", "M006", 3, 11, ""},
        {"building: {name: 'A}\n\n", "M006", 1, 21, ""},
        {"", "M006", 1, 1, "empty"},
        {"units: mm\n---\nunits: m\n", "M006", 1, 1, "more than one"},
        {"- units\n", "M003", 1, 1, "must be a map"},
        {"units: \"\xE9\"\n", "M008", 1, 1, "UTF-8"},
    };
    for (const Case& c : cases) {
        INFO(c.text);
        const core::Diagnostics findings = faults_of(c.text);
        REQUIRE_FALSE(findings.empty());
        const core::Diagnostic& first = findings.front();
        CHECK(first.code == c.code);
        CHECK(first.where.file == "m.yaml");
        CHECK(first.where.line == c.line);
        CHECK(first.where.column == c.column);
        CHECK_THAT(first.message, Catch::Contains(c.says));
    }
}

TEST_CASE("all faults of a mapping are reported, and the message names the first") {
    try {
        parse_mapping("unts: mm\nlayers:\n  - {layer: A, class: unt}\n  - {class: wall}\n",
                      "plan/mapping.yaml");
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.findings().size() == 3);
        CHECK(
            std::string(error.what()) ==
            "plan/mapping.yaml:1:1: unknown key 'unts' in the mapping, did you mean \"units\"? (and 2 more)");
    }
}

TEST_CASE("a mapping that would cost too much is refused") {
    CHECK(faults_of(std::string((1 << 20) + 1, '#')).at(0).code == "M009");
    CHECK(faults_of("a: " + std::string(40, '[') + std::string(40, ']')).at(0).code == "M009");
    CHECK(faults_of("a: " + std::string(100000, '[')).at(0).code == "M009");
    std::string aliases = "x: &a 1\ny: [";
    for (int i = 0; i < 101; ++i) aliases += "*a,";
    CHECK(faults_of(aliases + "]").at(0).code == "M009");
    CHECK_FALSE(faults_of("layers: &a [*a]").empty());
}

TEST_CASE("a cut mapping is a fault or a mapping, never anything else") {
    const std::string text = complete;
    for (std::size_t length = 0; length < text.size(); ++length) {
        try {
            parse_mapping(text.substr(0, length), "m.yaml");
        } catch (const core::Error& error) {
            REQUIRE(error.fault() == Fault::rejected);
            REQUIRE_FALSE(error.findings().empty());
        }
    }
}

TEST_CASE("a mapping file that is not there is named") {
    try {
        read_mapping("no/such/mapping.yaml");
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.fault() == Fault::failed);
        CHECK_THAT(error.what(), Catch::Contains("no/such/mapping.yaml"));
    }
    test::TemporaryDirectory folder;
    CHECK_THROWS_AS(read_mapping(folder.path()), core::Error);
    std::ofstream(folder.path() / "mapping.yaml") << "units: cm\n";
    CHECK(read_mapping(folder.path() / "mapping.yaml").metres_per_unit == 0.01);
}

TEST_CASE("control points are read with their transform, and what does not belong together is named") {
    const auto read = [](const std::string& georeference) {
        const Mapping mapping = parse_mapping("georeference: " + georeference, "m.yaml");
        return std::get<ControlPointReference>(*mapping.georeference);
    };
    const auto points = read(
        "{transform: affine, crs: EPSG:25832, control_points: [{x: 1, y: 2, easting: 3, northing: 4}, "
        "{x: 5, y: 6, lon: 7, lat: 8}, {x: 0, y: 0, lon: 0, lat: 0}]}");
    CHECK(points.transform == mallctl::projection::Fit::affine);
    CHECK(points.crs == "EPSG:25832");
    REQUIRE(points.points.size() == 3);
    CHECK(points.points[0].projected);
    CHECK(points.points[0].ground == core::Point{3, 4});
    CHECK(points.points[1].drawing == core::Point{5, 6});
    CHECK_FALSE(points.points[1].projected);

    const std::string two = "control_points: [{x: 0, y: 0, lon: 0, lat: 0}, {x: 1, y: 0, lon: 1, lat: 0}]";
    for (const std::string& faulty :
         {std::string("control_points: [{x: 0, y: 0, lon: 0, lat: 0}]"), std::string("control_points: 7"),
          std::string("control_points: []"), std::string("transform: rigid"), "transform: affine, " + two,
          "transform: helmert, " + two, "crs: EPSG:25832, " + two, "anchor: {lon: 0, lat: 0}, " + two,
          std::string(
              "control_points: [{x: 0, y: 0, easting: 0, northing: 0}, {x: 1, y: 0, lon: 1, lat: 0}]"),
          std::string("control_points: [{x: 0, y: 0, lon: 0, northing: 0}, {x: 1, y: 0, lon: 1, lat: 0}]"),
          std::string("control_points: [{x: 0, y: 0, lon: 181, lat: 0}, {x: 1, y: 0, lon: 1, lat: 0}]"),
          std::string("control_points: [{x: 0, lon: 1, lat: 0}, {x: 1, y: 0, lon: 1, lat: 0}]")}) {
        INFO(faulty);
        CHECK_FALSE(faults_of("georeference: {" + faulty + "}").empty());
    }
}

TEST_CASE("boxes, offsets, blocks and words of layers are read, and what makes no sense is named") {
    const Mapping mapping = parse_mapping(R"(
units: mm
units_reason: the header is that of a template
files:
  - {file: a.dxf, box: [0, 0, 10, 20], level: {ordinal: 0}}
  - {file: b.dxf, level: {ordinal: 2}}
  - {file: "*.dxf", box: [10, 0, 20, 20], offset: [-10, 0.5], level: {ordinal: 1}}
layers: [{layer: "U-*", class: unit, ref: star, name: layer}]
blocks: [{block: "DOOR*", class: opening, width: 0.9}]
)",
                                          "m.yaml");
    CHECK(mapping.units_reason == "the header is that of a template");
    REQUIRE(mapping.files[0].box);
    CHECK(mapping.files[0].box->max == core::Point{10, 20});
    CHECK(mapping.files[2].offset == core::Point{-10, 0.5});
    CHECK(mapping.file_rules("a.dxf").size() == 2);
    CHECK(mapping.file_rules("b.dxf").size() == 1);
    CHECK(mapping.file_rules("c.dxf").size() == 1);
    CHECK(mapping.layers[0].ref == LayerWord::star);
    CHECK(mapping.layers[0].name == LayerWord::layer);
    REQUIRE(mapping.block_rule("door-90") != nullptr);
    CHECK(mapping.block_rule("door-90")->width_m == 0.9);
    CHECK(mapping.block_rule("SOFA") == nullptr);

    for (const char* faulty :
         {"units_reason: why", "files: [{file: a, box: [0, 0, 1], level: {ordinal: 0}}]",
          "files: [{file: a, box: [0, 0, 0, 1], level: {ordinal: 0}}]",
          "files: [{file: a, box: 7, level: {ordinal: 0}}]",
          "files: [{file: a, offset: [x, 1], level: {ordinal: 0}}]",
          "layers: [{layer: U, class: unit, ref: star}]",
          "layers: [{layer: 'U*-*', class: unit, name: star}]",
          "layers: [{layer: 'U*', class: wall, name: layer}]",
          "layers: [{layer: 'U*', class: unit, name: star}, 7]", "blocks: [{block: A, class: unit}]",
          "blocks: [{block: A, class: fixture, width: 1}]", "blocks: [{block: A, class: opening, width: 0}]",
          "blocks: [{class: opening}]", "blocks: [{block: A, class: amenity}]",
          "blocks: [{layer: A, class: opening}]"}) {
        INFO(faulty);
        CHECK_FALSE(faults_of(faulty).empty());
    }
}
