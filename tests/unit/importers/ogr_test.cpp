#include "importers/ogr/ogr.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "importers/importer.hpp"
#include "importers/ogr/columns.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/samples.hpp"
#include "tests/unit/importers/tables.hpp"

using namespace mallctl;
using importers::ImportResult;
using test::Row;
using test::TableLayer;
using test::write_table;

namespace fs = std::filesystem;

namespace {

ImportResult import_of(const fs::path& source, const std::string& crs = {}) {
    importers::ImportRequest request;
    request.sources = {source};
    request.crs = crs;
    return importers::import_plan(request);
}

std::string refusal(const fs::path& source) {
    try {
        import_of(source);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_FALSE(error.advice().empty());
        return error.what();
    }
    FAIL("nothing was refused");
    return {};
}

int count(const ImportResult& result, const std::string& code) {
    return static_cast<int>(std::count_if(result.findings.begin(), result.findings.end(),
                                          [&](const auto& finding) { return finding.code == code; }));
}

// A shop of 20 m by 20 m near Mannheim in UTM 32 N, and the door in its southern wall.
const char* const shop =
    "POLYGON((461000 5480000,461020 5480000,461020 5480020,461000 5480020,461000 5480000))";
const char* const door = "LINESTRING(461009 5480000,461011 5480000)";

TableLayer units(const std::string& crs = "EPSG:25832") {
    return {"units",
            crs,
            {Row{shop,
                 {{"ref", "G-01"},
                  {"level", 0.0},
                  {"category", "retail"},
                  {"name", "Bakery"},
                  {"name_de",
                   "B\xC3\xA4"
                   "ckerei"},
                  {"restriction", "restricted"}}}}};
}

void check_shop(const ImportResult& result) {
    REQUIRE(result.plan.units.size() == 1);
    const plan::Unit& unit = result.plan.units[0];
    CHECK(unit.ref == "G-01");
    CHECK(unit.category == "retail");
    CHECK(unit.restriction == "restricted");
    CHECK(unit.name == core::Names{{"", "Bakery"},
                                   {"de",
                                    "B\xC3\xA4"
                                    "ckerei"}});
    REQUIRE(unit.geometry.size() == 1);
    // By cs2cs EPSG:25832 EPSG:4326.
    CHECK(unit.geometry[0].rings[0][0].x == Approx(8.461).margin(0.01));
    CHECK(unit.geometry[0].rings[0][0].y == Approx(49.472).margin(0.01));
    REQUIRE(result.plan.levels.size() == 1);
    CHECK(result.plan.levels[0].ordinal == 0);
}

}  // namespace

TEST_CASE("a GeoPackage is a plan: layers give classes, columns properties, and its CRS the place") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "plan.dxf";  // what it is called says nothing
    write_table(path, "GPKG",
                {units(), {"Openings", "EPSG:25832", {Row{door, {{"level", 0.0}, {"accessible", 1.0}}}}}});
    const ImportResult result = import_of(path);
    CHECK(result.plan.format == "gpkg");
    check_shop(result);
    CHECK(result.plan.units[0].source_id == "units/1");
    REQUIRE(result.plan.openings.size() == 1);
    CHECK(result.plan.openings[0].accessible);
    CHECK(count(result, "P038") == 0);
}

TEST_CASE("a shapefile is read with the files beside it, in place in a zip too") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "F1.shp";
    TableLayer layer = units();
    layer.name = "F1";
    layer.rows[0].columns.erase("level");
    write_table(path, "ESRI Shapefile", {layer});
    const ImportResult result = import_of(path);
    CHECK(result.plan.format == "shapefile");
    check_shop(result);
    CHECK(result.plan.units[0].source_id.empty());
    check_shop(import_of(directory.path()));
    CHECK(import_of(directory.path()).notes.empty());

    test::Files entries;
    for (const auto& entry : fs::directory_iterator(directory.path()))
        entries["gis/" + entry.path().filename().string()] = test::read_file(entry.path());
    const test::TemporaryDirectory other;
    test::write_zip(other.path() / "plan.zip", entries);
    check_shop(import_of(other.path() / "plan.zip"));
}

TEST_CASE("FlatGeobuf is read like the others") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "units.fgb";
    write_table(path, "FlatGeobuf", {units()});
    const ImportResult result = import_of(path);
    CHECK(result.plan.format == "flatgeobuf");
    check_shop(result);
}

TEST_CASE("a source that does not say its coordinate system needs one, or coordinates that are degrees") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "units.shp";
    write_table(path, "ESRI Shapefile", {units("")});
    CHECK(refusal(path).find("coordinate system") != std::string::npos);
    check_shop(import_of(path, "EPSG:25832"));

    const fs::path degrees = directory.path() / "degrees.shp";
    write_table(degrees, "ESRI Shapefile",
                {{"degrees", "", {Row{"POLYGON((8 49,8.001 49,8.001 49.001,8 49))", {{"level", "0"}}}}}});
    const ImportResult result = import_of(degrees);
    CHECK(count(result, "P038") == 1);
    CHECK(result.plan.units.size() == 1);
}

TEST_CASE("curves become lines and heights are dropped") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "plan.gpkg";
    write_table(path, "GPKG",
                {{"units",
                  "EPSG:4326",
                  {Row{"CURVEPOLYGON(CIRCULARSTRING(8 49,8.001 49.001,8.002 49,8.001 48.999,8 49))",
                       {{"level", "0"}}},
                   Row{"POLYGON Z((8 49 3,8.001 49 3,8.001 49.001 3,8 49 3))", {{"level", "0"}}}}}});
    const ImportResult result = import_of(path);
    REQUIRE(result.plan.units.size() == 2);
    CHECK(result.plan.units[0].geometry[0].rings[0].size() > 60);
    CHECK(result.plan.units[1].geometry[0].rings[0].size() == 4);
}

