// A floor map to print: A4 landscape pages, one a level, with names in their units, a legend, a scale and
// north.
//
// Everything on it comes from the values given here: the plan, and who is in its units. The map knows no
// database.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "exporters/drawing/drawing.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters {

// Who is in a unit, as the map is to say it.
struct MapStore {
    std::string name;
    std::string category;  // of the store ("food.cafe"): its first part gives the colour
};

// A way over levels, in walking order.
struct MapRoute {
    struct Part {
        plan::LevelIndex level = 0;
        core::LineString line;       // geographic
        std::string to_level;        // label of the level that a connector at its end leads to; empty: none
        std::string connector = {};  // its category: its sign stands with the label
    };
    // An instruction: its number stands on the map, its words beside it.
    struct Step {
        enum class Mark { start, turn, ride, stop, end };
        Mark mark = Mark::turn;
        plan::LevelIndex level = 0;
        core::Point at;    // geographic
        std::string text;  // "Turn left at Bakery and walk 20 m"
    };
    std::vector<Part> parts;
    std::string caption;           // "North entrance - Bakery: 53 m, 40 s"
    std::vector<Step> steps = {};  // in walking order, numbered from 1; may be empty
    bool right_to_left = false;    // of the steps' texts
};

struct MapOptions {
    std::string title;                     // the mall's name
    std::string note;                      // small print at the bottom, such as the version
    std::vector<std::string> locales;      // of names and of the legend, most wanted first
    std::vector<plan::LevelIndex> levels;  // a page each, in this order; empty: all, from the lowest up
    std::map<plan::UnitIndex, MapStore> stores;
    std::set<plan::UnitIndex> highlighted;
    std::optional<MapRoute> route;
};

// Of a way, each page numbers the instructions of its level where they are given and lists them beside the
// map, as many as there is room for.
//
// The map is turned so that the building's main axis lies straight, unless it is within a degree of that; the
// north arrow turns with it. A name that does not fit into its unit in readable size becomes a number there
// and an entry of the legend, which runs over to directory pages. Labels never overlap. A level without
// geometry gives a page that says only its name. O(n log n) in vertices, and quadratic in units that lie in
// another.
drawing::Document draw_map(const plan::Plan& plan, const MapOptions& options);

// The same as SVG 1.1, the pages below each other. Throws core::Error(failed) for a plan without levels.
std::string floor_map_svg(const plan::Plan& plan, const MapOptions& options);

}  // namespace mallctl::exporters
