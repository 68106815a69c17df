// Drawing packages of Azure Maps Creator.
#include "importers/azure/azure.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "importers/azure/azure_manifest.hpp"
#include "importers/dxf/dxf.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using nlohmann::json;
using test::count_code;
using test::DxfWriter;

namespace fs = std::filesystem;

namespace {

json small_manifest() {
    return json::parse(R"({
        "version": "1.1",
        "directoryInfo": {"name": "House"},
        "buildingLevels": {"levels": [{"levelName": "Ground", "ordinal": 0, "filename": "./Ground.dwg"}]},
        "georeference": {"lat": 47.6, "lon": -122.1, "angle": 0},
        "dwgLayers": {"exterior": ["OUT"], "unit": ["UNITS"], "door": ["DOORS"], "unitLabel": ["LABELS"]},
        "unitProperties": []})");
}

fs::path write_manifest(const fs::path& folder, const json& manifest) {
    std::ofstream(folder / "manifest.json") << manifest.dump(2);
    return folder / "manifest.json";
}

// Three units in a row: a hall between two rooms.
DxfWriter row() {
    DxfWriter dxf;
    dxf.rectangle("OUT", {0, 0}, {30, 10})
        .rectangle("UNITS", {0, 0}, {10, 10})
        .rectangle("UNITS", {10, 0}, {20, 10});
    dxf.rectangle("UNITS", {20, 0}, {30, 10});
    dxf.text("LABELS", {5, 5}, "R1").text("LABELS", {15, 5}, "HALL").text("LABELS", {25, 5}, "R2");
    return dxf;
}

