// What the shape of a level says about the plan.
#pragma once

#include "core/diagnostic.hpp"
#include "nav/space/body_level.hpp"
#include "nav/space/level_shape.hpp"
#include "nav/space/portals.hpp"

namespace mallctl::nav {

// A level for one body, with all that was found on it.
struct ShapedLevel {
    BodyLevel level;
    LevelPortals portals;
    std::vector<UnitAccess> units;
};

// P059 and P068 for a walker, and for a wheelchair where a walker gets on. What staff reach, and the public
// does not, is as the plan wants it.
void report_level(const ShapedLevel& walker, const ShapedLevel& wheelchair, const ShapedLevel& staff,
                  core::Diagnostics& findings);

}  // namespace mallctl::nav
