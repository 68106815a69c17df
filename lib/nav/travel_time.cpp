#include "nav/travel_time.hpp"

#include <algorithm>
#include <cmath>

namespace mallctl::nav {

namespace {

constexpr double lift_s_per_level = 3;
constexpr double belt_m_s = 0.5;
constexpr double stairs_up_m_s = 0.610;
constexpr double stairs_down_m_s = 0.694;
constexpr double tread_per_rise = 0.29 / 0.17;
constexpr double escalator_slope_per_rise = 2;  // 1 / sin 30 degrees
constexpr double ramp_run_per_rise = 12;

}  // namespace

double travel_time_s(std::string_view category, const Climb& climb, double wait_s, Profile profile) {
    const double rise = std::abs(climb.rise_m);
    const double straight = std::hypot(climb.run_m, rise);
    if (category == "elevator") return wait_s + lift_s_per_level * climb.levels;
    if (category == "escalator") return std::max(straight, escalator_slope_per_rise * rise) / belt_m_s;
    if (category == "movingwalkway") return straight / belt_m_s;
    if (category == "stairs") {
        const double run = std::max(climb.run_m, tread_per_rise * rise);
        return run / (climb.rise_m >= 0 ? stairs_up_m_s : stairs_down_m_s);
    }
    return std::max(straight, std::hypot(ramp_run_per_rise * rise, rise)) / speed_m_s(profile);
}

}  // namespace mallctl::nav
