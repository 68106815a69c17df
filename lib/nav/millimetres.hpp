// Whole millimetres of the local frame: on integers every "which side" is exact, so that a path may run along
// a wall and through a corner without luck.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::nav {

// Coordinates stay below `farthest_mm` in size, so that a cross product of differences fits 64 bits.
struct Mm {
    std::int64_t x = 0;
    std::int64_t y = 0;

    auto operator<=>(const Mm&) const = default;
    Mm operator-(const Mm& other) const { return {x - other.x, y - other.y}; }
    Mm operator-() const { return {-x, -y}; }
};

inline constexpr std::int64_t farthest_mm = std::int64_t{1} << 28;  // 268 km

// A closed walk around a piece of free space or around a hole in it, with free space to its left; the first
// point is not repeated at the end.
using MmRing = std::vector<Mm>;

inline std::int64_t cross(Mm a, Mm b) {
    return a.x * b.y - a.y * b.x;
}
inline std::int64_t dot(Mm a, Mm b) {
    return a.x * b.x + a.y * b.y;
}

// Positive where c lies left of the line from a to b, 0 on it.
inline std::int64_t side(Mm a, Mm b, Mm c) {
    return cross(b - a, c - a);
}

// In m.
inline double length_m(Mm a, Mm b) {
    return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y)) / 1000;
}

inline bool in_range(Mm p) {
    return p.x > -farthest_mm && p.x < farthest_mm && p.y > -farthest_mm && p.y < farthest_mm;
}

// `local` in metres, within range.
inline Mm to_mm(core::Point local) {
    return {std::llround(local.x * 1000), std::llround(local.y * 1000)};
}

inline core::Point to_metres(Mm p) {
    return {static_cast<double>(p.x) / 1000, static_cast<double>(p.y) / 1000};
}

}  // namespace mallctl::nav
