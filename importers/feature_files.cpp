#include "importers/feature_files.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "importers/features/feature.hpp"
#include "importers/geojson/geojson.hpp"
#include "importers/osm/osm.hpp"
#include "importers/request.hpp"
#include "projection/transform.hpp"

namespace mallctl::importers {

namespace {

// Nothing for longitude and latitude, which need no projection.
features::Project projection_of(const std::string& crs) {
    if (crs.empty() || crs == "EPSG:4326" || crs == "OGC:CRS84") return {};
    return [transform = std::make_shared<projection::Transform>(crs)](core::Point point) {
        return transform->to_geographic(point);
    };
}

ImportResult read_osm_features(std::vector<features::Collection>& collections) {
    core::Diagnostics findings;
    const std::vector<osm::Element> elements = osm::elements_of(collections, findings);
    ImportResult result = osm::make_plan(elements, collections.front().label());
    result.findings.insert(result.findings.begin(), findings.begin(), findings.end());
    return result;
}

ImportResult read_collections(std::vector<features::Collection>& collections,
                              const std::optional<mapping::Mapping>& mapping) {
    const bool has_rules = mapping && !mapping->layers.empty();
    if (!has_rules && osm::looks_like_osm(collections)) return read_osm_features(collections);
    return geojson::read_geojson(collections, mapping ? &*mapping : nullptr);
}

}  // namespace

ImportResult read_geojson_files(std::vector<SourceFile> files, bool named, const ImportRequest& request,
                                const std::optional<mapping::Mapping>& mapping) {
    const features::Project project = projection_of(request.crs);
    std::vector<features::Collection> collections;
    std::vector<std::string> ignored;
    for (SourceFile& file : files) {
        features::Collection collection(std::move(file));
        if (named || collection.is_geojson()) {
            collection.open(project);
            collections.push_back(std::move(collection));
        } else {
            ignored.push_back(collection.path().filename().string());
        }
    }
    if (collections.empty()) {
        throw rejected(fmt::format("{} holds no GeoJSON", request.sources.front().string()),
                       readable_formats);
    }
    ImportResult result = read_collections(collections, mapping);
    note_ignored(result, ignored);
    return result;
}

ImportResult read_tables(ogr::Format format, const std::vector<ogr::Table>& tables,
                         const ImportRequest& request, const std::optional<mapping::Mapping>& mapping) {
    core::Diagnostics findings;
    std::vector<features::Collection> collections;
    for (const ogr::Table& table : tables) {
        for (SourceFile& layer :
             ogr::to_geojson(format, table, request.crs, mapping ? &*mapping : nullptr, findings)) {
            collections.emplace_back(std::move(layer)).open({});
        }
    }
    if (collections.empty()) {
        throw rejected(fmt::format("{} holds no layer", tables.front().file.label),
                       "export the plan again, with its features");
    }
    ImportResult result = read_collections(collections, mapping);
    result.plan.format = ogr::to_string(format);
    result.findings.insert(result.findings.begin(), std::make_move_iterator(findings.begin()),
                           std::make_move_iterator(findings.end()));
    return result;
}

ImportResult read_osm_files(const std::vector<OsmFile>& files) {
    std::vector<osm::Element> elements;
    std::set<std::string> seen;
    for (const OsmFile& source : files) {
        for (osm::Element& element : osm::read_elements(source.file, source.pbf)) {
            if (seen.insert(element.id).second) elements.push_back(std::move(element));
        }
    }
    return osm::make_plan(elements, files.front().file.label);
}

std::optional<ogr::Format> table_format(Kind kind) {
    if (kind == Kind::gpkg) return ogr::Format::gpkg;
    if (kind == Kind::shapefile) return ogr::Format::shapefile;
    if (kind == Kind::flatgeobuf) return ogr::Format::flatgeobuf;
    return std::nullopt;
}

}  // namespace mallctl::importers