core::Error error_of(const fs::path& manifest) {
    try {
        importers::azure::read_azure(manifest, importers::dxf::read_drawing);
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("accepted");
    throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("the contoso package gives three levels with 63 named units each, at its anchor") {
    const auto path = test::shared_data("dxf/contoso/manifest.json");
    if (!path) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto result = importers::azure::read_azure(*path, importers::dxf::read_drawing);
    const plan::Plan& plan = result.plan;
    REQUIRE(plan.levels.size() == 3);
    CHECK(plan.levels[0].ordinal == -1);
    CHECK(plan.levels[0].short_name == "Basement");
    CHECK(plan.levels[2].elevation_m == 3.5);
    CHECK(core::pick_name(plan.buildings.at(0).name) == "Contoso Building 1");
    std::vector<int> units(3);
    std::map<std::string, const plan::Unit*> by_ref;
    for (const auto& unit : plan.units) {
        ++units.at(unit.level);
        CHECK_FALSE(core::pick_name(unit.name).empty());
        by_ref[unit.ref] = &unit;
    }
    CHECK(units == std::vector<int>{63, 63, 63});
    CHECK(by_ref.at("STRB01")->category == "stairs");
    CHECK(by_ref.at("ELV101")->category == "elevator");
    CHECK(by_ref.at("CIRC201")->category == "walkway");
    CHECK(by_ref.at("B05")->category == "office");
    CHECK_FALSE(by_ref.at("ELVB01")->direction);
    CHECK(by_ref.at("B01")->restriction == "employeesonly");
    REQUIRE(plan.occupants.size() == 1);
    CHECK(core::pick_name(plan.occupants[0].name) == "Joe's Office");
    CHECK(&plan.units.at(*plan.occupants[0].unit) == by_ref.at("B01"));
    CHECK(plan.sections.size() == 3);
    CHECK(core::pick_name(plan.sections[0].name) == "WifiB01");
    // The outline's corner is the drawing's (0, 0).
    const core::LocalFrame frame({-122.132600, 47.636152});
    for (const auto& level : plan.levels) {
        double nearest = 1e9;
        double farthest = 0;
        for (const core::Point p : level.outline.at(0).rings.at(0)) {
            const core::Point local = frame.to_local(p);
            nearest = std::min(nearest, std::hypot(local.x, local.y));
            farthest = std::max(farthest, std::hypot(local.x, local.y));
        }
        CHECK(nearest < 0.001);
        CHECK(farthest == Approx(70 * std::sqrt(2.0)).margin(0.01));
    }
    CHECK(result.notes.at("read instead of Ground.dwg") == "Ground.dxf");
}

TEST_CASE("reading a package twice gives the same source ids in the same order") {
    const auto path = test::shared_data("dxf/contoso/manifest.json");
    if (!path) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto first = importers::azure::read_azure(*path, importers::dxf::read_drawing);
    const auto second = importers::azure::read_azure(*path, importers::dxf::read_drawing);
    std::set<std::string> seen;
    REQUIRE(first.plan.units.size() == second.plan.units.size());
    for (std::size_t i = 0; i < first.plan.units.size(); ++i) {
        CHECK(first.plan.units[i].source_id == second.plan.units[i].source_id);
        CHECK(first.plan.units[i].geometry == second.plan.units[i].geometry);
        CHECK(seen.insert(first.plan.units[i].source_id).second);
    }
    seen.clear();
    for (const auto& opening : first.plan.openings) CHECK(seen.insert(opening.source_id).second);
}

TEST_CASE("a DXF of the same stem stands in for a DWG in any case; else the DWG itself is read") {
    const test::TemporaryDirectory folder;
    const fs::path manifest = write_manifest(folder.path(), small_manifest());
    const core::Error absent = error_of(manifest);
    CHECK(absent.fault() == core::Fault::rejected);
    CHECK_THAT(absent.what(), Catch::Contains("Ground.dwg"));
    CHECK_THAT(absent.advice(), Catch::Contains("Ground.dxf"));
    std::ofstream(folder.path() / "ground.DWG") << "AC1032";
    std::string asked;
    importers::azure::read_azure(manifest, [&](const fs::path& file) {
        asked = file.filename().string();
        return importers::dxf::read_drawing(row().write(folder.path(), "elsewhere"));
    });
    CHECK(asked == "ground.DWG");
    row().write(folder.path(), "GROUND.DXF");
    CHECK(importers::azure::read_azure(manifest, importers::dxf::read_drawing).plan.units.size() == 3);
}

TEST_CASE("a manifest that names a drawing outside its folder is refused") {
    const test::TemporaryDirectory folder;
    for (const char* name : {"../Ground.dwg", "/etc/passwd", "a/../../Ground.dwg", "..\\Ground.dwg"}) {
        INFO(name);
        json manifest = small_manifest();
        manifest["buildingLevels"]["levels"][0]["filename"] = name;
        CHECK_THAT(error_of(write_manifest(folder.path(), manifest)).what(),
                   Catch::Contains("outside its folder"));
    }
}

TEST_CASE("the angle turns the drawing's y axis clockwise from north") {
    const test::TemporaryDirectory folder;
    row().write(folder.path(), "Ground.dxf");
    json manifest = small_manifest();
    manifest["georeference"]["angle"] = 90;
    const auto plan =
        importers::azure::read_azure(write_manifest(folder.path(), manifest), importers::dxf::read_drawing)
            .plan;
    const core::LocalFrame frame({-122.1, 47.6});
    double east = 0;
    double south = 0;
    for (const core::Point p : plan.levels[0].outline[0].rings[0]) {
        east = std::max(east, frame.to_local(p).x);
        south = std::max(south, -frame.to_local(p).y);
    }
    CHECK(east == Approx(10).margin(1e-3));   // the y axis points east
    CHECK(south == Approx(30).margin(1e-3));  // and the x axis south
}

TEST_CASE("units are open to a walkway beside them unless a door or the manifest closes them") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = row();
    dxf.line("DOORS", {10, 4}, {10, 5});  // between R1 and the hall
    dxf.write(folder.path(), "Ground.dxf");
    json manifest = small_manifest();
    manifest["unitProperties"] = json::parse(R"([{"unitName": "HALL", "categoryName": "room.hallway"}])");
    const auto by_default =
        importers::azure::read_azure(write_manifest(folder.path(), manifest), importers::dxf::read_drawing)
            .plan;
    REQUIRE(by_default.openings.size() == 2);  // the door, and all of R2's side
    manifest["unitProperties"].push_back({{"unitName", "R2"}, {"isOpenArea", false}});
    CHECK(importers::azure::read_azure(write_manifest(folder.path(), manifest), importers::dxf::read_drawing)
              .plan.openings.size() == 1);
    manifest["unitProperties"].push_back({{"unitName", "R1"}, {"isOpenArea", true}});
    CHECK(importers::azure::read_azure(write_manifest(folder.path(), manifest), importers::dxf::read_drawing)
              .plan.openings.size() == 2);
}

TEST_CASE("an open side is open only where no wall stands") {
    const test::TemporaryDirectory folder;
    const auto openings_with = [&](const std::function<void(DxfWriter&)>& draw) {
        DxfWriter dxf = row();
        draw(dxf);
        dxf.write(folder.path(), "Ground.dxf");
        json manifest = small_manifest();
        manifest["dwgLayers"]["wall"] = {"WALLS"};
        manifest["unitProperties"] = json::parse(R"([{"unitName": "HALL", "categoryName": "room.hallway"},
            {"unitName": "R1", "isOpenArea": false}])");
        std::vector<std::pair<double, double>> spans;
        const core::LocalFrame frame({-122.1, 47.6});
        for (const auto& opening : importers::azure::read_azure(write_manifest(folder.path(), manifest),
                                                                importers::dxf::read_drawing)
                                       .plan.openings) {
            const double y0 = frame.to_local(opening.geometry.front()).y;
            const double y1 = frame.to_local(opening.geometry.back()).y;
            spans.emplace_back(std::round(std::min(y0, y1) * 1000) / 1000,
                               std::round(std::max(y0, y1) * 1000) / 1000);
        }
        std::sort(spans.begin(), spans.end());
        return spans;
    };
    using Spans = std::vector<std::pair<double, double>>;
    CHECK(openings_with([](DxfWriter&) {}) == Spans{{0, 10}});
    CHECK(openings_with([](DxfWriter& dxf) {
              dxf.rectangle("WALLS", {19.8, -1}, {20.2, 8});
          }) == Spans{{8, 10}});
    CHECK(openings_with([](DxfWriter& dxf) {
              dxf.rectangle("WALLS", {19.8, 4}, {20.2, 6});
          }) == Spans{{0, 4}, {6, 10}});
    CHECK(openings_with([](DxfWriter& dxf) { dxf.line("WALLS", {20, 3}, {20, 9.8}); }) == Spans{{0, 3}});
    CHECK(openings_with([](DxfWriter& dxf) { dxf.line("WALLS", {20, -1}, {20, 11}); }).empty());
    // Walls that cross the side or stand apart from it do not close it.
    CHECK(openings_with([](DxfWriter& dxf) { dxf.line("WALLS", {15, 5}, {25, 5}); }) == Spans{{0, 10}});
    CHECK(openings_with([](DxfWriter& dxf) { dxf.line("WALLS", {20.5, 0}, {20.5, 10}); }) == Spans{{0, 10}});
}

