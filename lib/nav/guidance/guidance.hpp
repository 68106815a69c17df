// A route as instructions: data first, English text with it.
#pragma once

#include <string>
#include <vector>

#include "nav/graph.hpp"

namespace mallctl::nav {

struct Instruction {
    std::string
        kind;  // "depart", "turn_left", "turn_right", "sharp_left", "sharp_right", "connector", "arrive"
    double distance_m = 0;       // walked until the next instruction
    std::uint32_t level = 0;     // where it is given
    std::uint32_t to_level = 0;  // differs for a connector
    Point at;                    // geographic
    std::string text;            // "Take the lift up to level 2"
};

// Bends under 25 degrees or closer than 3 m together are merged (research: nav section 5).
std::vector<Instruction> instructions(const Route& route, const std::vector<LevelInfo>& levels);

}  // namespace mallctl::nav
