#include "importers/features/geometry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace mallctl::importers::features {

namespace {

using core::LineString;
using core::Point;
using core::Polygon;

[[noreturn]] void refuse(const Feature& feature, const std::string& reason, const std::string& advice) {
    throw core::Error(core::Fault::rejected,
                      fmt::format("{}: {}: {}", feature.where.file, feature.label(), reason), advice);
}

// What a polygon or line lacks; thrown inside this file only, and caught by read_geometry.
struct Degenerate {
    std::string reason;
};

class GeometryReader {
  public:
    GeometryReader(const Project& project, const Feature& feature) : project_(project), feature_(feature) {}

    Point position(const Json& value) const {
        const auto pair = value.as_pair();
        if (!pair) {
            refuse(feature_, "a coordinate is not a pair of numbers",
                   "positions are [longitude, latitude]; correct or remove the feature");
        }
        const Point point = project_ ? project_(*pair) : *pair;
        if (!std::isfinite(point.x) || !std::isfinite(point.y) || std::abs(point.x) > 180 ||
            std::abs(point.y) > 90) {
            refuse(feature_, fmt::format("({}, {}) is no longitude and latitude", pair->x, pair->y),
                   project_ ? "check the CRS"
                            : "name the CRS that the coordinates are in with --crs, or correct them");
        }
        return point;
    }

    LineString line(const Json& value) const {
        LineString points = positions(value);
        if (points.size() < 2) throw Degenerate{"a line has fewer than two points"};
        return points;
    }

    Polygon polygon(const Json& value) const {
        Polygon result;
        const std::vector<Json> rings = items(value);
        result.rings.reserve(rings.size());
        for (const Json& item : rings) result.rings.push_back(positions(item));
        if (result.rings.empty()) throw Degenerate{"a polygon has no ring"};
        return result;
    }

    // The items of an array; what is no array is no GeoJSON.
    std::vector<Json> items(const Json& value) const {
        if (value.kind() != Json::Kind::array) {
            refuse(feature_, "the geometry's coordinates are not as its type demands",
                   "export it as GeoJSON (RFC 7946)");
        }
        return value.items();
    }

  private:
    LineString positions(const Json& value) const {
        const std::vector<Json> all = items(value);
        LineString points;
        points.reserve(all.size());
        for (const Json& item : all) points.push_back(position(item));
        return points;
    }

    const Project& project_;
    const Feature& feature_;
};

void read_by_type(const GeometryReader& reader, const Json& coordinates, Feature& feature) {
    const std::string& type = feature.geometry_type;
    if (type == "Point") {
        feature.points.push_back(reader.position(coordinates));
        feature.shape = Shape::point;
    } else if (type == "LineString") {
        feature.lines.push_back(reader.line(coordinates));
        feature.shape = Shape::line;
    } else if (type == "Polygon") {
        feature.area.push_back(reader.polygon(coordinates));
        feature.shape = Shape::area;
    } else {
        for (const Json& part : reader.items(coordinates)) {
            if (type == "MultiPoint") feature.points.push_back(reader.position(part));
            if (type == "MultiLineString") feature.lines.push_back(reader.line(part));
            if (type == "MultiPolygon") feature.area.push_back(reader.polygon(part));
        }
        if (!feature.points.empty()) feature.shape = Shape::point;
        if (!feature.lines.empty()) feature.shape = Shape::line;
        if (!feature.area.empty()) feature.shape = Shape::area;
    }
}

bool is_known_type(const std::string& type) {
    static const std::vector<std::string> known{"Point",           "LineString",   "Polygon", "MultiPoint",
                                                "MultiLineString", "MultiPolygon", ""};
    return std::find(known.begin(), known.end(), type) != known.end();
}

}  // namespace

std::string read_geometry(const Json& geometry, const Project& project, Feature& feature) {
    feature.geometry_type = geometry.text("type").value_or("");
    if (geometry.kind() == Json::Kind::null) return {};
    if (feature.geometry_type == "GeometryCollection") {
        feature.shape = Shape::other;
        return {};
    }
    if (feature.geometry_type.empty() || !is_known_type(feature.geometry_type)) {
        refuse(feature, fmt::format("\"{}\" is no geometry type of GeoJSON", feature.geometry_type),
               "export it as GeoJSON (RFC 7946)");
    }
    try {
        read_by_type(GeometryReader(project, feature), geometry.member("coordinates"), feature);
        return {};
    } catch (const Degenerate& fault) {
        feature.shape = Shape::none;
        feature.points.clear();
        feature.lines.clear();
        feature.area.clear();
        return fault.reason;
    }
}

Point read_position(const Json& position, const Project& project, const Feature& feature) {
    return GeometryReader(project, feature).position(position);
}

}  // namespace mallctl::importers::features
