// An opening as the hole that it makes in the walls around it.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "nav/profile.hpp"
#include "nav/space/geos.hpp"
#include "nav/space/shape_finder.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

struct Doorway {
    std::size_t opening = 0;  // index into Plan::openings
    std::vector<Mm> line;     // trimmed to the stated width around its middle
    Mm middle;
    double normal_x = 0;  // unit vector to the left of the line
    double normal_y = 0;
    double width_mm = 0;
    // How far the hole reaches to the left and to the right: as far as the nearest unit, so that a door drawn
    // in the middle of a thick wall goes through it.
    std::array<double, 2> depth_mm{};
    // The units met on either side, indices into the units of the level; several where units overlap.
    std::array<std::vector<std::size_t>, 2> beside;

    bool joins_nothing() const { return beside[0].empty() && beside[1].empty(); }
};

// `units` are the shapes of all units of the level, `finder` knows where they are. O(log n + units near).
Doorway find_doorway(const Geos& geos, const std::vector<Mm>& drawn, std::optional<double> stated_width_m,
                     const std::vector<Shape>& units, const ShapeFinder& finder);

// The hole: the line pushed `extra_mm` beyond its depth to both sides.
Shape throat(const Geos& geos, const Doorway& doorway, double extra_mm);

// The two sides of the hole, which are walls where the wall is thick.
std::vector<std::vector<Mm>> jambs(const Doorway& doorway);

// The distance that the body keeps from walls in the doorway, in mm: its clearance, less where the opening is
// narrower than the body with its clearance; nothing where the body does not pass at all.
std::optional<double> clearance_in(const Doorway& doorway, Body body);

// The point `mm` to the left (right where negative) of the doorway's middle.
Mm beside_middle(const Doorway& doorway, double mm);

}  // namespace mallctl::nav