TEST_CASE("a room without a door behind a room with one is entered where no wall stands between them") {
    const test::TemporaryDirectory folder;
    const auto openings_with = [&](const char* wall) {
        DxfWriter dxf = row();
        dxf.line("DOORS", {20, 4}, {20, 5});  // between the hall and R2, where BACK lies behind
        dxf.rectangle("UNITS", {30, 0}, {40, 10}).text("LABELS", {35, 5}, "BACK");
        if (wall != nullptr) dxf.line(wall, {30, 0}, {30, 10});
        dxf.write(folder.path(), "Ground.dxf");
        json manifest = small_manifest();
        manifest["dwgLayers"]["wall"] = {"WALLS"};
        manifest["unitProperties"] = json::parse(R"([{"unitName": "HALL", "categoryName": "room.hallway"},
            {"unitName": "R1", "isOpenArea": false}])");
        return importers::azure::read_azure(write_manifest(folder.path(), manifest),
                                            importers::dxf::read_drawing)
            .plan.openings.size();
    };
    CHECK(openings_with(nullptr) == 2);
    CHECK(openings_with("WALLS") == 1);
    CHECK(openings_with("DOORS") == 2);  // entered by a door, and by nothing else
}

TEST_CASE("units of more edges than can be compared are refused") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf = row();
    DxfWriter::Points circle;
    for (int i = 0; i < 31000; ++i)
        circle.push_back({15 + std::cos(i * 6.28 / 31000), 15 + std::sin(i * 6.28 / 31000)});
    dxf.polyline("UNITS", circle).write(folder.path(), "Ground.dxf");
    CHECK_THAT(error_of(write_manifest(folder.path(), small_manifest())).what(), Catch::Contains("edges"));
}

TEST_CASE("records without a unit and records for one unit twice are findings") {
    const test::TemporaryDirectory folder;
    row().write(folder.path(), "Ground.dxf");
    json manifest = small_manifest();
    manifest["unitProperties"] = json::parse(
        R"([{"unitName": "R1"}, {"unitName": "R1", "categoryName": "room.office"}, {"unitName": "GONE"}])");
    const auto result =
        importers::azure::read_azure(write_manifest(folder.path(), manifest), importers::dxf::read_drawing);
    CHECK(count_code(result.findings, "P005") == 1);
    CHECK(count_code(result.findings, "P006") == 1);
    CHECK(result.plan.units[0].category == "unspecified");
}

