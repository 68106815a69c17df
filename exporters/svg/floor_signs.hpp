// The signs on one level of a map: lifts, stairs, toilets, information.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "exporters/svg/floor_units.hpp"
#include "exporters/svg/label_space.hpp"

namespace mallctl::exporters::floor_map {

// Units of a category that has a sign get it where there is most room; amenities and stops of connectors get
// theirs at their place or beside it, unless their unit or a neighbour of the same kind says it already. Adds
// what the signs cover to `taken`, and gives the signs drawn. O(n^2) in signs of a level.
std::set<std::string> draw_signs(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                                 plan::LevelIndex level, const PaperFrame& frame,
                                 const std::vector<FloorUnit>& units, std::vector<LabelBox>& taken);

}  // namespace mallctl::exporters::floor_map
