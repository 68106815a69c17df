// Tables of features of desktop systems: GeoPackage (OGC 12-128), shapefiles (ESRI, 1998) and FlatGeobuf
// (flatgeobuf.org), through GDAL. They become GeoJSON, so that they are understood as plans by its rules.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "importers/mapping/mapping.hpp"
#include "importers/source/contents.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::ogr {

enum class Format { gpkg, shapefile, flatgeobuf };

// As in Plan::format.
const char* to_string(Format format);

// The files that belong to a shapefile, of those with its stem: .shx, .dbf, .prj and .cpg, in either case.
bool is_part_of_shapefile(const std::filesystem::path& shapefile, const std::filesystem::path& other);

struct Table {
    SourceFile file;
    std::vector<SourceFile> parts;  // of a shapefile
};

// Each layer as a GeoJSON FeatureCollection in longitude and latitude, one feature a line.
//
// Column names are taken in either case, and the 10 letters that a shapefile keeps of them are enough;
// columns name_de and "name:de" are names by locale; a text column that holds JSON, and a list, stay what
// they are. A feature without a column `layer` gets the name of its layer, and without a `class` that of the
// layer where this is a class of ours ("unit", "units") and no rule of `mapping` is for it. Its id is column
// `id`, else, of a GeoPackage, "LAYER/FID". Curves become lines, heights are dropped.
//
// The CRS is the file's, any that PROJ knows; else `crs`; else P038: a warning where all coordinates could be
// degrees and are taken for them. Findings: also P003 geometry that is no point, line or area, P039 text in
// no encoding. Throws core::Error(rejected), naming file, layer and feature, for a file that is damaged or
// holds views, a coordinate that is no finite number or no place on Earth, more than 1'000'000 features, and
// more than max_total_size of GeoJSON.
std::vector<SourceFile> to_geojson(Format format, const Table& table, const std::string& crs,
                                   const mapping::Mapping* mapping, core::Diagnostics& findings);

// Each layer as it is, in its own coordinates, for people who look at a file: types are those of geometries
// ("Polygon", "none"), texts from its text columns. Throws core::Error(rejected) for a file that is damaged
// or holds views.
std::vector<LayerContents> list_layers(Format format, const Table& table);

}  // namespace mallctl::importers::ogr
