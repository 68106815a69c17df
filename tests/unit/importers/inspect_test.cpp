#include "importers/inspect/inspect.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "core/error.hpp"
#include "importers/inspect/layer_words.hpp"
#include "importers/inspect/suggest.hpp"
#include "importers/mapping/mapping.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/osm_xml.hpp"
#include "tests/unit/importers/samples.hpp"
#include "tests/unit/importers/tables.hpp"

using namespace mallctl;
using importers::FileContents;
using importers::inspect::guess_layer;
using importers::inspect::guess_ordinal;
using importers::inspect::inspect;
using importers::inspect::suggest_mapping;
using importers::inspect::words_of;

namespace {

const importers::LayerContents& layer_of(const FileContents& file, const std::string& name) {
    const auto it = std::find_if(file.layers.begin(), file.layers.end(),
                                 [&](const auto& layer) { return layer.name == name; });
    REQUIRE(it != file.layers.end());
    return *it;
}

// "unit elevator", "wall", "-" for nothing.
std::string guess(std::string_view name, bool texts_only = false) {
    const auto found = guess_layer(name, texts_only);
    if (!found) return "-";
    const std::string layer_class = importers::mapping::to_string(found->layer_class);
    return found->category.empty() ? layer_class : layer_class + " " + found->category;
}

}  // namespace

TEST_CASE("a drawing is shown with its units, version, layers, extents and texts") {
    const auto files = inspect({test::source_dir() / "samples/riverside/plan/riverside-G.dxf"});
    REQUIRE(files.size() == 1);
    CHECK(files[0].format == "dxf");
    using Facts = std::vector<std::pair<std::string, std::string>>;
    CHECK(files[0].facts == Facts{{"version", "AC1015 (2000)"}, {"units", "mm"}, {"encoding", "code page"}});
    const auto& doors = layer_of(files[0], "A-DOOR");
    CHECK(doors.types == std::map<std::string, std::int64_t>{{"LINE", 21}});
    const auto& labels = layer_of(files[0], "A-AREA-IDEN");
    CHECK(labels.texts.size() == 5);
    REQUIRE(files[0].extent());
    CHECK(files[0].extent()->max.x == Approx(89000));
}

TEST_CASE("GeoJSON, IMDF in a zip, OpenStreetMap, tables and DWG are shown by what they call their layers") {
    const test::TemporaryDirectory directory;
    test::write_zip(directory.path() / "imdf.zip", test::tiny_imdf());
    const auto imdf = inspect({directory.path() / "imdf.zip"});
    CHECK(imdf.size() >= 4);
    CHECK(std::any_of(imdf.begin(), imdf.end(), [](const FileContents& file) {
        return file.format == "imdf" && file.file.find("imdf.zip: ") != std::string::npos;
    }));

    test::write_file(
        directory.path() / "far.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:25832"}},)"
        R"("features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[461000,5480000]},)"
        R"("properties":{"layer":"atm","name":"Bank"}}]})");
    const auto json = inspect({directory.path() / "far.geojson"});
    CHECK(layer_of(json[0], "atm").extent->min.x == 461000);
    CHECK(layer_of(json[0], "atm").texts == std::vector<std::string>{"Bank"});
    CHECK(layer_of(json[0], "atm").columns == std::vector<std::string>{"layer", "name"});

    test::OsmXml xml;
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0.5"}});
    test::write_file(directory.path() / "plan.osm", xml.text());
    const auto osm = inspect({directory.path() / "plan.osm"});
    CHECK(layer_of(osm[0], "indoor=room").total() == 1);
    CHECK(osm[0].facts.back() == std::pair<std::string, std::string>("levels", "0.5"));

    test::write_table(directory.path() / "plan.gpkg", "GPKG",
                      {{"rooms", "EPSG:25832", {{"POINT(461000 5480000)", {{"name", "Hall"}}}}}});
    const auto tables = inspect({directory.path() / "plan.gpkg"});
    CHECK(layer_of(tables[0], "rooms").crs == "EPSG:25832");
    CHECK(layer_of(tables[0], "rooms").extent->min.y == 5480000);
    CHECK(layer_of(tables[0], "rooms").types.at("POINT") == 1);
    CHECK(layer_of(tables[0], "rooms").texts == std::vector<std::string>{"Hall"});

    test::write_file(directory.path() / "plan.dwg", "AC1032\n");
    CHECK(inspect({directory.path() / "plan.dwg"})[0].facts[0].second == "AC1032 (2018)");
}

