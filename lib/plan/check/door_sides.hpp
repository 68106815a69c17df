// Which units a door stands between.
#pragma once

#include <vector>

#include "plan/check/survey.hpp"

namespace mallctl::plan {

struct DoorSides {
    std::vector<UnitIndex> left;   // the first units met on that side
    std::vector<UnitIndex> right;  // of the line
    bool across_interior = false;  // the line stands free inside one unit
};

// Looks from the middle of the line to both sides, as far as through the thickest half of a wall.
DoorSides door_sides(const SurveyedLevel& level, const LineString& metres);

// In metres.
double length_of(const LineString& metres);

}  // namespace mallctl::plan
