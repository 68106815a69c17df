// The parts of the artifact that join its levels: names and places, and the times between portals.
#pragma once

#include <vector>

#include "nav/artifact/mall_info.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

// The shapes of a level for all bodies.
using BodyShapes = std::vector<LevelShape>;

// `levels` are all of the plan's, in order. Deterministic.
MallInfo describe_mall(const plan::Plan& plan, core::Point origin, const std::vector<BodyShapes>& levels);

// The rides of a profile, with portals numbered through the levels.
ProfileInfo describe_rides(const plan::Plan& plan, const std::vector<BodyShapes>& levels, Profile profile);

}  // namespace mallctl::nav
