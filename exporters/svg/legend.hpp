// What stands beside a map: the legend, the scale, north, and the names that did not fit.
#pragma once

#include <string>
#include <vector>

#include "exporters/svg/floor.hpp"

namespace mallctl::exporters::floor_map {

// Draws the legend into the box, then as many of the numbered names as there is room for below it; gives how
// many that are.
std::size_t draw_legend(drawing::Page& page, const core::Box& box, const FloorContents& contents,
                        const std::vector<std::string>& locales);

// Draws the numbered names from the one at `first` (0 for the first) in columns and gives the index after the
// last drawn.
std::size_t draw_directory(drawing::Page& page, const core::Box& box, const FloorContents& contents,
                           std::size_t first);

// A bar of round metres (1, 2 or 5 times a power of ten) at most `max_mm` long.
void draw_scale_bar(drawing::Page& page, core::Point left, double mm_per_m, double max_mm);

// An arrow with an N; `turn` is how far the map is turned, in degrees clockwise.
void draw_north(drawing::Page& page, core::Point centre, double turn);

}  // namespace mallctl::exporters::floor_map
