#include "nav/space/level_shape.hpp"

#include <algorithm>
#include <utility>

#include "nav/space/barriers.hpp"
#include "nav/space/categories.hpp"
#include "nav/space/level_findings.hpp"
#include "nav/space/unit_access.hpp"

namespace mallctl::nav {

namespace {

bool any_staff_only(const plan::Plan& plan, const LevelDrawing& drawing) {
    return std::any_of(drawing.units.begin(), drawing.units.end(),
                       [&](plan::UnitIndex unit) { return is_staff_only(plan.units[unit]); });
}

// Circulation has edges, not doors.
std::vector<UnitDoor> doors_of(const plan::Plan& plan, const LevelDrawing& drawing) {
    std::vector<UnitDoor> doors;
    for (const Doorway& doorway : drawing.doorways) {
        std::vector<std::size_t> units = doorway.beside[0];
        units.insert(units.end(), doorway.beside[1].begin(), doorway.beside[1].end());
        std::sort(units.begin(), units.end());
        units.erase(std::unique(units.begin(), units.end()), units.end());
        for (const std::size_t i : units) {
            const plan::UnitIndex unit = drawing.units[i];
            const std::string& category = plan.units[unit].category;
            if (is_solid(category) || is_open_plan(category)) continue;
            doors.push_back({unit, static_cast<std::uint32_t>(doorway.opening), doorway.middle});
        }
    }
    return doors;
}

ShapedLevel shape(BodyLevel level) {
    LevelPortals portals = portals_of(level);
    std::vector<UnitAccess> units = unit_accesses(level, portals.portals);
    return {std::move(level), std::move(portals), std::move(units)};
}

LevelShape finished(const ShapedLevel& shaped, const ShapedLevel& staff, const std::vector<UnitDoor>& doors) {
    LevelShape result;
    result.level = shaped.level.space.drawing->level;
    result.body = shaped.level.body;
    result.rings = shaped.level.floor.rings();
    result.portals = shaped.portals.portals;
    result.units = shaped.units;
    result.doors = doors;
    result.barriers = barriers_of(shaped.level, staff.level);
    return result;
}

}  // namespace

std::vector<LevelShape> shape_level(const Geos& geos, const plan::Plan& plan, plan::LevelIndex level,
                                    const BuildSettings& settings, const ToMm& to_mm,
                                    core::Diagnostics& findings) {
    const LevelDrawing drawing = draw_level(geos, plan, level, to_mm, findings);
    const LevelSpace open_space = level_space(geos, plan, drawing, settings.store_end, false);
    const ShapedLevel walker = shape(body_level(geos, plan, to_mm, open_space, Body::walker));
    const ShapedLevel wheelchair = shape(body_level(geos, plan, to_mm, open_space, Body::wheelchair));
    const std::vector<UnitDoor> doors = doors_of(plan, drawing);

    if (!any_staff_only(plan, drawing)) {
        report_level(walker, wheelchair, walker, findings);
        std::vector<LevelShape> shapes{finished(walker, walker, doors), finished(wheelchair, walker, doors)};
        shapes.push_back(shapes.front());
        shapes.back().body = Body::staff;
        return shapes;
    }
    const LevelSpace all_space = level_space(geos, plan, drawing, settings.store_end, true);
    const ShapedLevel staff = shape(body_level(geos, plan, to_mm, all_space, Body::staff));
    report_level(walker, wheelchair, staff, findings);
    return {finished(walker, staff, doors), finished(wheelchair, staff, doors),
            finished(staff, staff, doors)};
}

}  // namespace mallctl::nav
