// The local frame that a mall's levels are built in, and its millimetre grid.
#pragma once

#include <functional>
#include <string>

#include "core/local_frame.hpp"
#include "nav/millimetres.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Geographic to millimetres of the mall's frame.
using ToMm = std::function<Mm(core::Point)>;

// Around the middle of the plan's units, rounded to a multiple of 0.001 degrees, so that most edits leave the
// frame of all that is unchanged as it was. A plan without units gets the frame around 0, 0. Throws
// core::Error(rejected) when coordinates are not finite or the units lie more than half a degree apart.
core::LocalFrame frame_of(const plan::Plan& plan);

// The origin as text: what level_key() takes.
std::string text_of(const core::LocalFrame& frame);

// The point of the grid nearest to a geographic one. Throws core::Error(rejected) for one that lies more than
// half of `farthest_mm` from the origin, or is not finite.
Mm grid_point(const core::LocalFrame& frame, core::Point geographic);

}  // namespace mallctl::nav