TEST_CASE("a coordinate that is no number or no place, and a view, are refused") {
    const test::TemporaryDirectory directory;
    const fs::path nan = directory.path() / "nan.gpkg";
    write_table(nan, "GPKG", {{"units", "EPSG:4326", {Row{"LINESTRING(8 49,8.123456789 49)", {}}}}});
    std::string nan_bytes = test::read_file(nan);
    const double number = 8.123456789;
    const double no_number = std::nan("");
    std::size_t at = 0;
    const std::string needle(reinterpret_cast<const char*>(&number), sizeof number);
    while ((at = nan_bytes.find(needle, at)) != std::string::npos)
        nan_bytes.replace(at, sizeof no_number, reinterpret_cast<const char*>(&no_number), sizeof no_number);
    test::write_file(nan, nan_bytes);
    CHECK(refusal(nan).find("no finite number") != std::string::npos);
    const fs::path far = directory.path() / "far.fgb";
    write_table(far, "FlatGeobuf", {{"units", "EPSG:4326", {Row{"POINT(500 49)", {}}}}});
    CHECK(refusal(far).find("no place on Earth") != std::string::npos);
    const fs::path view = directory.path() / "view.gpkg";
    write_table(view, "GPKG", {units()}, "CREATE VIEW endless AS SELECT 1");
    CHECK(refusal(view).find("views") != std::string::npos);
    for (const fs::path& whole : {far, view}) {
        const fs::path cut = directory.path() / ("cut" + whole.extension().string());
        const std::string bytes = test::read_file(whole);
        test::write_file(cut, bytes.substr(0, bytes.size() / 3));
        refusal(cut);
    }
}

TEST_CASE("a mapping gives layers of a GeoPackage their class, whatever they are called") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "plan.gpkg";
    TableLayer rooms = units();
    rooms.name = "raumflaechen";
    rooms.rows[0].columns.erase("category");
    TableLayer noise = units();
    noise.name = "walls";
    write_table(path, "GPKG", {rooms, noise});
    test::write_file(
        directory.path() / "mapping.yaml",
        "layers:\n  - {layer: raum*, class: unit, category: storage}\n  - {layer: walls, class: ignore}\n");
    const ImportResult result = import_of(path);
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.units[0].category == "storage");
    CHECK(result.plan.walls.empty());
}

TEST_CASE("features with tags of OpenStreetMap are read by its rules from tables too") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "osm.gpkg";
    write_table(path, "GPKG",
                {{"multipolygons",
                  "EPSG:4326",
                  {Row{"POLYGON((8 49,8.001 49,8.001 49.001,8 49))",
                       {{"indoor", "room"}, {"level", "0;1"}, {"shop", "shoes"}, {"name", "Shoes"}}}}}});
    const ImportResult result = import_of(path);
    CHECK(result.plan.format == "gpkg");
    CHECK(result.plan.units.size() == 2);
    CHECK(result.plan.occupants.size() == 1);
}

TEST_CASE("columns are properties in either case and cut to ten letters") {
    using importers::ogr::locale_of;
    using importers::ogr::property_of;
    CHECK(property_of("NAME") == "name");
    CHECK(property_of("RESTRICTIO") == "restriction");
    CHECK(property_of("restrictio") == "restriction");
    CHECK(property_of("Restr") == "Restr");
    CHECK(locale_of("NAME_DE") == "de");
    CHECK(locale_of("name:fr") == "fr");
    CHECK_FALSE(locale_of("name_2"));
    CHECK_FALSE(locale_of("name_official"));
    CHECK(importers::ogr::class_of_layer("Amenities") == "amenity");
    CHECK(importers::ogr::class_of_layer("roads").empty());
    CHECK(importers::ogr::truth_in("T") == true);
    CHECK_FALSE(importers::ogr::truth_in("perhaps"));
}

TEST_CASE("a table of our own export is read back: its levels by name, and a connector from a row a stop") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "export.gpkg";
    const char* const floor = "POLYGON((8 49,8.001 49,8.001 49.001,8 49))";
    const auto level = [&](const char* name, double ordinal) {
        return Row{
            floor,
            {{"level", name}, {"ordinal", ordinal}, {"elevation_m", 4.5 * ordinal}, {"is_outdoor", 0.0}}};
    };
    const auto stop = [&](const char* name) {
        return Row{"POINT(8.0005 49.0002)",
                   {{"id", "lift-1"},
                    {"level", name},
                    {"category", "elevator"},
                    {"is_accessible", 1.0},
                    {"wait_s", 20.0}}};
    };
    write_table(path, "GPKG",
                {{"level", "EPSG:4326", {level("G", 0), level("1", 1)}},
                 {"unit", "EPSG:4326", {Row{floor, {{"id", "u1"}, {"level", "G"}, {"category", "retail"}}}}},
                 {"connector", "EPSG:4326", {stop("G"), stop("1")}}});
    const ImportResult result = import_of(path);
    REQUIRE(result.plan.levels.size() == 2);
    CHECK(result.plan.levels[1].elevation_m == 4.5);
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.levels[result.plan.units[0].level].short_name == "G");
    REQUIRE(result.plan.connectors.size() == 1);
    CHECK(result.plan.connectors[0].source_id == "lift-1");
    CHECK(result.plan.connectors[0].accessible);
    CHECK(result.plan.connectors[0].wait_s == 20);
    CHECK(result.plan.connectors[0].stops.size() == 2);
}
