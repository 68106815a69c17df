// Names of floors as mall directories write them: "Ocean Terminal - GF", "1F & 2F", "B1F;GF".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/columns/value_map.hpp"

namespace mallctl::catalog::columns {

struct FloorRules {
    // With rules, what stands before the last " - " is the building; it is what its rule makes of it.
    ValueMap buildings;
    // Empty: a level is what the text says.
    ValueMap levels;
};

struct Floors {
    std::vector<std::string> levels;  // "G", or "ocean-terminal/G" with a building; in their order
    std::string fault;                // why there are none, where the text is not empty
};

// Floors stand apart by "&", ",", ";", "/" and "-"; of a range the floors between its ends are not known, and
// left out. A building or floor without a rule leaves all out.
Floors read_floors(std::string_view text, const FloorRules& rules);

}  // namespace mallctl::catalog::columns
