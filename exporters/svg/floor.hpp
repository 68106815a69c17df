// One level drawn into a page: units, walls, doors, signs, names, a way.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "exporters/svg/label_space.hpp"
#include "exporters/svg/map.hpp"
#include "exporters/svg/paper_frame.hpp"

namespace mallctl::exporters::floor_map {

// What has been drawn, for the legend to explain.
struct FloorContents {
    std::set<std::string> paints;       // keys, see palette.hpp
    std::set<std::string> signs;        // see pictograms.hpp
    std::vector<std::string> numbered;  // names that stand on the map as numbers, from 1
    std::vector<std::string> unplaced;  // names for which there was not even room for a number
    bool highlight = false;
    bool route = false;
};

// A part of a level, for a map of the surroundings of a place. There names that do not fit are left out.
struct FloorWindow {
    core::Box box;                // only what reaches into it is drawn; names and signs stand inside it whole
    double min_label_mm = 0;      // smaller names are left out
    std::vector<LabelBox> taken;  // kept clear of names and signs
};

// `frame` already fits the level, or the window, into the page.
FloorContents draw_floor(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                         plan::LevelIndex level, const PaperFrame& frame,
                         const FloorWindow* window = nullptr);

}  // namespace mallctl::exporters::floor_map
