// Who may be where on a level: its drawing as space to walk on, walls and obstacles, for the public or for
// staff.
#pragma once

#include <cstddef>
#include <vector>

#include "nav/space/floor.hpp"
#include "nav/space/level_drawing.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Where routes to shops end.
enum class StoreEnd {
    inside,  // shops are walkable: at the point in the shop that stands for it
    door,    // shops are not: at their doors
};

enum class UnitUse {
    walkable,
    closed,   // a lift, stairs or escalator drawn without an opening: entered from the circulation beside it
    at_door,  // a shop where routes end at its doors
    staff_only,  // closed to who asks
    solid,       // nobody stands there
};

// For whom a unit is closed: a restriction of its own, or category "nonpublic". Units of nobody (columns) are
// not.
bool is_staff_only(const plan::Unit& unit);

struct LevelSpace {
    const LevelDrawing* drawing = nullptr;  // outlives this
    std::vector<UnitUse> uses;              // by unit of the drawing
    Shape covered;                          // what walkable units cover
    Floor area;                             // the same
    Shape circulation;                      // the open-plan part of it
    std::vector<std::vector<Mm>> walls;     // lines, before doorways are cut into them
    std::vector<Shape> obstacles;           // all that is solid to who asks
};

LevelSpace level_space(const Geos& geos, const plan::Plan& plan, const LevelDrawing& drawing,
                       StoreEnd store_end, bool staff);

}  // namespace mallctl::nav