TEST_CASE("what is no plan, and what would have to be fetched, is refused as import refuses it") {
    CHECK_THROWS_AS(inspect({"/vsizip/plan.zip"}), core::Error);
    CHECK_THROWS_AS(inspect({"https://example.org/plan.gpkg"}), core::Error);
    CHECK_THROWS_AS(inspect({test::source_dir() / "LICENSE"}), core::Error);
}

TEST_CASE("words of layer names are parted and folded") {
    using Words = std::vector<std::string>;
    CHECK(words_of("A-AREA-IDEN") == Words{"a", "area", "iden"});
    CHECK(words_of("RaumNummer2") == Words{"raum", "nummer", "2"});
    CHECK(words_of("T\xC3\xBCren_EG") == Words{"tueren", "eg"});
    CHECK(words_of("Pi\xC3\xA8"
                   "ces|Ba\xC3\xB1os") == Words{"pieces", "banos"});
    CHECK(words_of("\xE5\xBA\x97").empty());
}

TEST_CASE("layers of AIA, ISO 13567 and of five languages are recognised") {
    const std::pair<const char*, const char*> samples[] = {
        {"A-WALL", "wall"},
        {"A-WALL-FULL", "wall"},
        {"A-GLAZ", "wall"},
        {"A-DOOR", "opening"},
        {"A-AREA", "unit"},
        {"A-AREA-IDEN", "unit_label"},
        {"A-FLOR-STRS", "unit stairs"},
        {"A-FLOR-EVTR", "unit elevator"},
        {"A-FLOR-OTLN", "outline"},
        {"A-FURN", "fixture"},
        {"S-COLS", "fixture"},
        {"A-ANNO-DIMS", "ignore"},
        {"S-GRID-IDEN", "ignore"},
        {"xref-mall$0$A-WALL", "wall"},
        {"mall|A-DOOR", "opening"},
        {"A-21----E-", "wall"},
        {"A-22----E-", "wall"},
        {"A-32----E-", "opening"},
        {"A-24----E-", "unit stairs"},
        {"A-66----E-", "unit elevator"},
        {"A-22----D-", "ignore"},
        {"Rooms", "unit"},
        {"Room Numbers", "unit_label"},
        {"W\xC3\xA4nde", "wall"},
        {"Innenw\xC3\xA4nde", "wall"},
        {"T\xC3\xBCren", "opening"},
        {"Raumnummern", "unit_label"},
        {"Aufz\xC3\xBCge", "unit elevator"},
        {"L\xC3\xA4"
         "den",
         "unit retail"},
        {"Bema\xC3\x9Fung", "ignore"},
        {"Cloisons", "wall"},
        {"PORTES", "opening"},
        {"Escaliers", "unit stairs"},
        {"Pi\xC3\xA8"
         "ces",
         "unit"},
        {"Muros", "wall"},
        {"Puertas", "opening"},
        {"Ba\xC3\xB1os", "unit restroom"},
        {"Ascensores", "unit elevator"},
        {"Paredes", "wall"},
        {"Escadas", "unit stairs"},
        {"Lojas", "unit retail"},
        {"M\xC3\xB3veis", "fixture"},
        {"A-WALL-TEXT", "ignore"},
        {"0", "-"},
        {"Layer1", "-"},
        {"CK_LEVEL_1", "-"},
    };
    for (const auto& [name, expected] : samples) {
        INFO(name);
        CHECK(guess(name) == expected);
    }
    CHECK(guess("A-AREA-RETL", true) == "unit_label");
    CHECK(guess("A-ANNO-TEXT", true) == "unit_label");
}

