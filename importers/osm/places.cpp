#include <algorithm>
#include <map>
#include <utility>

#include "importers/osm/categories.hpp"
#include "importers/osm/draft.hpp"
#include "importers/osm/tags.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::osm {

namespace {

bool holds(const core::Box& box, core::Point at) {
    return at.x >= box.min.x && at.x <= box.max.x && at.y >= box.min.y && at.y <= box.max.y;
}

class Places {
  public:
    explicit Places(Draft& draft) : draft_(draft), plan_(draft.plan()) {
        for (plan::UnitIndex i = 0; i < plan_.units.size(); ++i) {
            const plan::Unit& unit = plan_.units[i];
            if (const auto box = plan::box_of(unit.geometry)) boxes_[unit.level].emplace_back(*box, i);
        }
    }

    void add(const Item& item) {
        const Element& element = *item.element;
        const std::vector<plan::LevelIndex> levels = draft_.levels.find_all(item.levels);
        const core::Point at = place_of(element);
        if (levels.empty()) {
            draft_.report(element, "P082",
                          element.has("indoor") ? core::Severity::warning : core::Severity::note,
                          "is left out: it is on a level on which the plan has no room",
                          "draw the rooms of that level, or correct the tag level");
            return;
        }
        if (!trade_of(element).empty() && !names_of(element).empty()) {
            add_shop(element, levels.front(), at);
            return;
        }
        for (const plan::LevelIndex level : levels) {
            plan::Amenity amenity;
            amenity.source_id = source_id(item, level, plan_, item.levels.size());
            amenity.name = names_of(element);
            amenity.level = level;
            amenity.category = amenity_category(element);
            amenity.point = at;
            amenity.units = units_at(level, at);
            plan_.amenities.push_back(std::move(amenity));
        }
    }

  private:
    std::vector<plan::UnitIndex> units_at(plan::LevelIndex level, core::Point at) const {
        std::vector<plan::UnitIndex> found;
        const auto boxes = boxes_.find(level);
        if (boxes == boxes_.end()) return found;
        for (const auto& [box, unit] : boxes->second) {
            if (holds(box, at) && plan::contains(plan_.units[unit].geometry, at)) found.push_back(unit);
        }
        return found;
    }

    // A shop that is a node: its room is the one around it, which then is what the shop makes of it.
    void add_shop(const Element& element, plan::LevelIndex level, core::Point at) {
        plan::Occupant occupant;
        occupant.source_id = element.id;
        occupant.name = names_of(element);
        occupant.category = trade_of(element);
        occupant.hours = element.tag("opening_hours");
        occupant.phone = phone_of(element);
        occupant.website = website_of(element);
        for (const plan::UnitIndex index : units_at(level, at)) {
            plan::Unit& unit = plan_.units[index];
            const std::string use = use_category(element);
            const bool open_to_use = unit.category == "room" || unit.category == "unspecified";
            if (!open_to_use && unit.category != use && unit.category != "retail") continue;
            occupant.unit = index;
            if (open_to_use && !use.empty()) unit.category = use;
            break;
        }
        if (!occupant.unit) {
            draft_.report(element, "P083", core::Severity::warning,
                          "is a shop that stands in no room, so its store has no unit",
                          "draw its room, or lease a unit to it in the mall's files");
        }
        plan_.occupants.push_back(std::move(occupant));
    }

    Draft& draft_;
    plan::Plan& plan_;
    std::map<plan::LevelIndex, std::vector<std::pair<core::Box, plan::UnitIndex>>> boxes_;
};

}  // namespace

void add_places(const std::vector<Item>& items, Draft& draft) {
    Places places(draft);
    for (const Item& item : items) {
        if (item.role == Role::place) places.add(item);
    }
}

}  // namespace mallctl::importers::osm
