// georeference: of a mapping.
#include <fmt/format.h>

#include <array>

#include "importers/mapping/sections.hpp"

namespace mallctl::importers::mapping {

namespace {

constexpr double max_coordinate = 1e12;

void take(const YAML::Node* value, const char* what, double limit, double& target, Faults& faults) {
    if (value == nullptr) return;
    if (const auto number = read_number(*value, what, -limit, limit, faults)) target = *number;
}

std::optional<AnchorReference> read_anchor(const YAML::Node& node, Faults& faults) {
    const Fields fields = read_fields(node, "anchor", {"lon", "lat", "x", "y", "rotation"}, faults);
    const YAML::Node* lon = find_required(fields, node, "anchor", "lon", faults);
    const YAML::Node* lat = find_required(fields, node, "anchor", "lat", faults);
    AnchorReference anchor;
    take(lon, "lon", 180, anchor.geographic.x, faults);
    take(lat, "lat", 90, anchor.geographic.y, faults);
    take(find_optional(fields, "x"), "x", max_coordinate, anchor.drawing.x, faults);
    take(find_optional(fields, "y"), "y", max_coordinate, anchor.drawing.y, faults);
    take(find_optional(fields, "rotation"), "rotation", 360, anchor.rotation_deg, faults);
    if (lon == nullptr || lat == nullptr) return std::nullopt;
    return anchor;
}

// One of the pairs lon, lat and easting, northing.
ControlPoint read_control_point(const YAML::Node& node, bool has_crs, Faults& faults) {
    constexpr const char* what = "a control point";
    const Fields fields = read_fields(node, what, {"x", "y", "lon", "lat", "easting", "northing"}, faults);
    ControlPoint point;
    point.where = faults.at(node.Mark());
    take(find_required(fields, node, what, "x", faults), "x", max_coordinate, point.drawing.x, faults);
    take(find_required(fields, node, what, "y", faults), "y", max_coordinate, point.drawing.y, faults);
    const bool geographic = fields.contains("lon") || fields.contains("lat");
    point.projected = fields.contains("easting") || fields.contains("northing");
    if (geographic && point.projected) {
        faults.add("M003", node.Mark(), "a control point has both lon, lat and easting, northing",
                   "keep one of the pairs");
    } else if (point.projected) {
        take(find_required(fields, node, what, "easting", faults), "easting", max_coordinate, point.ground.x,
             faults);
        take(find_required(fields, node, what, "northing", faults), "northing", max_coordinate,
             point.ground.y, faults);
        if (!has_crs) {
            faults.add("M003", node.Mark(), "a control point has easting and northing, of no crs",
                       "add 'crs: EPSG:25832' or the like under georeference");
        }
    } else {
        take(find_required(fields, node, what, "lon", faults), "lon", 180, point.ground.x, faults);
        take(find_required(fields, node, what, "lat", faults), "lat", 90, point.ground.y, faults);
    }
    return point;
}

std::optional<ControlPointReference> read_control_points(const YAML::Node& georeference, const Fields& fields,
                                                         Faults& faults) {
    const YAML::Node& node = *find_optional(fields, "control_points");
    ControlPointReference reference;
    reference.where = faults.at(node.Mark());
    const YAML::Node* crs = find_optional(fields, "crs");
    if (crs != nullptr) reference.crs = read_text(*crs, "crs", faults).value_or("");
    if (const YAML::Node* value = find_optional(fields, "transform")) {
        constexpr std::array fits = {projection::Fit::rigid, projection::Fit::similarity,
                                     projection::Fit::affine};
        const auto word = read_word(*value, "transform", {"rigid", "similarity", "affine"}, faults);
        if (word) reference.transform = fits.at(*word);
    }
    bool any_projected = false;
    for_each_rule(node, "control_points", faults, [&](const YAML::Node& element) {
        reference.points.push_back(read_control_point(element, crs != nullptr, faults));
        any_projected = any_projected || reference.points.back().projected;
    });
    if (!node.IsSequence()) return std::nullopt;
    if (crs != nullptr && !any_projected) {
        faults.add("M003", georeference.Mark(), "no control point is in the georeference's crs",
                   "write easting and northing in place of lon and lat, or take crs out");
    }
    const std::size_t least = projection::least_points(reference.transform);
    if (reference.points.size() < least) {
        faults.add("M003", node.Mark(),
                   fmt::format("transform {} needs at least {} control points, and there {} {}",
                               projection::to_string(reference.transform), least,
                               reference.points.size() == 1 ? "is" : "are", reference.points.size()));
    }
    return reference;
}

}  // namespace

std::optional<Georeference> read_georeference(const YAML::Node& node, Faults& faults) {
    const Fields fields =
        read_fields(node, "georeference", {"crs", "anchor", "control_points", "transform"}, faults);
    if (!node.IsMap()) return std::nullopt;
    const YAML::Node* crs = find_optional(fields, "crs");
    const YAML::Node* anchor = find_optional(fields, "anchor");
    const bool by_points = fields.contains("control_points");
    if (const YAML::Node* transform = find_optional(fields, "transform");
        transform != nullptr && !by_points) {
        faults.add("M003", transform->Mark(), "'transform' is that of control_points, and there are none");
    }
    if (by_points && anchor == nullptr) {
        const auto reference = read_control_points(node, fields, faults);
        if (!reference) return std::nullopt;
        return *reference;
    }
    if (by_points || (crs == nullptr) == (anchor == nullptr)) {
        faults.add("M003", node.Mark(), "georeference needs one of 'crs', 'anchor' and 'control_points'");
        return std::nullopt;
    }
    if (crs != nullptr) {
        const auto text = read_text(*crs, "crs", faults);
        if (!text) return std::nullopt;
        return CrsReference{*text};
    }
    const auto reference = read_anchor(*anchor, faults);
    if (!reference) return std::nullopt;
    return *reference;
}

}  // namespace mallctl::importers::mapping