TEST_CASE("floors are read from the names of files") {
    const std::pair<const char*, std::optional<int>> samples[] = {
        {"EG", 0}, {"level-2", 2}, {"1.OG", 1},        {"UG2", -2},      {"F1", 0},
        {"F3", 2}, {"B1", -1},     {"riverside-G", 0}, {"Basement", -1}, {"mall_level_03", 3},
        {"3", 3},  {"plan", {}},   {"2024-11-22", {}}, {"mall-3", 3},
    };
    for (const auto& [name, expected] : samples) {
        INFO(name);
        CHECK(guess_ordinal(name) == expected);
    }
}

TEST_CASE("the suggestion for the sample is a mapping that knows most of its layers") {
    const auto files = inspect({test::source_dir() / "samples/riverside/plan"});
    const auto suggestion = suggest_mapping(files);
    const auto mapping = importers::mapping::parse_mapping(suggestion.yaml, "mapping.yaml");
    CHECK(mapping.files.size() == 3);
    REQUIRE(mapping.layer_rule("A-AREA-RETL") != nullptr);
    CHECK(mapping.layer_rule("A-AREA-RETL")->category == "retail");
    CHECK(mapping.layer_rule("A-VERT-ESCL-UP")->category == "escalator");
    CHECK(mapping.layer_rule("A-FLOR-OUTL")->layer_class == importers::mapping::LayerClass::outline);
    CHECK(suggestion.unmapped.size() <= 4);
    for (const auto& unmapped : suggestion.unmapped) CHECK(unmapped.find("POINT") != std::string::npos);
}

TEST_CASE("IMDF and OpenStreetMap need no mapping, and are told so") {
    FileContents osm;
    osm.format = "osm";
    CHECK_THROWS_AS(suggest_mapping({osm}), core::Error);
}

TEST_CASE("whatever layers, files and systems are called, the suggestion is a mapping that can be read") {
    std::mt19937 random(20261122);
    const std::vector<std::string> pieces{"A-WALL",
                                          "door",
                                          "\"",
                                          "\\",
                                          "'",
                                          "#",
                                          ": ",
                                          "- ",
                                          "{",
                                          "}",
                                          "[",
                                          "\n",
                                          "\t",
                                          "\x01",
                                          "*",
                                          "?",
                                          "&a",
                                          "!!b",
                                          "%",
                                          "@",
                                          "`",
                                          "|",
                                          ">",
                                          "\xC3\xBC",
                                          "\xE5\xBA\x97",
                                          "\xFF",
                                          "\xC2\x85",
                                          "\xE2\x80\xA8",
                                          "\xEF\xBB\xBF",
                                          " ",
                                          "0",
                                          "~",
                                          "null",
                                          "TEXT",
                                          "---",
                                          "...",
                                          "\x7F"};
    const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    const auto any_name = [&] {
        std::string name;
        for (std::size_t i = pick(6); i-- > 0;) name += pieces[pick(pieces.size())];
        return pick(40) == 0 ? name + std::string(2000, 'x') : name;
    };
    for (int round = 0; round < 400; ++round) {
        std::vector<FileContents> files(1 + pick(4));
        std::vector<std::string> names;
        for (FileContents& file : files) {
            file.file = any_name();
            file.format = pick(3) == 0 ? "gpkg" : "dxf";
            file.facts = {{"units", pick(2) == 0 ? "not stated" : "mm"}, {"crs", any_name()}};
            for (std::size_t i = pick(8); i-- > 0;) {
                auto& layer = file.layers.emplace_back();
                layer.name = any_name();
                layer.types[pick(2) == 0 ? "TEXT" : any_name()] = 1;
                names.push_back(layer.name);
            }
        }
        const auto suggestion = suggest_mapping(files);
        INFO(suggestion.yaml);
        const auto mapping = importers::mapping::parse_mapping(suggestion.yaml, "mapping.yaml");
        std::set<std::string> distinct(names.begin(), names.end());
        CHECK(mapping.layers.size() + suggestion.unmapped.size() == distinct.size());
        for (const auto& rule : mapping.layers) CHECK(distinct.contains(rule.glob));
    }
}
