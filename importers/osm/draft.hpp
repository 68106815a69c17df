// A plan while it is made of elements: what its parts need of each other.
#pragma once

#include <string>
#include <vector>

#include "importers/importer.hpp"
#include "importers/osm/element.hpp"
#include "importers/osm/levels.hpp"
#include "importers/osm/roles.hpp"

namespace mallctl::importers::osm {

// An element that a plan may be made of.
struct Item {
    const Element* element = nullptr;
    Role role = Role::outdoors;
    bool says_level = false;
    std::vector<double> levels;  // of `level` and `repeat_on`; 0 where the element does not say
};

// The units that one room became, one on each of its levels.
struct Room {
    const Item* item = nullptr;
    std::vector<plan::UnitIndex> units;  // ascending by level
};

struct Draft {
    ImportResult& result;
    LevelTable levels;
    std::vector<Room> rooms;

    plan::Plan& plan() { return result.plan; }

    // A finding about an element: `message` goes on after its id.
    core::Diagnostic& report(const Element& element, const char* code, core::Severity severity,
                             const std::string& message, std::string advice);
};

// "way/1", and "way/1@0.5" for one of several levels.
std::string source_id(const Item& item, plan::LevelIndex level, const plan::Plan& plan, std::size_t levels);

// Somewhere on the element: the point, the middle vertex of a line, a point inside an area.
core::Point place_of(const Element& element);

// Each adds its part of the plan, in this order.
void add_rooms(const std::vector<Item>& items, Draft& draft);
void add_outlines_and_walls(const std::vector<Item>& items, Draft& draft);
void add_doors(const std::vector<Item>& items, Draft& draft);
void add_connectors(const std::vector<Item>& items, Draft& draft);
void add_places(const std::vector<Item>& items, Draft& draft);
void add_buildings(const std::vector<Item>& items, Draft& draft);

// Last, as source ids have the short names before it: what the buttons of the lift say, which is the
// `level:ref` that most features of a level have, where no other level has it.
void name_levels(const std::vector<Item>& items, Draft& draft);

}  // namespace mallctl::importers::osm
