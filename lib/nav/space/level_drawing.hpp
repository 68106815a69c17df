// One level of a plan as shapes on the millimetre grid, before it is decided who may be where.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/diagnostic.hpp"
#include "nav/space/doorway.hpp"
#include "nav/space/frame.hpp"
#include "nav/space/geos.hpp"
#include "nav/space/shape_finder.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

struct LevelDrawing {
    plan::LevelIndex level = 0;
    // Of this level in plan order; the two are parallel.
    std::vector<plan::UnitIndex> units;
    std::vector<Shape> unit_shapes;
    ShapeFinder finder;  // of unit_shapes

    std::vector<Doorway> doorways;       // openings that a person may pass, in plan order
    std::vector<std::vector<Mm>> walls;  // drawn lines, in plan order
    std::vector<Shape> obstacles;        // fixtures and kiosks, in plan order

    // The position of a unit of the plan in `units`; nothing for one of another level. O(log n).
    std::optional<std::size_t> find(plan::UnitIndex unit) const;
};

// Findings: P059 for an opening that touches no unit. O(n log n) in the plan's features, beside GEOS.
LevelDrawing draw_level(const Geos& geos, const plan::Plan& plan, plan::LevelIndex level, const ToMm& to_mm,
                        core::Diagnostics& findings);

}  // namespace mallctl::nav
