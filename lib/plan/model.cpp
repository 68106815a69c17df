#include "plan/model.hpp"

#include <algorithm>
#include <string>

#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

std::string short_label(const Level& level) {
    return level.short_name.empty() ? std::to_string(level.ordinal) : level.short_name;
}

std::string building_label(const Plan& plan, const Level& level) {
    if (!level.building) return {};
    const Building& building = plan.buildings.at(*level.building);
    const std::string name = core::pick_name(building.name);
    return name.empty() ? building.source_id : name;
}

std::string prefixed_label(const Plan& plan, const Level& level) {
    const std::string building = building_label(plan, level);
    return building.empty() ? short_label(level) : building + "/" + short_label(level);
}

}  // namespace

Point representative_point(const Unit& unit) {
    if (unit.display_point && (unit.geometry.empty() || surrounds(unit.geometry, *unit.display_point))) {
        return *unit.display_point;
    }
    return point_on_surface(unit.geometry);
}

std::string level_label(const Plan& plan, LevelIndex level) {
    const Level& asked = plan.levels.at(level);
    const std::string label = short_label(asked);
    const auto shares_label = [&](const Level& other) { return short_label(other) == label; };
    if (std::count_if(plan.levels.begin(), plan.levels.end(), shares_label) == 1) return label;

    // Two buildings of one name, or one building with two levels of one name: told apart by their order in
    // the plan.
    const std::string prefixed = prefixed_label(plan, asked);
    std::size_t order = 1;
    for (LevelIndex i = 0; i < level; ++i) {
        if (prefixed_label(plan, plan.levels[i]) == prefixed) ++order;
    }
    return order == 1 ? prefixed : prefixed + "#" + std::to_string(order);
}

}  // namespace mallctl::plan
