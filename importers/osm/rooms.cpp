#include <algorithm>
#include <map>
#include <utility>

#include "importers/osm/categories.hpp"
#include "importers/osm/draft.hpp"
#include "importers/osm/tags.hpp"

namespace mallctl::importers::osm {

namespace {

std::optional<plan::Direction> escalator_direction(const Element& element) {
    // An area has no first point: only a slope and a word about it together say the way.
    const bool up = element.is("incline", "up");
    if (!up && !element.is("incline", "down")) return std::nullopt;
    if (element.is("conveying", "forward")) return up ? plan::Direction::up : plan::Direction::down;
    if (element.is("conveying", "backward")) return up ? plan::Direction::down : plan::Direction::up;
    return std::nullopt;
}

plan::Unit unit_of(const Element& element) {
    plan::Unit unit;
    unit.name = names_of(element);
    unit.category = unit_category(element);
    unit.ref = element.tag("ref");
    unit.restriction = restriction_of(element);
    if (accessible(element).value_or(false)) unit.accessibility = {"wheelchair"};
    if (unit.category == "escalator") unit.direction = escalator_direction(element);
    unit.geometry = element.area;
    return unit;
}

// The store of a shop that has walls: on the level nearest the ground where it has several.
void add_occupant(const Room& room, plan::Plan& plan) {
    const Element& element = *room.item->element;
    plan::Occupant occupant;
    occupant.category = trade_of(element);
    occupant.name = names_of(element);
    if (occupant.category.empty() || occupant.name.empty() || room.units.empty()) return;
    occupant.source_id = element.id;
    occupant.hours = element.tag("opening_hours");
    occupant.phone = phone_of(element);
    occupant.website = website_of(element);
    const auto nearer = [&](plan::UnitIndex a, plan::UnitIndex b) {
        return std::abs(plan.levels[plan.units[a].level].ordinal) <
               std::abs(plan.levels[plan.units[b].level].ordinal);
    };
    occupant.unit = *std::min_element(room.units.begin(), room.units.end(), nearer);
    plan.occupants.push_back(std::move(occupant));
}

}  // namespace

void add_rooms(const std::vector<Item>& items, Draft& draft) {
    plan::Plan& plan = draft.plan();
    for (const Item& item : items) {
        if (item.role != Role::room) continue;
        Room room{&item, {}};
        for (const plan::LevelIndex level : draft.levels.find_all(item.levels)) {
            plan::Unit unit = unit_of(*item.element);
            unit.level = level;
            unit.source_id = source_id(item, level, plan, item.levels.size());
            room.units.push_back(plan.units.size());
            plan.units.push_back(std::move(unit));
        }
        add_occupant(room, plan);
        draft.rooms.push_back(std::move(room));
    }
}

namespace {

void add_wall(const Item& item, Draft& draft) {
    for (const plan::LevelIndex level : draft.levels.find_all(item.levels)) {
        plan::Wall wall;
        wall.source_id = source_id(item, level, draft.plan(), item.levels.size());
        wall.level = level;
        if (item.element->line.size() >= 2) wall.lines.push_back(item.element->line);
        for (const core::Polygon& polygon : item.element->area) {
            wall.lines.insert(wall.lines.end(), polygon.rings.begin(), polygon.rings.end());
        }
        draft.plan().walls.push_back(std::move(wall));
    }
}

void add_outline(const Item& item, Draft& draft) {
    for (const plan::LevelIndex index : draft.levels.find_all(item.levels)) {
        plan::Level& level = draft.plan().levels[index];
        level.outline.insert(level.outline.end(), item.element->area.begin(), item.element->area.end());
        if (level.source_id.empty())
            level.source_id = source_id(item, index, draft.plan(), item.levels.size());
        if (level.name.empty()) level.name = names_of(*item.element);
    }
}

}  // namespace

void add_outlines_and_walls(const std::vector<Item>& items, Draft& draft) {
    for (const Item& item : items) {
        if (item.role == Role::outline) add_outline(item, draft);
        if (item.role == Role::wall) add_wall(item, draft);
    }
}

void name_levels(const std::vector<Item>& items, Draft& draft) {
    std::map<plan::LevelIndex, std::map<std::string, int>> votes;
    for (const Item& item : items) {
        const std::string ref(item.element->tag("level:ref"));
        if (ref.empty() || item.levels.size() != 1) continue;
        if (const auto level = draft.levels.find(item.levels.front())) ++votes[*level][ref];
    }
    std::map<plan::LevelIndex, std::string> chosen;
    std::map<std::string, int> uses;
    for (const plan::Level& level : draft.plan().levels) ++uses[level.short_name];
    for (const auto& [level, refs] : votes) {
        const auto most = std::max_element(refs.begin(), refs.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        chosen[level] = most->first;
        if (most->first != draft.plan().levels[level].short_name) ++uses[most->first];
    }
    for (const auto& [level, ref] : chosen) {
        if (uses[ref] == 1) draft.plan().levels[level].short_name = ref;
    }
}

}  // namespace mallctl::importers::osm
