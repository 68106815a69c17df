#include "importers/features/feature.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "importers/features/geometry.hpp"
#include "importers/features/issue.hpp"

namespace mallctl::importers::features {

namespace {

// GeoJSON of 2008 could name a CRS; RFC 7946 knows WGS 84 only.
bool names_other_crs(const Json& root, std::string& name) {
    if (!root.has("crs")) return false;
    name = root.member("crs").member("properties").text("name").value_or("an unnamed CRS");
    for (const char* wgs84 : {"CRS84", "EPSG::4326", "EPSG:4326"}) {
        if (name.find(wgs84) != std::string::npos) return false;
    }
    return true;
}

std::string id_of(const Json& feature) {
    if (const auto id = feature.text("id")) return *id;
    return feature.member("properties").text("id").value_or("");
}

Feature read_feature(const SourceFile& file, const Json& value, std::size_t number, const Project& project,
                     core::Diagnostics& findings) {
    Feature feature;
    feature.number = number;
    feature.where.file = file.label;
    feature.id = id_of(value);
    feature.type = value.text("feature_type").value_or("");
    feature.properties = value.member("properties");
    const std::string origin = fmt::format("{}: {}", file.label, feature.label());
    if (value.text("type") != "Feature") {
        throw core::Error(core::Fault::rejected, fmt::format("{}: it is no GeoJSON Feature", origin),
                          "export it as GeoJSON (RFC 7946)");
    }
    const std::string fault = read_geometry(value.member("geometry"), project, origin, feature);
    if (!fault.empty()) {
        findings.push_back(about(feature, "P001", core::Severity::warning, "is left out: " + fault,
                                 "draw it again, closed and with enough points"));
    }
    const Json display_point = feature.properties.member("display_point");
    if (display_point.text("type") == "Point") {
        feature.display_point = read_position(display_point.member("coordinates"), project, origin);
    }
    return feature;
}

}  // namespace

std::string Feature::label() const {
    return id.empty() ? fmt::format("feature {}", number) : fmt::format("feature {} ({})", number, id);
}

bool is_geojson(const Json& root) {
    const auto type = root.text("type");
    return type == "FeatureCollection" || type == "Feature";
}

Collection parse_collection(const SourceFile& file, const Json& root, const Project& project,
                            core::Diagnostics& findings) {
    if (!is_geojson(root)) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} is JSON but no GeoJSON FeatureCollection", file.label),
                          "export it as GeoJSON (RFC 7946)");
    }
    std::string crs;
    if (!project && names_other_crs(root, crs)) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} is in {}, not in longitude and latitude", file.label, crs),
                          "name its CRS with --crs, or export it in WGS 84");
    }
    Collection collection{file.label, file.path, root, {}};
    if (root.text("type") == "Feature") {
        collection.features.push_back(read_feature(file, root, 1, project, findings));
        return collection;
    }
    const Json features = root.member("features");
    if (features.kind() != Json::Kind::array) {
        throw core::Error(core::Fault::rejected, fmt::format("{} has no list of features", file.label),
                          "export it as GeoJSON (RFC 7946)");
    }
    collection.features.reserve(features.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
        collection.features.push_back(read_feature(file, features.item(i), i + 1, project, findings));
    }
    return collection;
}

}  // namespace mallctl::importers::features
