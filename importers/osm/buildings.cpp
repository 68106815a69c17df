#include <algorithm>
#include <utility>

#include "importers/osm/categories.hpp"
#include "importers/osm/draft.hpp"
#include "importers/osm/tags.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::osm {

namespace {

// How many of the points lie inside.
std::size_t count_inside(const core::MultiPolygon& area, const std::vector<core::Point>& points) {
    const auto box = plan::box_of(area);
    if (!box) return 0;
    return static_cast<std::size_t>(std::count_if(points.begin(), points.end(), [&](core::Point at) {
        return at.x >= box->min.x && at.x <= box->max.x && at.y >= box->min.y && at.y <= box->max.y &&
               plan::contains(area, at);
    }));
}

bool is_venue(const Element& element) {
    return element.is("shop", "mall") || element.is("railway", "station") ||
           element.is("public_transport", "station") || element.is("aeroway", "terminal");
}

}  // namespace

void add_buildings(const std::vector<Item>& items, Draft& draft) {
    plan::Plan& plan = draft.plan();
    std::vector<core::Point> points;
    for (const plan::Unit& unit : plan.units) points.push_back(plan::representative_point(unit));
    for (const Item& item : items) {
        const Element& element = *item.element;
        if (plan.name.empty() && is_venue(element)) plan.name = names_of(element);
        if (item.role != Role::building || element.is("building", "roof")) continue;
        const std::size_t inside = count_inside(element.area, points);
        if (inside == 0) continue;
        const plan::BuildingIndex index = plan.buildings.size();
        plan::Building building;
        building.source_id = element.id;
        building.name = names_of(element);
        building.category = building_category(element);
        plan::Footprint footprint;
        footprint.source_id = element.id;
        footprint.name = building.name;
        footprint.buildings = {index};
        footprint.geometry = element.area;
        if (2 * inside >= points.size()) {
            for (plan::Level& level : plan.levels) {
                if (!level.building) level.building = index;
            }
            if (plan.name.empty()) plan.name = building.name;
        }
        plan.buildings.push_back(std::move(building));
        plan.footprints.push_back(std::move(footprint));
    }
}

}  // namespace mallctl::importers::osm
