#include "exporters/imdf/archive.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "exporters/imdf/extension.hpp"
#include "exporters/imdf/venue.hpp"
#include "plan/categories.hpp"
#include "plan/hull.hpp"
#include "plan/surface.hpp"

namespace mallctl::exporters::imdf {

namespace {

using core::to_string;
using features::geometry;
using features::labels;
using features::list_or_null;
using features::text_or_null;

class Archive {
  public:
    explicit Archive(const plan::Plan& plan) : plan_(plan) {}

    Classes take() {
        add_buildings();
        add_levels();
        for (const auto& unit : plan_.units) add_unit(unit);
        for (const auto& opening : plan_.openings) add_opening(opening);
        add_areas();
        for (const auto& amenity : plan_.amenities) add_amenity(amenity);
        for (const auto& occupant : plan_.occupants) add_occupant(occupant);
        for (const auto& connector : plan_.connectors) add_connector(connector);
        for (const auto& wall : plan_.walls) {
            add("mallctl", "wall", wall.id, geometry(wall.lines),
                {{"level_id", level_id(wall.level)},
                 {"name", labels(wall.name)},
                 {"mallctl", extension_of(wall)}});
        }
        return std::move(classes_);
    }

  private:
    void add(const char* file, const char* type, const core::Uuid& id, Json shape, Json properties) {
        classes_[file].push_back(feature(type, id, std::move(shape), std::move(properties)));
    }

    std::string level_id(plan::LevelIndex level) const { return to_string(plan_.levels.at(level).id); }
    std::string unit_id(plan::UnitIndex unit) const { return to_string(plan_.units.at(unit).id); }

    static Json point_or_null(const std::optional<core::Point>& point) {
        return point ? geometry(*point) : Json();
    }

    void add_buildings() {
        for (const auto& building : plan_.buildings) {
            add("building", "building", building.id, nullptr,
                {{"name", labels(building.name)},
                 {"alt_name", nullptr},
                 {"category", building.category},
                 {"restriction", nullptr},
                 {"display_point", point_or_null(building.display_point)},
                 {"address_id", nullptr},
                 {"mallctl", extension_of(building)}});
        }
        for (const auto& footprint : plan_.footprints) {
            Json buildings = Json::array();
            for (const auto index : footprint.buildings)
                buildings.push_back(to_string(plan_.buildings.at(index).id));
            add("footprint", "footprint", footprint.id, geometry(footprint.geometry),
                {{"category", footprint.category},
                 {"name", labels(footprint.name)},
                 {"building_ids", std::move(buildings)},
                 {"mallctl", extension_of(footprint)}});
        }
    }

    // A level without an outline lies where its units do.
    core::MultiPolygon outline_of(plan::LevelIndex index) const {
        const plan::Level& level = plan_.levels[index];
        if (!level.outline.empty()) return level.outline;
        std::vector<core::Point> points;
        for (const auto& unit : plan_.units) {
            if (unit.level == index) plan::append_vertices(points, unit.geometry);
        }
        return plan::convex_hull(std::move(points));
    }

    void add_levels() {
        for (plan::LevelIndex index = 0; index < plan_.levels.size(); ++index) {
            const plan::Level& level = plan_.levels[index];
            const core::MultiPolygon outline = outline_of(index);
            const core::Names name = level.name.empty() ? core::Names{{"", level.short_name}} : level.name;
            Json buildings;
            if (level.building) buildings = Json::array({to_string(plan_.buildings.at(*level.building).id)});
            add("level", "level", level.id, geometry(outline),
                {{"category", "unspecified"},
                 {"restriction", nullptr},
                 {"outdoor", level.outdoor},
                 {"ordinal", level.ordinal},
                 {"name", labels(name)},
                 {"short_name", labels({{"", level.short_name}})},
                 {"display_point", outline.empty() ? Json() : geometry(plan::point_on_surface(outline))},
                 {"address_id", nullptr},
                 {"building_ids", std::move(buildings)},
                 {"mallctl", extension_of(level)}});
        }
    }

    static std::string imdf_category(const plan::Unit& unit) {
        if (plan::is_imdf_unit_category(unit.category)) return unit.category;
        return unit.category == "retail" ? "room" : "unspecified";
    }

    void add_unit(const plan::Unit& unit) {
        add("unit", "unit", unit.id, geometry(unit.geometry),
            {{"category", imdf_category(unit)},
             {"restriction", text_or_null(unit.restriction)},
             {"accessibility", list_or_null(unit.accessibility)},
             {"name", labels(unit.name)},
             {"alt_name", unit.ref.empty() ? Json() : labels({{"", unit.ref}})},
             {"level_id", level_id(unit.level)},
             {"display_point", point_or_null(unit.display_point)},
             {"mallctl", extension_of(unit)}});
    }

    void add_opening(const plan::Opening& opening) {
        add("opening", "opening", opening.id, geometry(opening.geometry),
            {{"category", opening.category},
             {"accessibility", opening.accessible ? Json::array({"wheelchair"}) : Json()},
             {"access_control", nullptr},
             {"door", nullptr},
             {"name", labels(opening.name)},
             {"alt_name", nullptr},
             {"display_point", nullptr},
             {"level_id", level_id(opening.level)},
             {"mallctl", extension_of(opening)}});
    }

