// Vertices that neighbours are meant to share.
#pragma once

#include "plan/model.hpp"
#include "plan/repair/log.hpp"
#include "plan/repair/mend.hpp"
#include "plan/repair/scale.hpp"

namespace mallctl::plan {

// Makes vertices of a level's units, outline, kiosks and walls that are less than `tolerance_m` apart one:
// the one that comes first in this order. What this makes of an area is mended; an area that would vanish
// stays as it is. O(n) in vertices.
void snap_vertices(Plan& plan, double tolerance_m, const Scale& scale, const Mender& mender, RepairLog& log);

}  // namespace mallctl::plan
