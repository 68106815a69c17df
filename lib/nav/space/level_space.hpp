// One level of a plan as shapes, before it is decided who walks there.
#pragma once

#include <functional>
#include <vector>

#include "core/diagnostic.hpp"
#include "nav/space/doorway.hpp"
#include "nav/space/geos.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Geographic to millimetres of the mall's frame.
using ToMm = std::function<Mm(core::Point)>;

enum class UnitUse {
    walkable,
    closed,  // a lift, stairs or escalator drawn without an opening: entered from the circulation beside it
    solid,   // nobody stands here
};

struct LevelSpace {
    plan::LevelIndex level = 0;
    // Of this level in plan order; the three are parallel.
    std::vector<plan::UnitIndex> units;
    std::vector<Shape> unit_shapes;
    std::vector<UnitUse> uses;

    std::vector<Doorway> doorways;  // openings that a person may pass, in plan order
    Shape area;                     // what walkable units cover
    Shape circulation;              // the open-plan part of it
    std::vector<Shape> walls;       // lines, before doorways are cut into them; one a unit
    Shape obstacles;                // fixtures, kiosks, closed and solid units
};

// Findings: P059 for an opening that touches no unit. O(units * openings) in box tests.
LevelSpace level_space(const Geos& geos, const plan::Plan& plan, plan::LevelIndex level, const ToMm& to_mm,
                       core::Diagnostics& findings);

}  // namespace mallctl::nav
