#include "exporters/geojson/plan.hpp"

#include <nlohmann/json.hpp>

#include "exporters/features/json.hpp"

namespace mallctl::exporters::geojson {

namespace {

using core::to_string;
using features::geometry;
using features::Json;

class Writer {
  public:
    explicit Writer(const plan::Plan& plan) : plan_(plan) {}

    std::vector<Json> take() {
        add_buildings();
        for (const auto& level : plan_.levels) add_level(level);
        for (const auto& unit : plan_.units) add_unit(unit);
        for (const auto& opening : plan_.openings) add_opening(opening);
        for (const auto& connector : plan_.connectors) add_connector(connector);
        add_areas();
        for (const auto& amenity : plan_.amenities) add_amenity(amenity);
        for (const auto& wall : plan_.walls) add_on_level("wall", wall, geometry(wall.lines), Json::object());
        return std::move(features_);
    }

  private:
    void add(const char* feature_class, const plan::Feature& feature, Json shape, Json properties) {
        Json all{{"class", feature_class}};
        if (!feature.name.empty()) all["name"] = name_of(feature.name);
        all.update(properties);
        if (!feature.source_id.empty()) all["source_id"] = feature.source_id;
        features_.push_back({{"type", "Feature"},
                             {"id", to_string(feature.id)},
                             {"geometry", std::move(shape)},
                             {"properties", std::move(all)}});
    }

    template <typename F>
    void add_on_level(const char* feature_class, const F& feature, Json shape, Json properties) {
        Json all{{"level", level(feature.level)}};
        all.update(properties);
        add(feature_class, feature, std::move(shape), std::move(all));
    }

    // A name whose language is not known is a plain text.
    static Json name_of(const core::Names& names) {
        if (names.size() == 1 && names.contains("")) return names.at("");
        return features::labels(names);
    }

    std::string level(plan::LevelIndex index) const { return to_string(plan_.levels.at(index).id); }
    std::string unit(plan::UnitIndex index) const { return to_string(plan_.units.at(index).id); }

    static const char* direction(plan::Direction value) {
        if (value == plan::Direction::up) return "up";
        return value == plan::Direction::down ? "down" : "both";
    }

    void add_buildings() {
        for (const auto& building : plan_.buildings) {
            Json properties{{"category", building.category}};
            if (building.display_point) properties["display_point"] = geometry(*building.display_point);
            add("building", building, nullptr, std::move(properties));
        }
        for (const auto& footprint : plan_.footprints) {
            Json properties{{"category", footprint.category}};
            if (!footprint.buildings.empty())
                properties["building"] = to_string(plan_.buildings.at(footprint.buildings.front()).id);
            add("footprint", footprint, geometry(footprint.geometry), std::move(properties));
        }
    }

    void add_level(const plan::Level& level) {
        Json properties{{"ordinal", level.ordinal}, {"short_name", level.short_name}};
        if (level.elevation_m) properties["elevation"] = *level.elevation_m;
        if (level.outdoor) properties["outdoor"] = true;
        if (level.building) properties["building"] = to_string(plan_.buildings.at(*level.building).id);
        add("level", level, geometry(level.outline), std::move(properties));
    }

    void add_unit(const plan::Unit& unit) {
        Json properties{{"category", unit.category}};
        if (!unit.ref.empty()) properties["ref"] = unit.ref;
        if (!unit.restriction.empty()) properties["restriction"] = unit.restriction;
        if (!unit.accessibility.empty()) properties["accessibility"] = unit.accessibility;
        if (unit.direction) properties["direction"] = direction(*unit.direction);
        if (unit.display_point) properties["display_point"] = geometry(*unit.display_point);
        add_on_level("unit", unit, geometry(unit.geometry), std::move(properties));
    }

    void add_opening(const plan::Opening& opening) {
        Json properties{{"category", opening.category}, {"accessible", opening.accessible}};
        if (opening.width_m) properties["width"] = *opening.width_m;
        if (opening.one_way) properties["one_way"] = true;
        if (opening.inferred) properties["inferred"] = true;
        add_on_level("opening", opening, geometry(opening.geometry), std::move(properties));
    }

    // Its geometry is where it is got on at the bottom.
    void add_connector(const plan::Connector& connector) {
        Json stops = Json::array();
        for (const auto& stop : connector.stops) {
            Json entry{{"level", level(stop.level)}};
            if (stop.unit) entry["unit"] = unit(*stop.unit);
            entry["point"] = features::position(stop.point);
            stops.push_back(std::move(entry));
        }
        Json properties{{"category", connector.category},
                        {"direction", direction(connector.direction)},
                        {"accessible", connector.accessible}};
        if (connector.wait_s) properties["wait"] = *connector.wait_s;
        if (connector.inferred) properties["inferred"] = true;
        properties["stops"] = std::move(stops);
        add("connector", connector,
            connector.stops.empty() ? Json() : geometry(connector.stops.front().point),
            std::move(properties));
    }

    void add_areas() {
        for (const auto& fixture : plan_.fixtures)
            add_on_level("fixture", fixture, geometry(fixture.geometry), {{"category", fixture.category}});
        for (const auto& section : plan_.sections)
            add_on_level("section", section, geometry(section.geometry), {{"category", section.category}});
        for (const auto& kiosk : plan_.kiosks)
            add_on_level("kiosk", kiosk, geometry(kiosk.geometry), Json::object());
    }

    void add_amenity(const plan::Amenity& amenity) {
        Json properties{{"category", amenity.category}};
        for (const auto index : amenity.units) properties["units"].push_back(unit(index));
        add_on_level("amenity", amenity, geometry(amenity.point), std::move(properties));
    }

    const plan::Plan& plan_;
    std::vector<Json> features_;
};

}  // namespace

std::string write(const PlanExport& source) {
    return features::collection(Writer(source.plan).take(), source.mall.slug);
}

}  // namespace mallctl::exporters::geojson
