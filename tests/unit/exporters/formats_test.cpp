// Plans as GeoJSON, GeoPackage and DXF: what other programs find in them.
#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>
#include <map>

#include "core/error.hpp"
#include "exporters/plan_export.hpp"
#include "importers/importer.hpp"
#include "plan/ids.hpp"
#include "plan/surface.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/exporters/full_plan.hpp"

using namespace mallctl;

namespace {

catalog::Mall mall() {
    catalog::Mall mall;
    mall.slug = "east";
    mall.id = core::uuid_v5(core::mall_name_space, mall.slug);
    mall.time_zone = "Europe/Berlin";
    return mall;
}

std::string exported(const std::string& format, const plan::Plan& plan) {
    const catalog::Mall owner = mall();
    for (const auto& candidate : exporters::plan_formats()) {
        if (candidate.name == format)
            return candidate.write({owner, plan, core::parse_instant("2026-01-31T17:00:00Z")});
    }
    throw std::runtime_error("no format " + format);
}

plan::Plan read(const std::filesystem::path& source, const std::filesystem::path& mapping = {}) {
    importers::ImportRequest request;
    request.sources = {source};
    if (!mapping.empty()) request.mapping = mapping;
    return importers::import_plan(request).plan;
}

plan::Plan riverside() {
    plan::Plan plan = read(test::source_dir() / "samples/riverside/plan");
    core::Diagnostics findings;
    plan::assign_ids(plan, mall().id, findings);
    return plan;
}

}  // namespace

TEST_CASE("every format writes the same bytes for the same version") {
    for (const auto& format : exporters::plan_formats()) {
        INFO(format.name);
        const plan::Plan plan = exporters::plan_of_level(test::full_plan(), 0);
        const std::string name(format.name);
        const bool same_bytes = exported(name, plan) == exported(name, plan);
        CHECK(same_bytes);
    }
}

TEST_CASE("GeoJSON comes back with ids and all that its reader knows") {
    const plan::Plan plan = riverside();
    const test::TemporaryDirectory folder;
    test::write_file(folder.path() / "plan.geojson", exported("geojson", plan));
    const plan::Plan back = read(folder.path() / "plan.geojson");
    REQUIRE(back.units.size() == plan.units.size());
    CHECK(back.openings.size() == plan.openings.size());
    CHECK(back.connectors.size() == plan.connectors.size());
    CHECK(back.fixtures.size() == plan.fixtures.size());
    CHECK(back.amenities.size() == plan.amenities.size());
    for (std::size_t i = 0; i < plan.units.size(); ++i) {
        CHECK(back.units[i].source_id == core::to_string(plan.units[i].id));
        CHECK(back.units[i].ref == plan.units[i].ref);
        CHECK(back.units[i].name == plan.units[i].name);
        CHECK(back.units[i].geometry.front().rings.size() == plan.units[i].geometry.front().rings.size());
        CHECK(plan::overlap_area(back.units[i].geometry, plan.units[i].geometry) ==
              Approx(plan::area_of(plan.units[i].geometry)).epsilon(1e-3));
        CHECK(back.levels[back.units[i].level].short_name == plan.levels[plan.units[i].level].short_name);
    }
}

TEST_CASE("a GeoPackage holds a table a class, which GDAL reads") {
    const plan::Plan plan = test::full_plan();
    const test::TemporaryDirectory folder;
    const auto file = folder.path() / "plan.gpkg";
    test::write_file(file, exported("gpkg", plan));
    GDALAllRegister();
    const char* drivers[] = {"GPKG", nullptr};
    GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, drivers));
    REQUIRE(dataset);
    std::map<std::string, long long> counts;
    for (auto* layer : dataset->GetLayers()) counts[layer->GetName()] = layer->GetFeatureCount();
    CHECK(counts == std::map<std::string, long long>{{"level", 2},
                                                     {"unit", 4},
                                                     {"opening", 2},
                                                     {"connector", 4},
                                                     {"fixture", 1},
                                                     {"amenity", 3},
                                                     {"wall", 1},
                                                     {"section", 1},
                                                     {"kiosk", 1}});
    OGRLayer* units = dataset->GetLayerByName("unit");
    units->SetAttributeFilter("ref = 'G-01'");
    const OGRFeatureUniquePtr shop(units->GetNextFeature());
    REQUIRE(shop);
    CHECK(std::string(shop->GetFieldAsString("name")) == "Café \"Zoë\"");
    CHECK(std::string(shop->GetFieldAsString("level")) == "G");
    CHECK(shop->GetGeometryRef()->toMultiPolygon()->getGeometryRef(0)->getExteriorRing()->getX(0) ==
          Approx(8.5001));
}

