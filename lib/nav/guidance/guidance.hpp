// Routes as instructions: data. For words see wording.hpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nav/graph.hpp"
#include "nav/guidance/instruction.hpp"
#include "nav/guidance/landmarks.hpp"

namespace mallctl::nav {

// Where a stage begins or ends, as far as it matters to who walks it.
struct StageEnd {
    std::string name;            // to say; empty for a mere point
    std::optional<Uuid> unit;    // whose doors are looked for, and which is no landmark of its own
    std::optional<Point> point;  // geographic: what it is, where that is not on the way: the middle of a unit
    std::optional<double> heading;  // of a poster: which way its reader looks, degrees clockwise from north
};

// The way from one stop to the next. `route` must outlive the Stage.
struct Stage {
    const Route* route = nullptr;
    StageEnd from;
    StageEnd to;
};

// The instructions of all stages: each departs, turns, takes connectors and arrives; distances and durations
// add up to those of the routes. `levels` are Graph::levels().
//
// - Bends are those of bends.hpp. One within 3 m of the start is part of the departure.
// - Where the way goes through a door of the unit that it leads to, the arrival is at that door: the walk
//   inside is its distance, and bends from 3 m before the door on are part of it.
// - `side` of a first departure is that of StageEnd::heading; of an arrival, that of the place where it is at
//   least half a metre off, or behind a door.
std::vector<Instruction> instructions(std::span<const Stage> stages, const std::vector<LevelInfo>& levels,
                                      const Surroundings& surroundings);

// Of one route between places that nothing is known of.
std::vector<Instruction> instructions(const Route& route, const std::vector<LevelInfo>& levels);

}  // namespace mallctl::nav
