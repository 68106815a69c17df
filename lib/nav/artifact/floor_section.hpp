// The section of a floor: its arrays, each beginning at a multiple of 16 bytes, read where they lie.
#pragma once

#include <span>
#include <vector>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

std::vector<std::byte> write_floor(const FloorData& floor);

// A view of the bytes, which must outlive it. Every index is checked against its array, so that no query
// reads outside; lengths and shapes are believed. Throws core::Error(rejected). O(size).
FloorView read_floor(std::span<const std::byte> bytes);

}  // namespace mallctl::nav
