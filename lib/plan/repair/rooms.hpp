// Rooms of drawings that have walls only.
#pragma once

#include "plan/model.hpp"
#include "plan/repair/log.hpp"

namespace mallctl::plan {

// On each level that has walls and no unit, makes a unit of category "room" of every face that walls and the
// level's outline enclose (GEOS Polygonize), after gaps of 1.5 m at most, as doors are, were bridged: between
// two loose ends, between two faces of walls drawn as double lines, and from a loose end straight on to the
// next wall. The insides of walls drawn as double lines (narrower than 0.45 m) and faces below 1 m2 are no
// rooms. O(n log n) in segments.
void make_rooms(Plan& plan, RepairLog& log);

}  // namespace mallctl::plan
