#include "tests/unit/importers/tables.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <stdexcept>

#include "importers/gdal/session.hpp"

namespace mallctl::test {

namespace {

void add_rows(OGRLayer& layer, const TableLayer& table) {
    for (const Row& row : table.rows) {
        for (const auto& [name, value] : row.columns) {
            if (layer.GetLayerDefn()->GetFieldIndex(name.c_str()) >= 0) continue;
            OGRFieldDefn column(name.c_str(), std::holds_alternative<double>(value) ? OFTReal : OFTString);
            if (layer.CreateField(&column) != OGRERR_NONE) throw std::runtime_error("no column " + name);
        }
    }
    for (const Row& row : table.rows) {
        OGRFeature feature(layer.GetLayerDefn());
        OGRGeometry* geometry = nullptr;
        OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &geometry);
        if (geometry == nullptr) throw std::runtime_error("no geometry: " + row.wkt);
        feature.SetGeometryDirectly(geometry);
        for (const auto& [name, value] : row.columns) {
            // A shapefile cuts names to ten letters.
            int index = layer.GetLayerDefn()->GetFieldIndex(name.c_str());
            if (index < 0) index = layer.GetLayerDefn()->GetFieldIndex(name.substr(0, 10).c_str());
            if (const auto* number = std::get_if<double>(&value)) {
                feature.SetField(index, *number);
            } else {
                feature.SetField(index, std::get<std::string>(value).c_str());
            }
        }
        if (layer.CreateFeature(&feature) != OGRERR_NONE) throw std::runtime_error("no feature");
    }
}

}  // namespace

void write_table(const std::filesystem::path& path, const char* driver, const std::vector<TableLayer>& layers,
                 const std::string& sql) {
    GDALAllRegister();
    const importers::gdal::Failures quiet;
    GDALDriver* writer = GetGDALDriverManager()->GetDriverByName(driver);
    const GDALDatasetUniquePtr dataset(writer->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) throw std::runtime_error("cannot write " + path.string());
    for (const TableLayer& table : layers) {
        OGRSpatialReference reference;
        reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        if (!table.crs.empty()) reference.SetFromUserInput(table.crs.c_str());
        OGRLayer* layer = dataset->CreateLayer(table.name.c_str(), table.crs.empty() ? nullptr : &reference);
        if (layer == nullptr) throw std::runtime_error("no layer " + table.name);
        add_rows(*layer, table);
    }
    if (!sql.empty()) dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
}

}  // namespace mallctl::test
