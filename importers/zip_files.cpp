#include "importers/zip_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "importers/archive/archive.hpp"
#include "importers/azure/azure.hpp"
#include "importers/feature_files.hpp"
#include "importers/imdf/imdf.hpp"
#include "importers/request.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

namespace {

// What is unpacked at all; what it is, is then told from its content.
bool is_plan_name(const std::string& name) {
    constexpr std::array<std::string_view, 12> extensions{".geojson", ".json", ".geojsonl", ".ndjson",
                                                          ".osm",     ".pbf",  ".gpkg",     ".fgb",
                                                          ".shp",     ".shx",  ".dbf",      ".prj"};
    std::string extension = fs::path(name).extension().string();
    for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return extension == ".cpg" ||
           std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

bool is_azure(const std::vector<SourceFile>& files) {
    return std::any_of(files.begin(), files.end(), [](const SourceFile& file) {
        return is_json_name(file.path.string()) && azure::looks_like_azure_manifest(file.text);
    });
}

// An index (.shx) begins like the shapefile that it belongs to, so it is among `tables`.
std::vector<ogr::Table> tables_of(const std::vector<SourceFile>& tables,
                                  const std::vector<SourceFile>& others) {
    std::vector<ogr::Table> result;
    for (const SourceFile& file : tables) {
        const auto belongs_to = [&](const SourceFile& other) {
            return ogr::is_part_of_shapefile(other.path, file.path);
        };
        if (std::any_of(tables.begin(), tables.end(), belongs_to)) continue;
        ogr::Table& table = result.emplace_back(ogr::Table{file, {}});
        for (const auto* list : {&tables, &others}) {
            for (const SourceFile& other : *list) {
                if (ogr::is_part_of_shapefile(file.path, other.path)) table.parts.push_back(other);
            }
        }
    }
    return result;
}

ImportResult read_osm(std::map<Kind, std::vector<SourceFile>>& by_kind) {
    std::vector<OsmFile> files;
    for (const Kind kind : {Kind::osm_xml, Kind::osm_pbf}) {
        for (SourceFile& file : by_kind[kind]) files.push_back({std::move(file), kind == Kind::osm_pbf});
    }
    return read_osm_files(files);
}

// Files of one format, as a plan.
ImportResult read_features(const fs::path& path, std::vector<SourceFile> all, const ImportRequest& request) {
    std::map<Kind, std::vector<SourceFile>> by_kind;
    for (SourceFile& file : all) {
        const Kind kind = sniff(std::string_view(file.text).substr(0, 512)).kind;
        by_kind[kind].push_back(std::move(file));
    }
    const std::vector<SourceFile> others = std::move(by_kind[Kind::other]);
    by_kind.erase(Kind::other);
    const bool osm_twice = by_kind.contains(Kind::osm_xml) && by_kind.contains(Kind::osm_pbf);
    if (by_kind.empty() || by_kind.size() > (osm_twice ? 2U : 1U)) {
        throw rejected(
            fmt::format("archive {} holds {}", path.string(),
                        by_kind.empty() ? "no floor plan" : "plans of different formats"),
            "plans in an archive are IMDF, or files of one format: GeoJSON, OpenStreetMap, GeoPackage, "
            "shapefiles or FlatGeobuf");
    }
    const Kind kind = by_kind.begin()->first;
    const auto mapping = find_mapping(request);
    if (kind == Kind::json) return read_geojson_files(std::move(by_kind[kind]), false, request, mapping);
    if (kind == Kind::osm_xml || kind == Kind::osm_pbf) return read_osm(by_kind);
    if (const auto format = table_format(kind))
        return read_tables(*format, tables_of(by_kind[kind], others), request, mapping);
    throw rejected(fmt::format("archive {} holds an archive or a drawing", path.string()),
                   "unpack it and name its folder");
}

}  // namespace

bool is_json_name(const std::string& name) {
    const fs::path extension = fs::path(name).extension();
    return extension == ".geojson" || extension == ".json";
}

ImportResult read_zip(const fs::path& path, const ImportRequest& request) {
    archive::Contents contents = archive::read_archive(path, is_plan_name);
    std::vector<fs::path> paths;
    for (const SourceFile& file : contents.files) paths.push_back(file.path);
    ImportResult result;
    if (imdf::looks_like_imdf(paths)) {
        result = imdf::read_imdf(std::move(contents.files));
    } else if (is_azure(contents.files)) {
        throw rejected(fmt::format("archive {} is a drawing package", path.string()),
                       "unpack it and name its manifest.json, with a DXF beside each DWG");
    } else {
        result = read_features(path, std::move(contents.files), request);
    }
    note_ignored(result, contents.skipped);
    return result;
}

}  // namespace mallctl::importers
