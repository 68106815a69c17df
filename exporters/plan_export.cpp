#include "exporters/plan_export.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "exporters/dxf/dxf.hpp"
#include "exporters/geojson/plan.hpp"
#include "exporters/gpkg/gpkg.hpp"
#include "exporters/imdf/imdf.hpp"

namespace mallctl::exporters {

namespace {

template <typename F>
void keep_level(std::vector<F>& features, plan::LevelIndex level) {
    std::erase_if(features, [&](const F& feature) { return feature.level != level; });
    for (F& feature : features) feature.level = 0;
}

using NewIndex = std::map<plan::UnitIndex, plan::UnitIndex>;

void renumber(std::optional<plan::UnitIndex>& unit, const NewIndex& units) {
    if (!unit) return;
    const auto found = units.find(*unit);
    unit = found == units.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::span<const PlanFormat> plan_formats() {
    static constexpr std::array<PlanFormat, 4> formats{{{"imdf", ".zip", true, imdf::write},
                                                        {"geojson", ".geojson", false, geojson::write},
                                                        {"gpkg", ".gpkg", true, gpkg::write},
                                                        {"dxf", ".dxf", false, dxf::write}}};
    return formats;
}

plan::Plan plan_of_level(const plan::Plan& plan, plan::LevelIndex level) {
    plan::Plan one = plan;
    one.levels = {plan.levels.at(level)};
    NewIndex units;
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (plan.units[i].level == level) units.emplace(i, units.size());
    }
    keep_level(one.units, level);
    keep_level(one.openings, level);
    keep_level(one.fixtures, level);
    keep_level(one.amenities, level);
    keep_level(one.walls, level);
    keep_level(one.sections, level);
    keep_level(one.kiosks, level);
    for (plan::Amenity& amenity : one.amenities) {
        std::vector<plan::UnitIndex> kept;
        for (const auto unit : amenity.units) {
            if (const auto it = units.find(unit); it != units.end()) kept.push_back(it->second);
        }
        amenity.units = std::move(kept);
    }
    for (plan::Connector& connector : one.connectors) keep_level(connector.stops, level);
    for (plan::Connector& connector : one.connectors) {
        for (plan::ConnectorStop& stop : connector.stops) renumber(stop.unit, units);
    }
    std::erase_if(one.connectors, [](const plan::Connector& it) { return it.stops.empty(); });
    std::erase_if(one.occupants,
                  [&](const plan::Occupant& it) { return !it.unit || !units.contains(*it.unit); });
    for (plan::Occupant& occupant : one.occupants) renumber(occupant.unit, units);
    return one;
}

}  // namespace mallctl::exporters
