#include "importers/importer.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/error.hpp"
#include "plan/connectors.hpp"
#include "plan/ids.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/samples.hpp"

using namespace mallctl;
using importers::import_plan;
using importers::ImportResult;

namespace fs = std::filesystem;

namespace {

ImportResult import_of(const std::vector<fs::path>& sources, const std::string& crs = {}) {
    importers::ImportRequest request;
    request.sources = sources;
    request.crs = crs;
    return import_plan(request);
}

core::Error failure(const std::vector<fs::path>& sources) {
    try {
        import_of(sources);
    } catch (const core::Error& error) {
        CHECK_FALSE(error.advice().empty());
        return error;
    }
    FAIL("nothing was refused");
    return {core::Fault::failed, ""};
}

std::string message_of(const fs::path& source, core::Fault fault = core::Fault::rejected) {
    const core::Error error = failure({source});
    CHECK(error.fault() == fault);
    const std::string message = error.what();
    CHECK(message.find(source.string()) != std::string::npos);
    return message;
}

void write_folder(const fs::path& folder, const test::Files& files) {
    for (const auto& [name, text] : files) test::write_file(folder / name, text);
}

std::string units_only(const std::string& level) {
    return test::collection({R"({"type":"Feature","id":"u)" + level + R"(","geometry":)" +
                             test::square(0, 0) + R"(,"properties":{"class":"unit","level":)" + level +
                             "}}"});
}

}  // namespace

TEST_CASE("an IMDF archive is read from a zip, a nested folder and its manifest alike") {
    const test::TemporaryDirectory directory;
    test::Files nested;
    for (const auto& [name, text] : test::tiny_imdf()) nested["export/" + name] = text;
    nested["__MACOSX/export/._unit.geojson"] = "x";
    nested["export/.DS_Store"] = "x";
    nested["export/readme.txt"] = "x";
    const fs::path zip = directory.path() / "plan.zip";
    test::write_zip(zip, nested);
    write_folder(directory.path() / "folder", nested);

    const ImportResult result = import_of({zip});
    CHECK(result.plan.units.size() == 4);
    CHECK(result.notes.at("ignored files") == "export/readme.txt");
    CHECK(import_of({directory.path() / "folder"}).plan.units.size() == 4);
    CHECK(import_of({directory.path() / "folder/export/manifest.json"}).plan.units.size() == 4);
}

TEST_CASE("the name of a file says nothing about its format") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "plan.dxf";
    test::write_zip(path, test::tiny_imdf());
    CHECK(import_of({path}).plan.format == "imdf");
}

TEST_CASE("what is no plan is refused by what it looks like, whatever it is called") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "ground.dxf";
    test::write_file(path, std::string("\xFF\xD8\xFF\xE0\x00\x10JFIF", 10));
    CHECK(message_of(path).find("a JPEG image") != std::string::npos);
    test::write_file(path, "AutoCAD Binary DXF");
    CHECK(message_of(path).find("a binary DXF") != std::string::npos);
    test::write_file(path, "\x1F\x8B\x08");
    CHECK(message_of(path).find("a gzip file") != std::string::npos);
    test::write_file(path, "");
    CHECK(message_of(path).find("an empty file") != std::string::npos);
    test::write_file(path, "{\"version\": 1}");
    CHECK(message_of(path).find("no GeoJSON") != std::string::npos);
}

TEST_CASE("nothing is fetched, and what is not there is said to be missing") {
    for (const char* source :
         {"/vsizip/plan.zip", "/vsicurl/http://example.org/p.zip", "https://example.org/p.zip",
          "/vsicurl/https://example.org/plan.osm.pbf", "/vsizip//tmp/plan.zip/units.shp", "/vsimem/plan.gpkg",
          "http://example.org/plan.fgb", "/vsis3/bucket/plan.osm", "/vsigzip/plan.dwg"}) {
        INFO(source);
        message_of(source, core::Fault::usage);
    }
    message_of("no/such/plan.zip", core::Fault::failed);
}

TEST_CASE("a GeoJSON with a NaN is refused with its file and line") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "plan.geojson";
    test::write_file(
        path,
        "{\"type\":\"FeatureCollection\",\n\"features\":[{\"type\":\"Feature\",\"properties\":{},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[NaN, 1]}}]}");
    CHECK(message_of(path).find("NaN is no number (line 2") != std::string::npos);
}

TEST_CASE("a folder of GeoJSON files is one plan, and other JSON in it is ignored") {
    const test::TemporaryDirectory directory;
    write_folder(directory.path(),
                 {{"a.geojson", units_only("0")}, {"b.json", units_only("1")}, {"info.json", "{}"}});
    const ImportResult result = import_of({directory.path()});
    CHECK(result.plan.levels.size() == 2);
    CHECK(result.notes.at("ignored files") == "info.json");
}

