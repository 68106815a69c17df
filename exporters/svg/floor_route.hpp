// The way on one level of a map.
#pragma once

#include <vector>

#include "exporters/svg/label_space.hpp"
#include "exporters/svg/map.hpp"
#include "exporters/svg/paper_frame.hpp"

namespace mallctl::exporters::floor_map {

extern const char* const route_color;

// Draws the parts of the way that lie on the level, a ring where it begins, a pin where it ends and a badge
// where it changes level; adds what they cover to `taken`. False when no part lies there.
bool draw_route(drawing::Page& page, const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame,
                std::vector<LabelBox>& taken);

}  // namespace mallctl::exporters::floor_map
