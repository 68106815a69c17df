#include "nav/guidance/instruction.hpp"

#include <array>
#include <cstddef>

namespace mallctl::nav {

namespace {

// In the order of the enumerations.
constexpr std::array kinds{"depart",       "slight_left", "turn_left",   "sharp_left",
                           "slight_right", "turn_right",  "sharp_right", "u_turn",
                           "connector",    "stop",        "arrive"};
constexpr std::array sides{"ahead", "right", "behind", "left"};
constexpr std::array relations{"at", "towards", "passed"};
constexpr std::array directions{"up", "down", "level"};

}  // namespace

const char* to_string(InstructionKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

const char* to_string(Side side) {
    return sides.at(static_cast<std::size_t>(side));
}

const char* to_string(Relation relation) {
    return relations.at(static_cast<std::size_t>(relation));
}

const char* to_string(Direction direction) {
    return directions.at(static_cast<std::size_t>(direction));
}

}  // namespace mallctl::nav