TEST_CASE("a DXF drawing of a level is read back with its units, numbers and doors in metres") {
    const plan::Plan all = riverside();
    const plan::Plan plan = exporters::plan_of_level(all, 0);
    const test::TemporaryDirectory folder;
    const auto drawing = folder.path() / "level.dxf";
    const std::string bytes = exported("dxf", plan);
    test::write_file(drawing, bytes);
    // The anchor is in the first comment.
    const std::string comment = bytes.substr(0, bytes.find('\n', 4));
    const std::size_t of = comment.find(" of ");
    const std::string anchor = comment.substr(of + 4, comment.find(" (", of) - of - 4);
    const std::string lon = anchor.substr(0, anchor.find(','));
    const std::string lat = anchor.substr(anchor.find(", ") + 2);
    test::write_file(folder.path() / "mapping.yaml",
                     "georeference: {anchor: {lon: " + lon + ", lat: " + lat +
                         ", x: 0, y: 0, rotation: 0}}\n" +
                         "files: [{file: level.dxf, level: {ordinal: 0, short_name: G}}]\n"
                         "layers:\n"
                         "  - {layer: A-FLOR-OUTL, class: outline}\n"
                         "  - {layer: A-AREA-IDEN, class: unit_label}\n"
                         "  - {layer: A-AREA-VOID, class: ignore}\n"
                         "  - {layer: A-AREA-RETAIL, class: unit, category: retail}\n"
                         "  - {layer: A-AREA-*, class: unit}\n"
                         "  - {layer: A-DOOR, class: opening}\n"
                         "  - {layer: '*', class: ignore}\n");
    const plan::Plan back = read(drawing, folder.path() / "mapping.yaml");
    CHECK(back.units.size() == plan.units.size());
    CHECK(back.openings.size() == plan.openings.size());
    std::map<std::string, core::Names> names;
    for (const auto& unit : back.units) names[unit.ref] = unit.name;
    for (const auto& unit : plan.units) {
        if (unit.ref.empty()) continue;
        INFO(unit.ref);
        CHECK(names.contains(unit.ref));
    }
    REQUIRE_FALSE(back.levels.empty());
    CHECK(back.levels[0].outline[0].rings[0][0].x ==
          Approx(plan.levels[0].outline[0].rings[0][0].x).margin(1e-7));
}

TEST_CASE("a drawing of several floors is refused with the way out") {
    try {
        exported("dxf", test::full_plan());
        FAIL("was written");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::usage);
        CHECK(std::string(error.what()).find("one floor") != std::string::npos);
    }
}

TEST_CASE("one level of a plan keeps what lies on it, and references hold") {
    const plan::Plan roof = exporters::plan_of_level(test::full_plan(), 1);
    REQUIRE(roof.levels.size() == 1);
    CHECK(roof.levels[0].short_name == "R");
    REQUIRE(roof.units.size() == 1);
    CHECK(roof.units[0].level == 0);
    CHECK(roof.openings.empty());
    CHECK(roof.walls.size() == 1);
    CHECK(roof.occupants.empty());
    REQUIRE(roof.connectors.size() == 2);
    REQUIRE(roof.connectors[0].stops.size() == 1);
    CHECK(roof.connectors[0].stops[0].unit == plan::UnitIndex{0});
}