    void add_areas() {
        for (const auto& fixture : plan_.fixtures) {
            add("fixture", "fixture", fixture.id, geometry(fixture.geometry),
                {{"category", fixture.category},
                 {"name", labels(fixture.name)},
                 {"alt_name", nullptr},
                 {"anchor_id", nullptr},
                 {"level_id", level_id(fixture.level)},
                 {"display_point", nullptr},
                 {"mallctl", extension_of(fixture)}});
        }
        for (const auto& kiosk : plan_.kiosks) {
            add("kiosk", "kiosk", kiosk.id, geometry(kiosk.geometry),
                {{"name", labels(kiosk.name)},
                 {"alt_name", nullptr},
                 {"anchor_id", nullptr},
                 {"level_id", level_id(kiosk.level)},
                 {"display_point", nullptr},
                 {"mallctl", extension_of(kiosk)}});
        }
        for (const auto& section : plan_.sections) {
            add("section", "section", section.id, geometry(section.geometry),
                {{"category", section.category},
                 {"restriction", nullptr},
                 {"accessibility", nullptr},
                 {"name", labels(section.name)},
                 {"alt_name", nullptr},
                 {"level_id", level_id(section.level)},
                 {"display_point", nullptr},
                 {"address_id", nullptr},
                 {"correlation_id", nullptr},
                 {"parents", nullptr},
                 {"mallctl", extension_of(section)}});
        }
    }

    // The first unit that an amenity which names none lies in.
    std::optional<plan::UnitIndex> unit_around(const plan::Amenity& amenity) const {
        for (plan::UnitIndex i = 0; i < plan_.units.size(); ++i) {
            const plan::Unit& unit = plan_.units[i];
            if (unit.level == amenity.level && plan::contains(unit.geometry, amenity.point)) return i;
        }
        return std::nullopt;
    }

    void add_amenity(const plan::Amenity& amenity) {
        Json units = Json::array();
        Json extension = extension_of(amenity);
        for (const auto unit : amenity.units) units.push_back(unit_id(unit));
        if (amenity.units.empty()) {
            extension["in_no_unit"] = true;
            if (const auto unit = unit_around(amenity)) units.push_back(unit_id(*unit));
        }
        Json properties{{"category", amenity.category},
                        {"accessibility", nullptr},
                        {"name", labels(amenity.name)},
                        {"alt_name", nullptr},
                        {"hours", nullptr},
                        {"phone", nullptr},
                        {"website", nullptr},
                        {"unit_ids", units},
                        {"address_id", nullptr},
                        {"correlation_id", nullptr},
                        {"mallctl", std::move(extension)}};
        properties["mallctl"]["level_id"] = level_id(amenity.level);
        add(units.empty() ? "mallctl" : "amenity", "amenity", amenity.id, geometry(amenity.point),
            std::move(properties));
    }

    void add_occupant(const plan::Occupant& occupant) {
        Json anchor;
        if (occupant.unit) {
            const core::Uuid id = core::uuid_v5(occupant.id, "imdf anchor");
            anchor = to_string(id);
            add("anchor", "anchor", id, geometry(plan::representative_point(plan_.units.at(*occupant.unit))),
                {{"address_id", nullptr}, {"unit_id", unit_id(*occupant.unit)}});
        }
        add(occupant.unit ? "occupant" : "mallctl", "occupant", occupant.id, nullptr,
            {{"name", labels(occupant.name)},
             {"category", occupant.category},
             {"anchor_id", anchor},
             {"hours", text_or_null(occupant.hours)},
             {"phone", text_or_null(occupant.phone)},
             {"website", text_or_null(occupant.website)},
             {"validity", nullptr},
             {"correlation_id", nullptr},
             {"mallctl", extension_of(occupant)}});
    }

    static Json reference(const std::string& id) { return {{"id", id}, {"feature_type", "unit"}}; }

    // For other readers a relationship between each two stops that follow each other, upwards unless the
    // connector runs down; whole, with all that IMDF does not say, in mallctl.geojson.
    void add_connector(const plan::Connector& connector) {
        Json stops = Json::array();
        for (const auto& stop : connector.stops) {
            stops.push_back({{"level_id", level_id(stop.level)},
                             {"unit_id", stop.unit ? Json(unit_id(*stop.unit)) : Json()},
                             {"point", features::position(stop.point)}});
        }
        const bool both = connector.direction == plan::Direction::both;
        const bool down = connector.direction == plan::Direction::down;
        Json properties{{"category", connector.category},
                        {"name", labels(connector.name)},
                        {"direction", both   ? "both"
                                      : down ? "down"
                                             : "up"},
                        {"accessible", connector.accessible},
                        {"wait_s", connector.wait_s ? Json(*connector.wait_s) : Json()},
                        {"inferred", connector.inferred},
                        {"stops", std::move(stops)},
                        {"mallctl", extension_of(connector)}};
        add("mallctl", "connector", connector.id, nullptr, std::move(properties));
        for (std::size_t i = 1; i < connector.stops.size(); ++i) {
            const auto& lower = connector.stops[i - 1].unit;
            const auto& upper = connector.stops[i].unit;
            if (!lower || !upper) continue;
            add("relationship", "relationship",
                core::uuid_v5(connector.id, fmt::format("imdf relationship {}", i)), nullptr,
                {{"category", connector.category},
                 {"direction", both ? "undirected" : "directed"},
                 {"origin", reference(unit_id(down ? *upper : *lower))},
                 {"intermediary", nullptr},
                 {"destination", reference(unit_id(down ? *lower : *upper))},
                 {"hours", nullptr}});
        }
    }

    const plan::Plan& plan_;
    Classes classes_;
};

}  // namespace

Classes classes_of(const plan::Plan& plan) {
    return Archive(plan).take();
}

}  // namespace mallctl::exporters::imdf
