#include "importers/geojson/builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <type_traits>

#include "importers/features/issue.hpp"

namespace mallctl::importers::geojson {

using core::Severity;
using features::Feature;
using features::Shape;

void Builder::report(const Feature& feature, const char* code, Severity severity, std::string message,
                     std::string advice) {
    result_.findings.push_back(
        features::about(feature, code, severity, std::move(message), std::move(advice)));
}

void Builder::fill(plan::Feature& target, const Feature& source) {
    target.source_id = source.id;
    target.name = source.properties.names("name");
}

bool Builder::has_shape(const Feature& feature, Shape shape) {
    if (feature.shape == shape) return true;
    // A degenerate geometry has been reported as P001 already.
    if (feature.shape == Shape::none && !feature.geometry_type.empty()) return false;
    report(
        feature, "P002", Severity::warning,
        fmt::format("is left out: its geometry ({}) does not fit its class",
                    feature.geometry_type.empty() ? "null" : feature.geometry_type),
        "Units, fixtures, sections, kiosks and levels are areas, openings and walls lines, amenities points");
    return false;
}

std::optional<plan::LevelIndex> Builder::level_of(const Feature& feature,
                                                  std::optional<plan::LevelIndex> file_level) {
    const auto stated = feature.properties.has("level") ? feature.properties.text("level")
                                                        : feature.properties.text("level_id");
    if (!stated) {
        if (!file_level) {
            report(feature, "P017", Severity::error,
                   "does not say which level it is on, and neither does its file",
                   "give it a property level, or name the file's level in a mapping");
        }
        return file_level;
    }
    const auto level = book_.of_text(*stated);
    if (!level) {
        report(feature, "P052", Severity::error,
               fmt::format("is on level \"{}\", which the plan does not have", *stated),
               "write a level's ordinal, short name or id");
    }
    return level;
}

void Builder::index_units() {
    indexed_ = true;
    const std::vector<plan::Unit>& units = plan().units;
    for (plan::UnitIndex i = 0; i < units.size(); ++i) {
        if (!units[i].source_id.empty()) units_.emplace(units[i].source_id, i);
        if (!units[i].ref.empty()) units_by_ref_.emplace(LevelAndRef(units[i].level, units[i].ref), i);
    }
}

std::optional<plan::UnitIndex> Builder::unit_of(const std::string& id_or_ref,
                                                std::optional<plan::LevelIndex> level) {
    if (!indexed_) index_units();
    if (const auto it = units_.find(id_or_ref); it != units_.end()) return it->second;
    if (!level) return std::nullopt;
    const auto it = units_by_ref_.find({*level, id_or_ref});
    return it == units_by_ref_.end() ? std::nullopt : std::optional(it->second);
}

void Builder::add_building(Item& item) {
    Feature& feature = item.feature;
    if (item.what.name == "footprint") {
        if (!has_shape(feature, Shape::area)) return;
        plan::Footprint footprint;
        fill(footprint, feature);
        if (!item.what.category.empty()) footprint.category = item.what.category;
        if (const auto building = feature.properties.text("building")) {
            footprint.buildings.push_back(book_.building(*building));
        }
        footprint.geometry = std::move(feature.area);
        plan().footprints.push_back(std::move(footprint));
        return;
    }
    plan::Building building;
    fill(building, feature);
    building.category = item.what.category.empty() ? "unspecified" : item.what.category;
    building.display_point = feature.display_point;
    book_.add_building(std::move(building));
}

plan::LevelIndex Builder::add_level(Item& item) {
    Feature& feature = item.feature;
    plan::Level level;
    fill(level, feature);
    const auto ordinal = feature.properties.integer("ordinal");
    if (!ordinal) {
        report(feature, "P017", Severity::error, "is a level without an ordinal that is a whole number",
               "give it its place in the building: 0 is the ground floor");
    }
    level.ordinal = ordinal.value_or(0);
    level.short_name = core::pick_name(feature.properties.names("short_name"));
    if (level.short_name.empty()) level.short_name = std::to_string(level.ordinal);
    level.elevation_m = feature.properties.number("elevation");
    level.outdoor = feature.properties.boolean("outdoor").value_or(false);
    if (const auto building = feature.properties.text("building")) level.building = book_.building(*building);
    if (feature.shape == Shape::area) level.outline = std::move(feature.area);
    return book_.add(std::move(level));
}

void Builder::add_outline(Item& item, plan::LevelIndex level) {
    if (!has_shape(item.feature, Shape::area)) return;
    plan::Level& target = plan().levels[level];
    if (target.source_id.empty()) target.source_id = item.feature.id;
    target.outline.insert(target.outline.end(), item.feature.area.begin(), item.feature.area.end());
}

void Builder::add_unit(Item& item, plan::LevelIndex level) {
    Feature& feature = item.feature;
    if (!has_shape(feature, Shape::area)) return;
    plan::Unit unit;
    fill(unit, feature);
    unit.level = level;
    if (!item.what.category.empty()) unit.category = item.what.category;
    unit.ref = feature.properties.text("ref").value_or("");
    unit.restriction = item.what.restriction;
    unit.accessibility = feature.properties.texts("accessibility");
    unit.display_point = feature.display_point;
    unit.direction = item.what.direction;
    unit.geometry = std::move(feature.area);
    plan().units.push_back(std::move(unit));
}

void Builder::add_opening(Item& item, plan::LevelIndex level) {
    Feature& feature = item.feature;
    if (!has_shape(feature, Shape::line)) return;
    plan::Opening opening;
    fill(opening, feature);
    opening.level = level;
    if (!item.what.category.empty()) opening.category = item.what.category;
    if (const auto width = feature.properties.number("width"); width && *width > 0) opening.width_m = width;
    opening.accessible = item.what.accessible.value_or(true);
    opening.one_way = feature.properties.boolean("one_way").value_or(false);
    opening.geometry = std::move(feature.lines.front());
    plan().openings.push_back(std::move(opening));
}

void Builder::add_wall(Item& item, plan::LevelIndex level) {
    Feature& feature = item.feature;
    if (feature.shape != Shape::area && !has_shape(feature, Shape::line)) return;
    plan::Wall wall;
    fill(wall, feature);
    wall.level = level;
    wall.lines = std::move(feature.lines);
    for (const core::Polygon& polygon : feature.area) {
        wall.lines.insert(wall.lines.end(), polygon.rings.begin(), polygon.rings.end());
    }
    plan().walls.push_back(std::move(wall));
}

void Builder::add_amenity(Item& item, plan::LevelIndex level) {
    Feature& feature = item.feature;
    if (!has_shape(feature, Shape::point)) return;
    plan::Amenity amenity;
    fill(amenity, feature);
    amenity.level = level;
    amenity.category = item.what.category.empty() ? "unspecified" : item.what.category;
    amenity.point = feature.points.front();
    if (feature.properties.has("units")) {
        NamedUnits named{plan().amenities.size(), feature.properties.texts("units"), std::move(feature)};
        named.feature.properties = {};
        amenities_with_units_.push_back(std::move(named));
    }
    plan().amenities.push_back(std::move(amenity));
}

void Builder::settle_amenities() {
    for (const NamedUnits& named : amenities_with_units_) {
        plan::Amenity& amenity = plan().amenities[named.amenity];
        for (const std::string& name : named.names) {
            if (const auto unit = unit_of(name, amenity.level)) {
                amenity.units.push_back(*unit);
            } else {
                report(named.feature, "P052", Severity::warning,
                       fmt::format("names unit \"{}\", which the plan does not have", name),
                       "write a unit's id, or its ref on the same level");
            }
        }
    }
}

template <typename F>
void Builder::add_area(Item& item, plan::LevelIndex level, std::vector<F>& target) {
    if (!has_shape(item.feature, Shape::area)) return;
    F& made = target.emplace_back();
    fill(made, item.feature);
    made.level = level;
    made.geometry = std::move(item.feature.area);
    if constexpr (!std::is_same_v<F, plan::Kiosk>) {
        if (!item.what.category.empty()) made.category = item.what.category;
    }
}

bool Builder::add_on_level(Item& item, std::optional<plan::LevelIndex> file_level) {
    static constexpr std::array<std::string_view, 8> known{"outline", "unit",    "opening", "wall",
                                                           "fixture", "section", "kiosk",   "amenity"};
    const std::string& name = item.what.name;
    if (std::find(known.begin(), known.end(), name) == known.end()) return false;
    const auto level = level_of(item.feature, file_level);
    if (!level) return true;
    if (name == "outline") add_outline(item, *level);
    if (name == "unit") add_unit(item, *level);
    if (name == "opening") add_opening(item, *level);
    if (name == "wall") add_wall(item, *level);
    if (name == "fixture") add_area(item, *level, plan().fixtures);
    if (name == "section") add_area(item, *level, plan().sections);
    if (name == "kiosk") add_area(item, *level, plan().kiosks);
    if (name == "amenity") add_amenity(item, *level);
    return true;
}

void Builder::add_connector(Item& item) {
    Feature& feature = item.feature;
    plan::Connector connector;
    fill(connector, feature);
    connector.category = item.what.category.empty() ? "stairs" : item.what.category;
    connector.direction = item.what.direction.value_or(plan::Direction::both);
    const bool rolls = connector.category == "elevator" || connector.category == "ramp";
    connector.accessible = item.what.accessible.value_or(rolls);
    if (const auto wait = feature.properties.number("wait"); wait && *wait >= 0) connector.wait_s = wait;
    for (const features::Json& stop : feature.properties.objects("stops")) {
        const auto level = book_.of_text(stop.text("level").value_or(""));
        const auto unit = unit_of(stop.text("unit").value_or(""), level);
        if (unit) {
            connector.stops.push_back(
                {plan().units[*unit].level, *unit, plan::representative_point(plan().units[*unit])});
        } else if (level && !stop.has("unit") && feature.shape == Shape::point) {
            connector.stops.push_back({*level, std::nullopt, feature.points.front()});
        } else {
            report(feature, "P052", Severity::warning,
                   "has a stop whose level or unit the plan does not have",
                   "write the level's ordinal, short name or id and the unit's id or ref");
        }
    }
    if (connector.stops.size() < 2) {
        report(feature, "P022", Severity::warning, "is left out: a connector needs stops on two levels",
               "list its stops: [{level, unit}, ...]");
        return;
    }
    std::stable_sort(connector.stops.begin(), connector.stops.end(), [&](const auto& a, const auto& b) {
        return plan().levels[a.level].ordinal < plan().levels[b.level].ordinal;
    });
    plan().connectors.push_back(std::move(connector));
}

}  // namespace mallctl::importers::geojson
