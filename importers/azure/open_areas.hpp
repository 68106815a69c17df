// Azure's open areas: units that are entered without a door.
#pragma once

#include <optional>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::importers::azure {

// Adds an opening along each stretch of at least 0.5 m that the boundaries of two units of one level share
// and where no wall stands (what is drawn as a wall stays one, open area or not), where one of them is open
// and the other is open too or a walkway. An open unit that neither this nor a door lets anybody into is
// entered from whatever lies beside it without a wall between, unless that is stated to be closed: a room
// beyond a room. `open[i]` is what the
// manifest says of plan.units[i]; a unit of which it says nothing is open when no opening lies on its
// boundary (the default that Azure documents for isOpenArea). Source ids: those of the two units, joined by
// "+". O(edges^2) a level, after a test of their boxes; each shared stretch looks at all walls of the level.
void open_shared_edges(const std::vector<std::optional<bool>>& open, plan::Plan& plan);

}  // namespace mallctl::importers::azure
