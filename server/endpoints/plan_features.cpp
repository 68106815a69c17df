#include "server/endpoints/plan_features.hpp"

#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "exporters/features/json.hpp"
#include "plan/lookup.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;
using exporters::features::geometry;

Json names_json(const core::Names& names) {
    Json json = Json::object();
    for (const auto& [locale, name] : names) json[catalog::locale_tag(locale)] = name;
    return json;
}

const char* direction_word(plan::Direction direction) {
    if (direction == plan::Direction::up) return "up";
    return direction == plan::Direction::down ? "down" : "both";
}

}  // namespace

PlanFeatures::PlanFeatures(const operations::Snapshot& snapshot, core::Instant at)
    : snapshot_(snapshot), plan_(snapshot.plan) {
    for (std::size_t store = 0; store < snapshot.catalog.stores.size(); ++store) {
        for (const auto unit : operations::units_of_store(snapshot, store, at))
            stores_[unit].push_back(snapshot.catalog.stores[store].slug);
    }
}

std::string PlanFeatures::label(plan::LevelIndex level) const {
    return plan::level_label(plan_, level);
}

Json PlanFeatures::feature(const char* feature_class, const plan::Feature& of, Json shape,
                           Json properties) const {
    Json all{{"class", feature_class}, {"name", names_json(of.name)}};
    all.update(properties);
    return {{"type", "Feature"},
            {"id", core::to_string(of.id)},
            {"geometry", std::move(shape)},
            {"properties", std::move(all)}};
}

Json PlanFeatures::level(plan::LevelIndex index) const {
    const plan::Level& level = plan_.levels[index];
    return feature("level", level, geometry(level.outline),
                   {{"level", label(index)},
                    {"ordinal", level.ordinal},
                    {"short_name", level.short_name},
                    {"outdoor", level.outdoor}});
}

Json PlanFeatures::unit(plan::UnitIndex index) const {
    const plan::Unit& unit = plan_.units[index];
    const auto found = stores_.find(index);
    return feature("unit", unit, geometry(unit.geometry),
                   {{"unit", plan::unit_reference(plan_, index)},
                    {"ref", exporters::features::text_or_null(unit.ref)},
                    {"level", label(unit.level)},
                    {"category", unit.category},
                    {"restriction", exporters::features::text_or_null(unit.restriction)},
                    {"display_point", exporters::features::position(plan::representative_point(unit))},
                    {"stores", found == stores_.end() ? Json::array() : Json(found->second)}});
}

Json PlanFeatures::connector(const plan::Connector& connector, const plan::ConnectorStop& here) const {
    Json levels = Json::array();
    for (const auto& stop : connector.stops) levels.push_back(label(stop.level));
    return feature("connector", connector, geometry(here.point),
                   {{"level", label(here.level)},
                    {"category", connector.category},
                    {"direction", direction_word(connector.direction)},
                    {"accessible", connector.accessible},
                    {"levels", std::move(levels)}});
}

void PlanFeatures::add_connectors(plan::LevelIndex level, std::vector<Json>& features) const {
    for (const auto& one : plan_.connectors) {
        for (const auto& stop : one.stops) {
            if (stop.level == level) features.push_back(connector(one, stop));
        }
    }
}

std::vector<Json> PlanFeatures::floor(plan::LevelIndex index) const {
    const std::string name = label(index);
    std::vector<Json> features{level(index)};
    for (plan::UnitIndex i = 0; i < plan_.units.size(); ++i) {
        if (plan_.units[i].level == index) features.push_back(unit(i));
    }
    for (const auto& opening : plan_.openings) {
        if (opening.level != index) continue;
        features.push_back(feature("opening", opening, geometry(opening.geometry),
                                   {{"level", name},
                                    {"category", opening.category},
                                    {"accessible", opening.accessible},
                                    {"one_way", opening.one_way}}));
    }
    add_connectors(index, features);
    for (const auto& amenity : plan_.amenities) {
        if (amenity.level != index) continue;
        features.push_back(feature("amenity", amenity, geometry(amenity.point),
                                   {{"level", name}, {"category", amenity.category}}));
    }
    for (const auto& fixture : plan_.fixtures) {
        if (fixture.level != index) continue;
        features.push_back(feature("fixture", fixture, geometry(fixture.geometry),
                                   {{"level", name}, {"category", fixture.category}}));
    }
    for (const auto& kiosk : plan_.kiosks) {
        if (kiosk.level == index)
            features.push_back(feature("kiosk", kiosk, geometry(kiosk.geometry), {{"level", name}}));
    }
    return features;
}

}  // namespace mallctl::server
