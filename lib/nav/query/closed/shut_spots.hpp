// The spots of units that closures take away: of a closed unit all, of a closed door those before it.
#pragma once

#include <cstdint>
#include <vector>

#include "nav/closures.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

struct ShutSpot {
    std::uint32_t unit = 0;  // indexes MallInfo::units
    Mm point;                // on the unit's level
    std::uint32_t closure = 0;
};

// Where routes end before a shop's door its spots lie outside of all that is closed, so that no closed area
// holds them. A spot lies before a closed door where that is no way through for the body and at most 1 m
// away. O(closures x doors).
std::vector<ShutSpot> shut_spots(const MallView& mall, Body body, const std::vector<Closure>& closed);

}  // namespace mallctl::nav
