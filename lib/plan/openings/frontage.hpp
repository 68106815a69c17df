// Where the units of one level face each other, and how much of that is wall.
#pragma once

#include <cstddef>
#include <vector>

#include "plan/model.hpp"
#include "plan/openings/segments.hpp"

namespace mallctl::plan {

// A stretch of a unit's edge.
struct Front {
    std::size_t edge = 0;  // into LevelFronts::edges
    Stretch stretch;
    bool between_walls = false;  // a wall begins at each of its ends
};

// Two units, by their places in the list that was asked about, and where a door between them may be: on edges
// of `from`, free of walls.
struct Border {
    std::size_t from = 0;
    std::size_t to = 0;
    std::vector<Front> free;  // the longest first
};

struct LevelFronts {
    std::vector<Segment> edges;   // of units; owner is the unit's place; the unit lies to the left
    std::vector<Border> borders;  // by `from`, then `to`; each pair both ways
    // Gaps in the walls along edges that no other unit faces, between two pieces of wall: ways out.
    std::vector<Front> outer_gaps;
};

// `units` and `walls` are those of one level; units that nobody can enter are left out by the caller.
LevelFronts fronts_of(const Plan& plan, const std::vector<UnitIndex>& units,
                      const std::vector<const Wall*>& walls, const FlatFrame& frame);

}  // namespace mallctl::plan