TEST_CASE("several GeoJSON files are one plan") {
    const test::TemporaryDirectory directory;
    write_folder(directory.path(), {{"a.geojson", units_only("0")}, {"b.geojson", units_only("1")}});
    CHECK(import_of({directory.path() / "a.geojson", directory.path() / "b.geojson"}).plan.levels.size() ==
          2);
}

TEST_CASE("formats do not mix") {
    const test::TemporaryDirectory directory;
    test::write_zip(directory.path() / "plan.zip", test::tiny_imdf());
    write_folder(directory.path(),
                 {{"a.geojson", units_only("0")}, {"b.dxf", "0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF\n"}});
    const auto named = [&](const char* a, const char* b) {
        return failure({directory.path() / a, directory.path() / b}).fault();
    };
    CHECK(named("plan.zip", "a.geojson") == core::Fault::usage);
    CHECK(named("b.dxf", "a.geojson") == core::Fault::usage);
}

TEST_CASE("a drawing without a mapping is refused as a matter of usage") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "b.dxf";
    test::write_file(path, "0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF\n");
    CHECK(message_of(path, core::Fault::usage).find("is a drawing") != std::string::npos);
}

TEST_CASE("a CRS projects GeoJSON that is not in longitude and latitude") {
    const test::TemporaryDirectory directory;
    const fs::path path = directory.path() / "utm.geojson";
    test::write_file(
        path,
        test::collection({R"({"type":"Feature","id":"u","properties":{"class":"unit","level":0},"geometry":
        {"type":"Polygon","coordinates":[[[468000,5480000],[468010,5480000],[468010,5480010],[468000,5480000]]]}})"}));
    CHECK(message_of(path).find("no longitude and latitude") != std::string::npos);
    const ImportResult result = import_of({path}, "EPSG:25832");
    const core::Point corner = result.plan.units.at(0).geometry.at(0).rings.at(0).at(0);
    CHECK(corner.x == Approx(8.56).margin(0.02));
    CHECK(corner.y == Approx(49.47).margin(0.02));
}

TEST_CASE("the sample mall is the same plan in IMDF and GeoJSON") {
    const fs::path samples = test::source_dir() / "samples/riverside";
    const ImportResult imdf = import_of({samples / "imdf"});
    const ImportResult geojson = import_of({samples / "geojson/riverside.geojson"});
    for (const ImportResult* result : {&imdf, &geojson}) CHECK_FALSE(core::has_errors(result->findings));
    CHECK(imdf.plan.levels.size() == 3);
    CHECK(imdf.plan.units.size() == geojson.plan.units.size());
    CHECK(imdf.plan.openings.size() == geojson.plan.openings.size());
    CHECK(imdf.plan.connectors.size() == geojson.plan.connectors.size());
    CHECK(imdf.plan.amenities.size() == geojson.plan.amenities.size());
    for (const plan::Unit& unit : imdf.plan.units) {
        const auto same = [&](const plan::Unit& other) {
            return other.source_id == unit.source_id && other.ref == unit.ref && other.name == unit.name &&
                   other.geometry == unit.geometry && other.level == unit.level &&
                   other.category == unit.category;
        };
        const auto& others = geojson.plan.units;
        if (std::none_of(others.begin(), others.end(), same))
            FAIL_CHECK("unit " << unit.source_id << " differs");
    }
}

TEST_CASE("a folder with drawings and a mapping is read as drawings") {
    const ImportResult result = import_of({test::source_dir() / "samples/riverside/plan"});
    CHECK(result.plan.format == "dxf");
    CHECK(result.plan.levels.size() == 3);
    CHECK_FALSE(core::has_errors(result.findings));
}

TEST_CASE("an Azure Maps drawing package is known by its manifest, named or in its folder") {
    const auto manifest = test::shared_data("dxf/contoso/manifest.json");
    if (!manifest) {
        WARN("shared data is absent: skipped");
        return;
    }
    const ImportResult named = import_of({*manifest});
    CHECK(named.plan.levels.size() == 3);
    CHECK(named.plan.units.size() == 3 * 63);
    CHECK(import_of({manifest->parent_path()}).plan.units.size() == named.plan.units.size());
}

TEST_CASE("a plan with more levels than any campus has is refused") {
    const test::TemporaryDirectory directory;
    std::vector<std::string> features;
    for (int i = 0; i < 2001; ++i) {
        features.push_back(R"({"type":"Feature","properties":{"class":"unit","level":)" + std::to_string(i) +
                           R"(},"geometry":)" + test::square(0, 0) + "}");
    }
    const fs::path path = directory.path() / "tower.geojson";
    test::write_file(path, test::collection(features));
    CHECK(message_of(path).find("more than 2000 levels") != std::string::npos);
}

TEST_CASE("the real campus comes in whole, twice the same, with its stairs and lifts") {
    const auto zip = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!zip) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto load = [&] {
        ImportResult result = import_of({*zip});
        plan::assign_ids(result.plan, core::uuid_v5(core::mall_name_space, "polytech"), result.findings);
        plan::infer_connectors(result.plan, result.findings);
        plan::assign_ids(result.plan, core::uuid_v5(core::mall_name_space, "polytech"), result.findings);
        return result;
    };
    const ImportResult first = load();
    const ImportResult second = load();
    CHECK(first.plan.levels.size() == 8);
    CHECK(first.plan.units.size() == 443);
    CHECK(first.plan.openings.size() == 472);
    CHECK(first.plan.occupants.size() == 264);
    CHECK_FALSE(core::has_errors(first.findings));
    for (std::size_t i = 0; i < first.plan.units.size(); ++i) {
        if (first.plan.units[i].id != second.plan.units[i].id) FAIL_CHECK("unit " << i << " changes its id");
    }
    // Ten stairs in the main building; six stairs and a lift in building 3 (as its authors' own graph joins
    // them).
    REQUIRE(first.plan.connectors.size() == 17);
    for (std::size_t i = 0; i < 17; ++i) CHECK(first.plan.connectors[i].id == second.plan.connectors[i].id);
    const auto serves = [&](const char* unit_on_1, const char* unit_on_4) {
        return std::any_of(
            first.plan.connectors.begin(), first.plan.connectors.end(), [&](const plan::Connector& it) {
                const auto stops_at = [&](const char* id) {
                    return std::any_of(
                        it.stops.begin(), it.stops.end(), [&](const plan::ConnectorStop& stop) {
                            return stop.unit && first.plan.units[*stop.unit].source_id.starts_with(id);
                        });
                };
                return stops_at(unit_on_1) && stops_at(unit_on_4);
            });
    };
    CHECK(serves("de6b90d5", "fea45db9"));
    CHECK(serves("2fa0d1d9", "77c70eff"));
}

