#include "nav/space/free_space.hpp"

#include <utility>

namespace mallctl::nav {

namespace {

// How far a narrow doorway's own clearance reaches past the wall's, so that the two spaces overlap.
constexpr double overlap_mm = 10;

struct Cut {
    Shape area;                // with the doorways' thresholds
    std::vector<Shape> walls;  // with doorways cut into them
};

void add_lines(const Geos& geos, const std::vector<std::vector<Mm>>& lines, std::vector<Shape>& walls) {
    for (const std::vector<Mm>& line : lines) walls.push_back(geos.line(line));
}

Cut cut_doorways(const Geos& geos, const plan::Plan& plan, const LevelSpace& space, Body body) {
    std::vector<Shape> throats;
    Cut cut;
    for (const Doorway& doorway : space.drawing->doorways) {
        // Between two open spaces a one-way opening is a barrier of its own.
        if (plan.openings[doorway.opening].one_way) cut.walls.push_back(geos.line(doorway.line));
        if (!is_open(plan, space, doorway, body)) continue;
        throats.push_back(throat(geos, doorway, 0));
        for (const auto& jamb : jambs(doorway)) add_lines(geos, space.area.outside(jamb), cut.walls);
    }
    const Shape united = geos.unite(throats);
    cut.area = geos.unite({space.covered, united});
    const Floor holes(geos.rings(geos.snapped(united)));
    for (const auto& wall : space.walls) add_lines(geos, holes.outside(wall), cut.walls);
    return cut;
}

}  // namespace

bool is_cut(const plan::Opening& opening, const Doorway& doorway, Body body) {
    if (opening.one_way || (body == Body::wheelchair && !opening.accessible)) return false;
    return clearance_in(doorway, body).has_value();
}

std::optional<std::size_t> closed_beside(const LevelSpace& space, const Doorway& doorway) {
    for (const auto& beside : doorway.beside) {
        for (const std::size_t unit : beside) {
            if (space.uses[unit] == UnitUse::staff_only || space.uses[unit] == UnitUse::at_door) return unit;
        }
    }
    return std::nullopt;
}

bool is_open(const plan::Plan& plan, const LevelSpace& space, const Doorway& doorway, Body body) {
    return is_cut(plan.openings[doorway.opening], doorway, body) && !closed_beside(space, doorway);
}

Shape free_space(const Geos& geos, const plan::Plan& plan, const LevelSpace& space, Body body) {
    const double clearance = clearance_m(body) * 1000;
    const Cut cut = cut_doorways(geos, plan, space, body);
    std::vector<Shape> solid = cut.walls;
    solid.insert(solid.end(), space.obstacles.begin(), space.obstacles.end());
    const ShapeFinder finder(geos, solid);
    std::vector<Shape> pieces{geos.subtract(cut.area, geos.widen_all(solid, clearance))};
    for (const Doorway& doorway : space.drawing->doorways) {
        if (!is_open(plan, space, doorway, body)) continue;
        const double inside = *clearance_in(doorway, body);
        if (inside >= clearance) continue;
        const Shape passage = throat(geos, doorway, clearance + overlap_mm);
        std::vector<Shape> near;
        for (const std::size_t i : finder.near(geos, passage, clearance)) near.push_back(solid[i]);
        pieces.push_back(geos.subtract(geos.intersect(cut.area, passage), geos.widen_all(near, inside)));
    }
    return geos.snapped(geos.unite(pieces));
}

}  // namespace mallctl::nav
