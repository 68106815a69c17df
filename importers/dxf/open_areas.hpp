// Azure's open areas: units that are entered without a door.
#pragma once

#include <optional>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::importers::dxf {

// Adds an opening along each stretch of at least 0.5 m that the boundaries of two units of one level share,
// where one of them is open and the other is open too or a walkway: nothing parts them there. `open[i]` is
// what the manifest says of plan.units[i]; a unit of which it says nothing is open when no opening lies on
// its boundary (the default that Azure documents for isOpenArea). Source ids: that of the two units, joined
// by "+". O(edges^2) a level, after a test of their boxes.
void open_shared_edges(const std::vector<std::optional<bool>>& open, plan::Plan& plan);

}  // namespace mallctl::importers::dxf
