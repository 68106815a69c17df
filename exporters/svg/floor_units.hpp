// The units of one level on paper, as the parts of a floor map see them.
#pragma once

#include <vector>

#include "exporters/svg/label_space.hpp"
#include "exporters/svg/map.hpp"
#include "exporters/svg/palette.hpp"
#include "exporters/svg/paper_frame.hpp"

namespace mallctl::exporters::floor_map {

struct FloorUnit {
    plan::UnitIndex index = 0;
    core::MultiPolygon area;  // mm
    core::Box box;
    double size_mm2 = 0;
    const Paint* paint = nullptr;
    const MapStore* store = nullptr;
    bool highlighted = false;
};

// The largest first: what lies inside another is painted over it.
std::vector<FloorUnit> floor_units(const plan::Plan& plan, const MapOptions& options, plan::LevelIndex level,
                                   const PaperFrame& frame);

// The outlines of the units of `units` that lie inside the one at `outer`: no place for its label. O(units).
std::vector<core::Ring> units_inside(const std::vector<FloorUnit>& units, std::size_t outer);

// Those of the boxes that may reach into the unit.
std::vector<core::Ring> boxes_near(const std::vector<LabelBox>& boxes, const FloorUnit& unit);

}  // namespace mallctl::exporters::floor_map
