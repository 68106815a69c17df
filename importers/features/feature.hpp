// GeoJSON (RFC 7946) in, features as plain values out: what the IMDF and the GeoJSON reader share.
//
// Read with a JSON parser of our own choice rather than GDAL's GeoJSON driver, because that drops members
// outside `properties` (IMDF's feature_type), flattens nested ones (names by locale) and lets NaN coordinates
// through.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"
#include "importers/features/json.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::features {

enum class Shape { none, point, line, area, other };

// The geometry as its class says: one of the three vectors is filled, or none. Rings are as they are drawn.
struct Feature {
    std::string id;    // the feature's, else properties.id; empty where there is none
    std::string type;  // IMDF feature_type, or empty
    Shape shape = Shape::none;
    std::string geometry_type;  // as written: "MultiPolygon"; empty for null
    std::vector<core::Point> points;
    std::vector<core::LineString> lines;
    core::MultiPolygon area;
    std::optional<core::Point> display_point;  // properties.display_point
    Json properties;
    core::SourcePosition where;
    std::size_t number = 0;  // in its file, from 1

    // "feature 12 (id)", for messages.
    std::string label() const;
};

struct Collection {
    std::string label;  // of its file
    std::filesystem::path path;
    Json root;  // the file's outermost object
    std::vector<Feature> features;
};

// From the file's coordinates to longitude and latitude; empty: they are that already.
using Project = std::function<core::Point(core::Point)>;

// True for the object of a FeatureCollection or a Feature.
bool is_geojson(const Json& root);

// Reads a FeatureCollection or a single Feature; `root` is Json::parse of the file. A polygon without a ring
// and a line of fewer than two points is finding P001, and the feature has no geometry then.
//
// Throws core::Error(rejected), naming file and feature, for text that is not JSON or not GeoJSON, nesting
// beyond 64, a coordinate that is no finite number or outside longitude -180..180 and latitude -90..90, and a
// "crs" member other than WGS 84 when `project` is empty.
Collection parse_collection(const SourceFile& file, const Json& root, const Project& project,
                            core::Diagnostics& findings);

}  // namespace mallctl::importers::features