TEST_CASE("each fault of a manifest has its code") {
    const test::TemporaryDirectory folder;
    const auto code_after = [&](const std::function<void(json&)>& damage) {
        json manifest = small_manifest();
        damage(manifest);
        const core::Error error = error_of(write_manifest(folder.path(), manifest));
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_THAT(error.what(), Catch::Contains("manifest.json"));
        return error.findings().empty() ? std::string() : error.findings().front().code;
    };
    CHECK(code_after([](json& m) { m.erase("georeference"); }) == "P017");
    CHECK(code_after([](json& m) { m.erase("buildingLevels"); }) == "P017");
    CHECK(code_after([](json& m) { m.erase("dwgLayers"); }) == "P017");
    CHECK(code_after([](json& m) { m["version"] = "3.0"; }) == "P017");
    CHECK(code_after([](json& m) { m["georeference"]["lat"] = -122.1; }) == "P020");
    CHECK(code_after([](json& m) { m["georeference"]["angle"] = 1e9; }) == "P020");
    CHECK(code_after([](json& m) {
              m["buildingLevels"]["levels"].push_back(m["buildingLevels"]["levels"][0]);
          }) == "P019");
    CHECK(code_after([](json& m) { m["buildingLevels"]["levels"][0]["ordinal"] = 1.5; }) == "P017");
    CHECK(code_after([](json& m) { m["buildingLevels"]["levels"][0].erase("filename"); }) == "P017");
    CHECK(code_after([](json& m) { m["buildingLevels"]["levels"] = 7; }) == "P017");
    CHECK(code_after([](json& m) { m["unitProperties"] = json::array({{{"unitName", 7}}}); }) == "P017");
    CHECK(code_after([](json& m) { m = json::array(); }) == "P016");
    std::ofstream(folder.path() / "manifest.json") << "{\"version\": \"1.1\", ";
    CHECK(error_of(folder.path() / "manifest.json").findings().at(0).code == "P016");
    std::ofstream(folder.path() / "manifest.json") << std::string(100000, '[');
    CHECK(error_of(folder.path() / "manifest.json").findings().at(0).code == "P016");
    CHECK(error_of(folder.path() / "absent.json").fault() == core::Fault::failed);
}

TEST_CASE("a manifest of version 2.0 is read by its feature classes") {
    const test::TemporaryDirectory folder;
    row().write(folder.path(), "Ground.dxf");
    const json manifest = json::parse(R"({
        "version": "2.0",
        "buildingLevels": {"dwgLayers": ["OUT"], "levels": [{"filename": "Ground.dwg", "levelName": "level 1", "ordinal": 0}]},
        "georeference": {"lat": 47.6, "lon": -122.1, "angle": 0},
        "featureClasses": [
            {"featureClassName": "room", "dwgLayers": ["UNITS"],
             "featureClassProperties": [{"featureClassPropertyName": "name", "dwgLayers": ["LABELS"]}]},
            {"featureClassName": "buildingFurniture", "dwgLayers": ["FURN"]}],
        "facilityName": "House"})");
    const auto plan =
        importers::azure::read_azure(write_manifest(folder.path(), manifest), importers::dxf::read_drawing)
            .plan;
    REQUIRE(plan.units.size() == 3);
    CHECK(core::pick_name(plan.units[1].name) == "HALL");
    CHECK(core::pick_name(plan.buildings[0].name) == "House");
    CHECK(plan.levels[0].outline.size() == 1);
}

TEST_CASE("a manifest is told from other JSON") {
    using importers::azure::looks_like_azure_manifest;
    CHECK(looks_like_azure_manifest(small_manifest().dump()));
    CHECK_FALSE(looks_like_azure_manifest(R"({"version": "1.0.0", "language": "en"})"));
    CHECK_FALSE(looks_like_azure_manifest(R"({"type": "FeatureCollection", "features": []})"));
    CHECK_FALSE(looks_like_azure_manifest("[1, 2"));
    CHECK_FALSE(looks_like_azure_manifest(""));
}

TEST_CASE("Azure categories become those of IMDF, unknown ones are kept") {
    using importers::azure::imdf_category;
    CHECK(imdf_category("room.office") == "office");
    CHECK(imdf_category("room.hallway") == "walkway");
    CHECK(imdf_category("verticalPenetration.stairs") == "stairs");
    CHECK(imdf_category("verticalPenetration.elevator") == "elevator");
    CHECK(imdf_category("room.serverRoom") == "serverroom");
    CHECK(imdf_category("Zone") == "zone");
}
