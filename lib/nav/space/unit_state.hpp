// Whether a unit can be walked to.
#pragma once

#include <cstdint>

namespace mallctl::nav {

// Can a unit be walked to, and if not, why?
enum class UnitState : std::uint32_t {
    reachable = 0,
    solid = 1,       // nobody stands there: no place at all
    no_opening = 2,  // no opening leads in
    narrow = 3,      // no opening is wide enough, or accessible
    filled = 4,      // the clearance or obstacles leave no room, or block its openings
    staff_only = 5,  // closed to the public
};

}  // namespace mallctl::nav
