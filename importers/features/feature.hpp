// GeoJSON (RFC 7946) in, features as plain values out: what the IMDF and the GeoJSON reader share.
//
// Read with simdjson, feature by feature, rather than GDAL's GeoJSON driver, because that drops members
// outside `properties` (IMDF's feature_type), flattens nested ones (names by locale), lets NaN coordinates
// through and takes longer.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"
#include "importers/features/json_parser.hpp"
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
    Json properties;  // as long as the feature is the last one read of its Collection
    core::SourcePosition where;
    std::size_t number = 0;  // in its file, from 1

    // "feature 12 (id)", for messages.
    std::string label() const;
};

// From the file's coordinates to longitude and latitude; empty: they are that already.
using Project = std::function<core::Point(core::Point)>;

// The features of one text, found when it is made and read one at a time, in any order and as often as
// wanted: a plan of a gigabyte of objects never stands in memory beside its text. Three kinds of text: a
// FeatureCollection, a Feature, and a sequence of Features (newline-delimited GeoJSON, RFC 8142).
class Collection {
  public:
    // Throws core::Error(rejected), naming file, line and column, for text that is not JSON or is nested more
    // than 64 deep.
    explicit Collection(SourceFile file);
    ~Collection();
    Collection(Collection&&) noexcept;
    Collection& operator=(Collection&&) noexcept;

    const std::string& label() const;
    const std::filesystem::path& path() const;

    // True for the text of a FeatureCollection, a Feature or a sequence of them.
    bool is_geojson() const;

    // The name of the collection, where it has one.
    const core::Names& name() const;

    // Once, before anything is read: `project` takes coordinates to longitude and latitude. Throws
    // core::Error(rejected) for what is no GeoJSON, and for a member "crs" other than WGS 84 when `project`
    // is empty.
    void open(Project project);

    std::size_t size() const;

    // The feature of this index as JSON; every call ends the life of all views taken before. Throws
    // core::Error(rejected), naming file, line and column, when it is not JSON, and when it is no Feature.
    Json peek(std::size_t index);

    // The feature of this index. A polygon without a ring and a line of fewer than two points is finding
    // P001, and the feature has no geometry then. Throws core::Error(rejected) as `peek` does, and, naming
    // the feature, for a coordinate that is no finite number or outside longitude -180..180 and latitude
    // -90..90.
    Feature read(std::size_t index, core::Diagnostics& findings);

    // Says that features before `index` are not read again: the memory of their text is given back, so that a
    // plan and the text that it is made of need not stand in memory side by side. Of what the file held there
    // nothing is known afterwards.
    void release(std::size_t index);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::importers::features
