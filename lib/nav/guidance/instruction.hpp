// What a walker is told on the way, as data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/geometry.hpp"
#include "core/uuid.hpp"

namespace mallctl::nav {

// Turns by how far they go round: slight up to 45 degrees, sharp from 120, about from 160.
enum class InstructionKind {
    depart,
    slight_left,
    turn_left,
    sharp_left,
    slight_right,
    turn_right,
    sharp_right,
    u_turn,
    connector,
    stop,    // a stop on the way is reached; a depart follows
    arrive,  // the end
};

// "turn_left": the words of the enumeration.
const char* to_string(InstructionKind kind);

// Seen from a walker, a quarter of the circle each.
enum class Side { ahead, right, behind, left };

const char* to_string(Side side);

// How a landmark is meant.
enum class Relation { at, towards, passed };

const char* to_string(Relation relation);

struct Landmark {
    core::Uuid id;  // of the unit
    std::string name;
    Relation relation = Relation::at;
    Side side = Side::ahead;
    double distance_m = 0;  // in a straight line from where the instruction is given; `passed`: from the way
};

enum class Direction { up, down, level };

const char* to_string(Direction direction);

// The connector to take.
struct RideStep {
    std::optional<core::Uuid> id;
    std::string category;  // "elevator", "escalator", "stairs", "ramp", "movingwalkway"
    std::string name;      // as the plan writes it, may be empty
    Direction direction = Direction::level;
};

struct Instruction {
    InstructionKind kind = InstructionKind::depart;
    double distance_m = 0;              // walked from here until the next instruction
    double duration_s = 0;              // until the next instruction, with the wait for a lift and the ride
    std::uint32_t level = 0;            // where it is given
    std::uint32_t to_level = 0;         // differs for a connector between levels
    core::Point at;                     // geographic
    std::optional<double> bearing;      // of the way on, degrees clockwise from north, [0, 360)
    double turn_degrees = 0;            // of the bend, positive to the right; 0 for what is no turn
    std::optional<Landmark> landmark;   // where to turn, or what to walk towards
    std::optional<Landmark> passed;     // one on the walk to the next instruction
    std::optional<RideStep> connector;  // of kind `connector`
    // Depart: where the way begins for somebody who reads the poster at the start. Stop and arrive: where
    // the place lies for somebody who has come along the way. Nothing where that is not known.
    std::optional<Side> side;
    std::string place;  // stop and arrive: its name; empty for a mere point
    std::string text;   // in words: put_into_words()
};

}  // namespace mallctl::nav
