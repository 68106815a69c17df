// Names into units: how large, in how many lines, at which angle, and where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exporters/drawing/drawing.hpp"
#include "exporters/svg/label_space.hpp"

namespace mallctl::exporters::floor_map {

struct LabelStyle {
    double min_mm = 1.6;  // font sizes
    double max_mm = 3.2;
    std::string color = "#22272d";
    bool bold = false;
};

struct PlacedLabel {
    LabelBox box;
    std::vector<std::string> lines;
    double size_mm = 0;
    LabelStyle style;
};

// The best of one to four lines, level or along the area's walls: the larger the better, level and in few
// lines preferred where it makes little difference. Nothing when no readable size fits. `area` in mm.
std::optional<PlacedLabel> place_label(const core::MultiPolygon& area,
                                       const std::vector<core::Ring>& in_the_way, const std::string& text,
                                       const LabelStyle& style);

void draw_label(drawing::Page& page, const PlacedLabel& label);

}  // namespace mallctl::exporters::floor_map
