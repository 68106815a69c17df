// What sees what: the visibility graph of Lozano-Perez and Wesley (1979), reduced to lines that graze the
// corners they join, since a shortest path touches corners only that way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nav/artifact/image.hpp"
#include "nav/space/floor.hpp"

namespace mallctl::nav {

// Lines between the floor's corners (numbered 0..) and the sites on it (numbered on from there). O(n^2)
// lines, each tested against the edges near it. Sorted.
std::vector<Sightline> sightlines(const Floor& floor, std::span<const Mm> sites);

// The floor's corners that a path from `from` may go to first. O(corners).
std::vector<std::uint32_t> corners_seen(const Floor& floor, const Spot& from);

}  // namespace mallctl::nav
