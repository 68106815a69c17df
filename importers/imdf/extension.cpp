#include "importers/imdf/extension.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mallctl::importers::imdf {

using core::Severity;
using features::Feature;
using features::Json;
using features::Shape;

namespace {

constexpr const char* extension_name = "imdf:extension:mallctl:plan#1.0.0";

std::optional<plan::Direction> direction_in(const Json& json) {
    const auto text = json.text("direction");
    if (text == "up") return plan::Direction::up;
    if (text == "down") return plan::Direction::down;
    return text == "both" ? std::optional(plan::Direction::both) : std::nullopt;
}

// Names under `key` as they are: also an empty object, which `has` tells from an absent one.
void restore_names(core::Names& target, const Json& json, const char* key) {
    if (json.member(key).kind() == Json::Kind::object) target = json.names(key);
}

void restore_edits(plan::UnitEdits& edits, const Json& json) {
    if (json.member("name").kind() == Json::Kind::object) edits.name = json.names("name");
    if (json.has("category")) edits.category = json.text("category").value_or("");
    if (json.has("ref")) edits.ref = json.text("ref").value_or("");
}

std::optional<double> within(const std::optional<double>& value, double low, double high) {
    return value && *value >= low && *value <= high ? value : std::nullopt;
}

std::optional<plan::ConnectorStop> stop_of(const Feature& feature, const Json& json, Draft& draft) {
    const auto level = lookup(draft.levels, json.text("level_id").value_or(""));
    const Json point = json.member("point");
    const auto x = within(point.item(0).as_number(), -180, 180);
    const auto y = within(point.item(1).as_number(), -90, 90);
    if (!level || !x || !y) {
        draft.report(feature, "P052", Severity::warning,
                     "has a stop whose level or point the archive does not have", "correct its stops");
        return std::nullopt;
    }
    return plan::ConnectorStop{*level, lookup(draft.units, json.text("unit_id").value_or("")), {*x, *y}};
}

void read_connector(const Feature& feature, Draft& draft) {
    plan::Connector connector;
    draft.fill(connector, feature);
    connector.category = draft.category_of(feature);
    connector.direction = direction_in(feature.properties).value_or(plan::Direction::both);
    connector.accessible = feature.properties.boolean("accessible").value_or(false);
    connector.wait_s = within(feature.properties.number("wait_s"), 0, 86399);
    connector.inferred = feature.properties.boolean("inferred").value_or(false);
    for (const Json& json : feature.properties.objects("stops")) {
        if (const auto stop = stop_of(feature, json, draft)) connector.stops.push_back(*stop);
    }
    if (!connector.stops.empty()) draft.plan().connectors.push_back(std::move(connector));
}

void read_wall(const Feature& feature, Draft& draft) {
    const auto level = draft.level_of(feature);
    if (!level || !draft.has_shape(feature, Shape::line)) return;
    plan::Wall wall;
    draft.fill(wall, feature);
    wall.level = *level;
    wall.lines = feature.lines;
    draft.plan().walls.push_back(std::move(wall));
}

void read_amenity(const Feature& feature, Draft& draft) {
    const auto level =
        lookup(draft.levels, feature.properties.member("mallctl").text("level_id").value_or(""));
    if (!level || !draft.has_shape(feature, Shape::point)) return;
    plan::Amenity amenity;
    draft.fill(amenity, feature);
    amenity.level = *level;
    amenity.category = draft.category_of(feature);
    amenity.point = feature.points.front();
    draft.plan().amenities.push_back(std::move(amenity));
}

void read_occupant(const Feature& feature, Draft& draft) {
    plan::Occupant occupant;
    draft.fill(occupant, feature);
    occupant.category = feature.properties.text("category").value_or("");
    occupant.hours = feature.properties.text("hours").value_or("");
    occupant.phone = feature.properties.text("phone").value_or("");
    occupant.website = feature.properties.text("website").value_or("");
    draft.plan().occupants.push_back(std::move(occupant));
}

}  // namespace

bool has_extension(const Json& manifest) {
    const auto names = manifest.texts("extensions");
    return std::find(names.begin(), names.end(), extension_name) != names.end();
}

bool is_own(const Feature& feature) {
    return feature.properties.member("mallctl").kind() == Json::Kind::object;
}

void restore(plan::Feature& target, const Feature& source) {
    if (!is_own(source)) return;
    const Json extension = source.properties.member("mallctl");
    if (const auto id = core::parse_uuid(source.id)) {
        target.id = *id;
        target.source_id = extension.text("source_id").value_or("");
    }
    restore_names(target.name, extension, "name");
}

void restore(plan::Level& target, const Feature& source) {
    if (!is_own(source)) return;
    const Json extension = source.properties.member("mallctl");
    target.elevation_m = within(extension.number("elevation_m"), -2000, 10000);
    if (const auto name = extension.text("short_name")) target.short_name = *name;
    if (extension.boolean("outline") == false) target.outline.clear();
}

void restore(plan::Unit& target, const Feature& source) {
    if (!is_own(source)) return;
    const Json extension = source.properties.member("mallctl");
    target.ref = extension.text("ref").value_or("");
    if (const auto category = extension.text("category")) target.category = *category;
    target.direction = direction_in(extension);
    restore_edits(target.edits, extension.member("edits"));
}

void restore(plan::Opening& target, const Feature& source) {
    if (!is_own(source)) return;
    const Json extension = source.properties.member("mallctl");
    target.width_m = within(extension.number("width_m"), 0.001, 999);
    target.accessible = extension.boolean("accessible").value_or(true);
    target.one_way = extension.boolean("one_way").value_or(false);
    target.inferred = extension.boolean("inferred").value_or(false);
}

void restore(core::Names& plan_name, const Feature& venue) {
    if (is_own(venue)) restore_names(plan_name, venue.properties.member("mallctl"), "name");
}

void read_extension(Features features, Draft& draft) {
    for (Feature& feature : features) {
        if (feature.type == "connector") read_connector(feature, draft);
        if (feature.type == "wall") read_wall(feature, draft);
        if (feature.type == "amenity") read_amenity(feature, draft);
        if (feature.type == "occupant") read_occupant(feature, draft);
    }
}

}  // namespace mallctl::importers::imdf
