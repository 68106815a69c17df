// Which cones of a triangle hold a point: the innermost loop of every query.
#pragma once

#include <cstdint>
#include <span>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// Writes the nodes of the cones that hold a point of their triangle to `nodes`, which has room for all of
// them, and returns behind the last. By four at a time where the processor has AVX2; exact either way.
std::uint32_t* nodes_of(const FloorView& floor, std::span<const Cone> cones, Mm point, std::uint32_t* nodes);

// The same one at a time, on any processor.
std::uint32_t* nodes_of_portably(const FloorView& floor, std::span<const Cone> cones, Mm point,
                                 std::uint32_t* nodes);

}  // namespace mallctl::nav
