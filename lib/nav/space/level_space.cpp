#include "nav/space/level_space.hpp"

#include <utility>

#include "nav/space/categories.hpp"

namespace mallctl::nav {

namespace {

// Neighbouring circulation units are drawn with a hair of space between them.
constexpr double hair_mm = 10;

UnitUse use_of(const plan::Unit& unit, bool has_doorway, StoreEnd store_end, bool staff) {
    if (is_solid(unit.category)) return UnitUse::solid;
    if (!staff && is_staff_only(unit)) return UnitUse::staff_only;
    if (is_vertical(unit.category) && !has_doorway) return UnitUse::closed;
    if (store_end == StoreEnd::door && plan::is_shop(unit.category)) return UnitUse::at_door;
    return UnitUse::walkable;
}

void decide_uses(const plan::Plan& plan, StoreEnd store_end, bool staff, LevelSpace& space) {
    const LevelDrawing& drawing = *space.drawing;
    std::vector<bool> has_doorway(drawing.units.size(), false);
    for (const Doorway& doorway : drawing.doorways) {
        for (const auto& beside : doorway.beside) {
            for (const std::size_t unit : beside) has_doorway[unit] = true;
        }
    }
    for (std::size_t i = 0; i < drawing.units.size(); ++i)
        space.uses.push_back(use_of(plan.units[drawing.units[i]], has_doorway[i], store_end, staff));
}

void add_lines(const std::vector<std::vector<Mm>>& lines, std::vector<std::vector<Mm>>& walls) {
    walls.insert(walls.end(), lines.begin(), lines.end());
}

void add_outline(const Geos& geos, const Shape& shape, std::vector<std::vector<Mm>>& walls) {
    for (MmRing& ring : geos.rings(shape)) {
        if (ring.size() < 3) continue;
        ring.push_back(ring.front());
        walls.push_back(std::move(ring));
    }
}

// Where two circulation units meet at a drawn opening there is a wall around it.
void add_divided_edges(const Geos& geos, const std::vector<bool>& open_plan, LevelSpace& space) {
    const std::vector<Shape>& shapes = space.drawing->unit_shapes;
    for (const Doorway& doorway : space.drawing->doorways) {
        for (const std::size_t a : doorway.beside[0]) {
            for (const std::size_t b : doorway.beside[1]) {
                if (a == b || !open_plan[a] || !open_plan[b]) continue;
                add_lines(geos.joined_lines(
                              geos.intersect(geos.outline(shapes[a]), geos.widen(shapes[b], 2 * hair_mm))),
                          space.walls);
            }
        }
    }
}

}  // namespace

bool is_staff_only(const plan::Unit& unit) {
    return !is_solid(unit.category) && (!unit.restriction.empty() || unit.category == "nonpublic");
}

LevelSpace level_space(const Geos& geos, const plan::Plan& plan, const LevelDrawing& drawing,
                       StoreEnd store_end, bool staff) {
    LevelSpace space;
    space.drawing = &drawing;
    decide_uses(plan, store_end, staff, space);
    std::vector<bool> open_plan;
    std::vector<Shape> rooms;
    std::vector<Shape> circulation;
    space.obstacles = drawing.obstacles;
    for (std::size_t i = 0; i < drawing.units.size(); ++i) {
        const Shape& shape = drawing.unit_shapes[i];
        const bool walkable = space.uses[i] == UnitUse::walkable;
        open_plan.push_back(walkable && is_open_plan(plan.units[drawing.units[i]].category));
        if (open_plan.back()) {
            circulation.push_back(geos.widen(shape, hair_mm));
        } else {
            (walkable ? rooms : space.obstacles).push_back(shape);
            if (walkable) add_outline(geos, shape, space.walls);
        }
    }
    space.circulation = geos.snapped(geos.widen(geos.unite(circulation), -hair_mm));
    add_outline(geos, space.circulation, space.walls);
    add_divided_edges(geos, open_plan, space);
    add_lines(drawing.walls, space.walls);
    rooms.push_back(space.circulation);
    space.covered = geos.snapped(geos.unite(rooms));
    space.area = Floor(geos.rings(space.covered));
    return space;
}

}  // namespace mallctl::nav
