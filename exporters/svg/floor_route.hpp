// The way on one level of a map.
#pragma once

#include <string>
#include <vector>

#include "exporters/svg/label_space.hpp"
#include "exporters/svg/map.hpp"
#include "exporters/svg/paper_frame.hpp"

namespace mallctl::exporters::floor_map {

extern const char* const route_color;

// Draws the parts of the way that lie on the level, a ring where it begins, a pin where it ends, a badge
// where it changes level, and the numbers of its steps; adds what they cover to `taken`. `to_level` is the
// word before a level's label. False when no part lies there.
bool draw_route(drawing::Page& page, const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame,
                const std::string& to_level, std::vector<LabelBox>& taken);

// Lists the steps of the level under a heading and gives the y below them; what does not fit into the box is
// left out, with an ellipsis.
double draw_steps(drawing::Page& page, const core::Box& box, const MapRoute& route, plan::LevelIndex level,
                  const std::string& heading);

}  // namespace mallctl::exporters::floor_map
