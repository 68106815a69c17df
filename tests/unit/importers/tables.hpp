// GeoPackages, shapefiles and FlatGeobuf files, written by GDAL for the tests of their reader.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace mallctl::test {

struct Row {
    std::string wkt;
    std::map<std::string, std::variant<std::string, double>> columns;
};

struct TableLayer {
    std::string name;
    std::string crs;  // empty: none
    std::vector<Row> rows;
};

// `driver`: "GPKG", "ESRI Shapefile" or "FlatGeobuf". Text columns are text, numbers real. `sql` is run at
// the end.
void write_table(const std::filesystem::path& path, const char* driver, const std::vector<TableLayer>& layers,
                 const std::string& sql = {});

}  // namespace mallctl::test
