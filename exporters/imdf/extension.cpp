#include "exporters/imdf/extension.hpp"

#include <nlohmann/json.hpp>

#include "plan/categories.hpp"

namespace mallctl::exporters::imdf {

namespace {

const char* direction_name(plan::Direction direction) {
    if (direction == plan::Direction::up) return "up";
    return direction == plan::Direction::down ? "down" : "both";
}

Json edits_json(const plan::UnitEdits& edits) {
    Json object = Json::object();
    if (edits.name) object["name"] = Json(*edits.name);
    if (edits.category) object["category"] = *edits.category;
    if (edits.ref) object["ref"] = *edits.ref;
    return object;
}

}  // namespace

Json extension_of(const plan::Feature& feature) {
    Json extension = Json::object();
    if (!feature.source_id.empty()) extension["source_id"] = feature.source_id;
    // "" is written as "und", which could then not be told from it.
    if (feature.name.contains("und")) extension["name"] = Json(feature.name);
    return extension;
}

Json extension_of(const plan::Level& level) {
    Json extension = extension_of(static_cast<const plan::Feature&>(level));
    if (level.name.empty()) extension["name"] = Json::object();
    extension["short_name"] = level.short_name;
    if (level.elevation_m) extension["elevation_m"] = *level.elevation_m;
    if (level.outline.empty()) extension["outline"] = false;
    return extension;
}

Json extension_of(const plan::Unit& unit) {
    Json extension = extension_of(static_cast<const plan::Feature&>(unit));
    if (!unit.ref.empty()) extension["ref"] = unit.ref;
    if (!plan::is_imdf_unit_category(unit.category)) extension["category"] = unit.category;
    if (unit.direction) extension["direction"] = direction_name(*unit.direction);
    if (unit.edits.any()) extension["edits"] = edits_json(unit.edits);
    return extension;
}

Json extension_of(const plan::Opening& opening) {
    Json extension = extension_of(static_cast<const plan::Feature&>(opening));
    if (opening.width_m) extension["width_m"] = *opening.width_m;
    if (!opening.accessible) extension["accessible"] = false;
    if (opening.one_way) extension["one_way"] = true;
    if (opening.inferred) extension["inferred"] = true;
    return extension;
}

}  // namespace mallctl::exporters::imdf
