#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/gdal/session.hpp"
#include "importers/ogr/layer_reader.hpp"
#include "importers/ogr/ogr.hpp"
#include "importers/ogr/place.hpp"
#include "importers/refused.hpp"

namespace mallctl::importers::ogr {

namespace {

const char* driver_of(Format format) {
    switch (format) {
        case Format::gpkg:
            RegisterOGRGeoPackage();
            return "GPKG";
        case Format::shapefile:
            RegisterOGRShape();
            return "ESRI Shapefile";
        case Format::flatgeobuf:
            RegisterOGRFlatGeobuf();
            return "FlatGeobuf";
    }
    return "";
}

std::string lowered_extension(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return extension;
}

// The file and its parts in GDAL's memory; the name to open.
std::string put(gdal::MemoryFolder& folder, Format format, const Table& table) {
    for (const SourceFile& part : table.parts) folder.add("plan" + lowered_extension(part.path), part.text);
    const char* name = format == Format::gpkg        ? "plan.gpkg"
                       : format == Format::shapefile ? "plan.shp"
                                                     : "plan.fgb";
    return folder.add(name, table.file.text);
}

// A view of a GeoPackage is a program: it may run for ever, or call functions of GDAL that use the network.
void refuse_views(const Table& table) {
    const std::string_view text = table.file.text;
    constexpr std::string_view word = "create view";
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    if (std::search(text.begin(), text.end(), word.begin(), word.end(), same) == text.end()) return;
    throw refused(table.file.label, "it holds views, which are not run here",
                  "copy its layers into tables: ogr2ogr -f GPKG plain.gpkg FILE LAYER...");
}

// The name of a layer tells its level where no rule of the mapping tells the file's.
std::filesystem::path path_of(const SourceFile& file, const std::string& layer, int layers,
                              const mapping::Mapping* mapping) {
    const bool by_rule = mapping != nullptr && mapping->file_rule(file.path) != nullptr;
    return layers == 1 || by_rule ? file.path : file.path / layer;
}

}  // namespace

const char* to_string(Format format) {
    return format == Format::gpkg ? "gpkg" : format == Format::shapefile ? "shapefile" : "flatgeobuf";
}

bool is_part_of_shapefile(const std::filesystem::path& shapefile, const std::filesystem::path& other) {
    const std::string extension = lowered_extension(other);
    return other != shapefile && other.parent_path() == shapefile.parent_path() &&
           other.stem() == shapefile.stem() &&
           (extension == ".shx" || extension == ".dbf" || extension == ".prj" || extension == ".cpg");
}

namespace {

// Calls `each` with every layer, its name and the name of its origin for messages.
void for_each_layer(Format format, const Table& table,
                    const std::function<void(OGRLayer&, const std::string& name, const std::string& origin,
                                             int layers)>& each) {
    if (format == Format::gpkg) refuse_views(table);
    const gdal::Failures failures;
    const gdal::LocalOption no_index("SHAPE_RESTORE_SHX", "YES");
    const gdal::LocalOption no_network("OGR_GEOCODE_QUERY_TEMPLATE", "nowhere:%s");
    const gdal::LocalOption no_reverse("OGR_GEOCODE_REVERSE_QUERY_TEMPLATE", "nowhere:{lon}{lat}");
    gdal::MemoryFolder folder;
    const std::string path = put(folder, format, table);
    const char* const drivers[] = {driver_of(format), nullptr};
    const std::string& label = table.file.label;
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (dataset == nullptr) {
        throw refused(label, fmt::format("GDAL cannot read it as {}: {}", drivers[0], failures.first()),
                      "export it again from the program that made it");
    }
    const int count = dataset->GetLayerCount();
    for (int i = 0; i < count; ++i) {
        OGRLayer& layer = *dataset->GetLayer(i);
        const std::string name = core::one_line(name_of(layer));
        each(layer, name, count == 1 ? label : fmt::format("{}: {}", label, name), count);
    }
    if (!failures.first().empty())
        throw refused(label, fmt::format("it is damaged: {}", failures.first()), "export it again");
}

}  // namespace

std::vector<SourceFile> to_geojson(Format format, const Table& table, const std::string& crs,
                                   const mapping::Mapping* mapping, core::Diagnostics& findings) {
    std::vector<SourceFile> files;
    for_each_layer(format, table,
                   [&](OGRLayer& layer, const std::string& name, const std::string& origin, int layers) {
                       const auto place = place_of(layer, crs, origin, findings);
                       std::string text = read_layer(layer, format, origin, mapping, place, findings);
                       files.push_back({origin, path_of(table.file, name, layers, mapping), std::move(text)});
                   });
    return files;
}

std::vector<LayerContents> list_layers(Format format, const Table& table) {
    std::vector<LayerContents> layers;
    for_each_layer(format, table, [&](OGRLayer& layer, const std::string& name, const std::string&, int) {
        layers.push_back(contents_of(layer, name));
    });
    return layers;
}

}  // namespace mallctl::importers::ogr
