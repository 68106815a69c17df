#include "nav/space/level_space.hpp"

#include <utility>

#include "nav/space/categories.hpp"

namespace mallctl::nav {

namespace {

// Neighbouring circulation units are drawn with a hair of space between them.
constexpr double hair_mm = 10;

std::vector<Mm> convert(const std::vector<core::Point>& points, const ToMm& to_mm) {
    std::vector<Mm> result;
    for (const core::Point& point : points) {
        const Mm p = to_mm(point);
        if (result.empty() || result.back() != p) result.push_back(p);
    }
    return result;
}

Shape convert(const Geos& geos, const core::MultiPolygon& polygons, const ToMm& to_mm) {
    std::vector<Shape> parts;
    for (const core::Polygon& polygon : polygons) {
        std::vector<std::vector<Mm>> rings;
        for (const core::Ring& ring : polygon.rings) rings.push_back(convert(ring, to_mm));
        parts.push_back(geos.polygon(rings));
    }
    return geos.unite(parts);
}

void add_doorways(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, LevelSpace& space,
                  core::Diagnostics& findings) {
    for (std::size_t i = 0; i < plan.openings.size(); ++i) {
        const plan::Opening& opening = plan.openings[i];
        if (opening.level != space.level || !is_passable(opening.category)) continue;
        const std::vector<Mm> line = convert(opening.geometry, to_mm);
        if (line.size() < 2) continue;
        Doorway doorway = find_doorway(geos, line, opening.width_m, space.unit_shapes);
        doorway.opening = i;
        if (!doorway.joins_nothing()) {
            space.doorways.push_back(std::move(doorway));
            continue;
        }
        core::Diagnostic finding;
        finding.code = "P059";
        finding.message = "the opening lies on no unit's edge and leads nowhere";
        finding.advice = "move it onto the edge of the unit that it opens";
        finding.level = plan::level_label(plan, space.level);
        finding.feature = core::to_string(opening.id);
        finding.at = opening.geometry.front();
        findings.push_back(std::move(finding));
    }
}

void add_units(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, LevelSpace& space) {
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (plan.units[i].level != space.level) continue;
        space.units.push_back(i);
        space.unit_shapes.push_back(convert(geos, plan.units[i].geometry, to_mm));
    }
}

void decide_uses(const plan::Plan& plan, LevelSpace& space) {
    std::vector<bool> has_doorway(space.units.size(), false);
    for (const Doorway& doorway : space.doorways) {
        for (const auto& beside : doorway.beside) {
            for (const std::size_t unit : beside) has_doorway[unit] = true;
        }
    }
    for (std::size_t i = 0; i < space.units.size(); ++i) {
        const std::string& category = plan.units[space.units[i]].category;
        const bool closed = is_vertical(category) && !has_doorway[i];
        space.uses.push_back(is_solid(category) ? UnitUse::solid
                             : closed           ? UnitUse::closed
                                                : UnitUse::walkable);
    }
}

// Where two circulation units meet at a drawn opening there is a wall around it.
void add_divided_edges(const Geos& geos, const std::vector<bool>& open_plan, LevelSpace& space) {
    for (const Doorway& doorway : space.doorways) {
        for (const std::size_t a : doorway.beside[0]) {
            for (const std::size_t b : doorway.beside[1]) {
                if (a == b || !open_plan[a] || !open_plan[b]) continue;
                space.walls.push_back(geos.join_lines(geos.intersect(
                    geos.outline(space.unit_shapes[a]), geos.widen(space.unit_shapes[b], 2 * hair_mm))));
            }
        }
    }
}

void add_area_and_walls(const Geos& geos, const plan::Plan& plan, LevelSpace& space) {
    std::vector<bool> open_plan;
    std::vector<Shape> rooms;
    std::vector<Shape> circulation;
    std::vector<Shape> blocked;
    for (std::size_t i = 0; i < space.units.size(); ++i) {
        const Shape& shape = space.unit_shapes[i];
        const bool walkable = space.uses[i] == UnitUse::walkable;
        open_plan.push_back(walkable && is_open_plan(plan.units[space.units[i]].category));
        if (open_plan.back()) {
            circulation.push_back(geos.widen(shape, hair_mm));
        } else {
            (walkable ? rooms : blocked).push_back(shape);
            if (walkable) space.walls.push_back(geos.outline(shape));
        }
    }
    space.circulation = geos.widen(geos.unite(circulation), -hair_mm);
    space.walls.push_back(geos.outline(space.circulation));
    add_divided_edges(geos, open_plan, space);
    space.obstacles = geos.unite(blocked);
    rooms.push_back(space.circulation);
    space.area = geos.unite(rooms);
}

void add_drawn_obstacles(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, LevelSpace& space) {
    for (const plan::Wall& wall : plan.walls) {
        if (wall.level != space.level) continue;
        for (const core::LineString& line : wall.lines)
            space.walls.push_back(geos.line(convert(line, to_mm)));
    }
    std::vector<Shape> all;
    all.push_back(std::move(space.obstacles));
    for (const plan::Fixture& fixture : plan.fixtures) {
        if (fixture.level == space.level) all.push_back(convert(geos, fixture.geometry, to_mm));
    }
    for (const plan::Kiosk& kiosk : plan.kiosks) {
        if (kiosk.level == space.level) all.push_back(convert(geos, kiosk.geometry, to_mm));
    }
    space.obstacles = geos.unite(all);
}

}  // namespace

LevelSpace level_space(const Geos& geos, const plan::Plan& plan, plan::LevelIndex level, const ToMm& to_mm,
                       core::Diagnostics& findings) {
    LevelSpace space;
    space.level = level;
    add_units(geos, plan, to_mm, space);
    add_doorways(geos, plan, to_mm, space, findings);
    decide_uses(plan, space);
    add_area_and_walls(geos, plan, space);
    add_drawn_obstacles(geos, plan, to_mm, space);
    return space;
}

}  // namespace mallctl::nav
