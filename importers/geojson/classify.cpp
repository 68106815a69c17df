#include "importers/geojson/classify.hpp"

namespace mallctl::importers::geojson {

namespace {

using features::Feature;
using features::Shape;

std::optional<plan::Direction> direction_in(const Feature& feature) {
    const auto text = feature.properties.text("direction");
    if (text == "up") return plan::Direction::up;
    if (text == "down") return plan::Direction::down;
    return std::nullopt;
}

const mapping::LayerRule* rule_of(const Feature& feature, const mapping::Mapping* mapping) {
    if (mapping == nullptr) return nullptr;
    if (const auto layer = feature.properties.text("layer")) {
        if (const auto* rule = mapping->layer_rule(*layer)) return rule;
    }
    for (const std::string& category : feature.properties.texts("category")) {
        if (const auto* rule = mapping->layer_rule(category)) return rule;
    }
    return nullptr;
}

// A list of several categories is a path in someone's tree of ids, not a category of ours.
std::string single_category(const Feature& feature) {
    const auto categories = feature.properties.texts("category");
    return categories.size() == 1 ? categories.front() : std::string();
}

std::string class_by_looks(const Feature& feature, const std::string& category) {
    if (feature.shape == Shape::area) {
        const bool outline = category == "floor" || category == "level" || category == "outline";
        return outline ? "outline" : "unit";
    }
    return feature.shape == Shape::point && !category.empty() ? "amenity" : "";
}

}  // namespace

Classified classify(const Feature& feature, const mapping::Mapping* mapping) {
    Classified result;
    result.direction = direction_in(feature);
    result.restriction = feature.properties.text("restriction").value_or("");
    result.accessible = feature.properties.boolean("accessible");
    const std::string category = single_category(feature);
    const auto stated = feature.properties.text("class");
    if (stated || !feature.type.empty()) {
        result.name = stated.value_or(feature.type);
        result.category = category;
        return result;
    }
    if (const mapping::LayerRule* rule = rule_of(feature, mapping)) {
        result.name = mapping::to_string(rule->layer_class);
        result.category = rule->category;
        if (!result.direction) result.direction = rule->direction;
        if (result.restriction.empty()) result.restriction = rule->restriction;
        if (!result.accessible) result.accessible = rule->accessible;
        return result;
    }
    result.name = class_by_looks(feature, category);
    result.category = category;
    return result;
}

}  // namespace mallctl::importers::geojson
