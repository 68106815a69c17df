// The names on one level of a map.
#pragma once

#include <vector>

#include "exporters/svg/floor.hpp"
#include "exporters/svg/floor_units.hpp"
#include "exporters/svg/label_space.hpp"

namespace mallctl::exporters::floor_map {

// Writes the names of stores and rooms into their units, clear of `taken` and of each other. Names that do
// not fit become numbers, counted in the order of their names, and are listed in `contents`; in a window they
// are left out.
void draw_labels(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                 const std::vector<FloorUnit>& units, const std::vector<LabelBox>& taken,
                 const FloorWindow* window, FloorContents& contents);

}  // namespace mallctl::exporters::floor_map