TEST_CASE("the real campus cut short anywhere is refused by name") {
    const auto zip = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!zip) {
        WARN("shared data is absent: skipped");
        return;
    }
    const test::TemporaryDirectory directory;
    const std::string bytes = test::read_file(*zip);
    const fs::path cut = directory.path() / "cut.zip";
    for (std::size_t length = 0; length < bytes.size(); length += bytes.size() / 40) {
        test::write_file(cut, bytes.substr(0, length));
        message_of(cut);
    }
}

TEST_CASE("a real mall of five floors comes in by its folders' names") {
    const auto folder = test::shared_data("geojson/location20/site1");
    if (!folder) {
        WARN("shared data is absent: skipped");
        return;
    }
    const ImportResult result = import_of({*folder});
    CHECK_FALSE(core::has_errors(result.findings));
    REQUIRE(result.plan.levels.size() == 5);
    std::vector<int> ordinals;
    for (const plan::Level& level : result.plan.levels) {
        ordinals.push_back(level.ordinal);
        CHECK_FALSE(level.outline.empty());
    }
    CHECK(ordinals == std::vector<int>{-1, 0, 1, 2, 3});
    CHECK(result.plan.units.size() == 1286);
}

TEST_CASE("a mapping classifies the units of a real mall by their categories") {
    const auto folder = test::shared_data("geojson/location20/site1");
    if (!folder) {
        WARN("shared data is absent: skipped");
        return;
    }
    const test::TemporaryDirectory directory;
    for (const char* level : {"B1", "F1"}) {
        fs::create_directories(directory.path() / level);
        fs::copy_file(*folder / level / "geojson_map.json", directory.path() / level / "geojson_map.json");
    }
    test::write_file(directory.path() / "mapping.yaml", R"(
building: {name: {en: Site 1}}
files:
  - {file: "B1/*", level: {ordinal: -1, short_name: P1, name: {en: Car park}}}
  - {file: "F1/*", level: {ordinal: 0, short_name: G}}
layers:
  - {layer: floor, class: outline}
  - {layer: 5d35733bdb07255e495599ac, class: unit, category: foodservice}
  - {layer: 5d3579f37ea32247d2a96081, class: unit, category: parking}
  - {layer: "*", class: unit, category: retail}
)");
    const plan::Plan plan = import_of({directory.path()}).plan;
    REQUIRE(plan.levels.size() == 2);
    CHECK(plan.levels[0].short_name == "P1");
    CHECK(plan.levels[1].building == plan::BuildingIndex{0});
    const auto count = [&](const char* category) {
        return std::count_if(plan.units.begin(), plan.units.end(),
                             [&](const plan::Unit& unit) { return unit.category == category; });
    };
    CHECK(count("parking") > 400);
    CHECK(count("foodservice") > 10);
    CHECK(count("retail") > 100);
}
