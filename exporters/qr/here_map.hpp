// "You are here": the surroundings of a location, with what a reader faces at the top.
#pragma once

#include "exporters/qr/poster.hpp"

namespace mallctl::exporters::qr {

extern const char* const here_color;

// Draws them into the box, about `radius_m` in each direction along its shorter side. Nothing when the place
// is on no level.
void draw_here_map(drawing::Page& page, const plan::Plan& plan, const MapOptions& options, const Place& place,
                   const core::Box& box, double radius_m);

}  // namespace mallctl::exporters::qr
