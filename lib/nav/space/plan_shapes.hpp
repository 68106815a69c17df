// The shapes of all levels of a plan.
#pragma once

#include <vector>

#include "core/diagnostic.hpp"
#include "core/local_frame.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

struct PlanShapes {
    core::LocalFrame frame;
    std::vector<std::vector<LevelShape>> levels;  // by level, then by body

    // By level.
    std::vector<const LevelShape*> of(Body body) const;
};

// Findings and errors as build().
PlanShapes shapes_of(const plan::Plan& plan, const BuildSettings& settings, core::Diagnostics& findings);

}  // namespace mallctl::nav
