// Angles.
#pragma once

#include <numbers>

namespace mallctl::core {

constexpr double degree = std::numbers::pi / 180;  // in radians

}  // namespace mallctl::core
