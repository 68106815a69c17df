// Units of the floor plan as rows of a manifest.
#pragma once

#include <string>

#include "core/names.hpp"

namespace mallctl::catalog {

// What a person says of a unit of the floor plan.
struct UnitEdit {
    std::string unit;  // the key, as stated: "REF@LEVEL", a REF that is unique in the mall, or a unit's UUID
    core::Names name;
    std::string category;
    std::string ref;
};

}  // namespace mallctl::catalog
