// How long lifts, stairs, escalators, moving walkways and ramps take.
#pragma once

#include <string_view>

#include "nav/profile.hpp"

namespace mallctl::nav {

// From one stop to another: `rise_m` is positive upwards, `run_m` the distance between the stops in plan
// view.
struct Climb {
    double rise_m = 0;
    double run_m = 0;
    int levels = 0;  // passed, >= 0
};

// In seconds, by connector category:
// - "elevator": `wait_s` once, then 3 s a level;
// - "stairs": 0.610 m/s up and 0.694 m/s down, measured along the ground (U. Weidmann, Transporttechnik der
// Fussgaenger, ETH Zuerich
//   1993), over steps of 17 cm rise and 29 cm tread where the stops lie closer together than that;
// - "escalator": 0.5 m/s along a slope of at most 30 degrees, standing (EN 115-1);
// - "movingwalkway": 0.5 m/s along it, standing;
// - "ramp" and all else: the profile's walking speed along a slope of at most 1:12 (ADA 405.2).
double travel_time_s(std::string_view category, const Climb& climb, double wait_s, Profile profile);

// Where a plan gives no elevations: the height of a storey, in m.
inline constexpr double usual_storey_m = 4;

// Where a plan does not say how long a lift lets people wait.
inline constexpr double usual_wait_s = 30;

}  // namespace mallctl::nav
