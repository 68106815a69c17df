#include "importers/geojson/classify.hpp"

namespace mallctl::importers::geojson {

namespace {

using features::Feature;
using features::Json;
using features::Shape;

std::optional<plan::Direction> direction_in(const Feature& feature) {
    const auto text = feature.properties.text("direction");
    if (text == "up") return plan::Direction::up;
    if (text == "down") return plan::Direction::down;
    return std::nullopt;
}

const mapping::LayerRule* rule_of(const Json& properties, const mapping::Mapping* mapping) {
    if (mapping == nullptr) return nullptr;
    if (const auto layer = properties.text("layer")) {
        if (const auto* rule = mapping->layer_rule(*layer)) return rule;
    }
    for (const std::string& category : properties.texts("category")) {
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

// The class that a feature states or a rule gives it, empty where its looks decide.
std::string stated_class(const Json& feature, const mapping::Mapping* mapping) {
    const Json properties = feature.member("properties");
    if (auto stated = properties.text("class")) return *std::move(stated);
    if (auto type = feature.text("feature_type")) return *std::move(type);
    const mapping::LayerRule* rule = rule_of(properties, mapping);
    return rule == nullptr ? "" : mapping::to_string(rule->layer_class);
}

}  // namespace

Turn turn_of(const Json& feature, const mapping::Mapping* mapping) {
    const std::string name = stated_class(feature, mapping);
    if (name == "building") return Turn::building;
    if (name == "footprint") return Turn::footprint;
    if (name == "level") return Turn::level;
    return name == "connector" ? Turn::connector : Turn::content;
}

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
    if (const mapping::LayerRule* rule = rule_of(feature.properties, mapping)) {
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
