#include "importers/imdf/draft.hpp"

#include <fmt/format.h>

#include "importers/features/issue.hpp"
#include "importers/imdf/extension.hpp"

namespace mallctl::importers::imdf {

using core::Severity;
using features::Shape;

namespace {

const char* describe(Shape shape) {
    switch (shape) {
        case Shape::point:
            return "Point";
        case Shape::line:
            return "LineString";
        case Shape::area:
            return "Polygon or MultiPolygon";
        default:
            return "null";
    }
}

}  // namespace

core::Names names_of(const features::Feature& source, const char* key) {
    core::Names names = source.properties.names(key);
    if (names.contains("")) return names;
    if (auto node = names.extract("und")) {
        node.key() = "";
        names.insert(std::move(node));
    }
    return names;
}

void Draft::report(const features::Feature& feature, const char* code, Severity severity, std::string message,
                   std::string advice) {
    result.findings.push_back(
        features::about(feature, code, severity, std::move(message), std::move(advice)));
}

std::optional<plan::LevelIndex> Draft::level_of(const features::Feature& feature) {
    const auto id = feature.properties.text("level_id");
    if (!id) {
        report(feature, "P053", Severity::error, "has no level_id", "name the level that it lies on");
        return std::nullopt;
    }
    const auto level = lookup(levels, *id);
    if (!level) {
        report(feature, "P052", Severity::error,
               fmt::format("is on level {}, which level.geojson does not hold", *id),
               "correct level_id, or add the level");
    }
    return level;
}

bool Draft::has_shape(const features::Feature& feature, Shape shape) {
    if (feature.shape == shape) return true;
    // A degenerate geometry has been reported as P001 already.
    if (feature.shape == Shape::none && !feature.geometry_type.empty()) return false;
    report(feature, "P050", Severity::warning,
           fmt::format("is left out: its geometry is {}, not {}",
                       feature.geometry_type.empty() ? "null" : feature.geometry_type, describe(shape)),
           "give it the geometry class that IMDF asks of its feature type");
    return false;
}

void Draft::fill(plan::Feature& target, const features::Feature& source) {
    target.source_id = source.id;
    target.name = names_of(source, "name");
    if (source.id.empty()) {
        report(source, "P044", Severity::warning, "has no id",
               "give it one: without, a change of its content makes it another feature");
    }
    restore(target, source);
}

std::string Draft::category_of(const features::Feature& feature) {
    if (auto category = feature.properties.text("category")) return *category;
    report(feature, "P053", Severity::warning, "has no category", "give it one of IMDF's categories");
    return "unspecified";
}

}  // namespace mallctl::importers::imdf
