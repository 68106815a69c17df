// Signs for lifts, stairs, toilets and the like, as paths of our own.
#pragma once

#include <string>
#include <string_view>

#include "exporters/drawing/drawing.hpp"

namespace mallctl::exporters::floor_map {

// The sign for a category of unit, amenity or connector ("restroom.female"), by its own name or that of its
// first part ("restroom"); empty where there is none. Signs are named by the category they stand for.
std::string sign_of(std::string_view category);

// Draws a sign that sign_of returned: white on a dark square with round corners, `size_mm` wide.
void draw_sign(drawing::Page& page, const std::string& sign, core::Point centre, double size_mm,
               const std::string& title);

}  // namespace mallctl::exporters::floor_map
