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

Cut cut_doorways(const Geos& geos, const plan::Plan& plan, const LevelSpace& space, Body body) {
    std::vector<Shape> covered{space.area};
    std::vector<Shape> throats;
    Cut cut;
    for (const Doorway& doorway : space.drawing->doorways) {
        const plan::Opening& opening = plan.openings[doorway.opening];
        // Between two open spaces a one-way opening is a barrier of its own.
        if (opening.one_way) cut.walls.push_back(geos.line(doorway.line));
        if (!is_open(plan, space, doorway, body)) continue;
        throats.push_back(throat(geos, doorway, 0));
        for (const auto& jamb : jambs(doorway)) {
            cut.walls.push_back(geos.subtract(geos.line(jamb), space.area));
        }
    }
    const Shape holes = geos.unite(throats);
    covered.push_back(holes);
    cut.area = geos.unite(covered);
    for (const Shape& wall : space.walls) cut.walls.push_back(geos.join_lines(geos.subtract(wall, holes)));
    return cut;
}

// Each wall is widened by itself: united with the walls it meets it would fall into pieces at every meeting
// point, and each piece would get squared ends of its own.
Shape kept_clear(const Geos& geos, const std::vector<Shape>& walls, const Shape& obstacles, double mm) {
    std::vector<Shape> wide;
    for (const Shape& wall : walls) wide.push_back(geos.widen(wall, mm));
    wide.push_back(geos.widen(obstacles, mm));
    return geos.unite(wide);
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
    std::vector<Shape> pieces{
        geos.subtract(cut.area, kept_clear(geos, cut.walls, space.obstacles, clearance))};
    for (const Doorway& doorway : space.drawing->doorways) {
        const auto inside = clearance_in(doorway, body);
        if (!is_open(plan, space, doorway, body) || *inside >= clearance) continue;
        const Shape passage = throat(geos, doorway, clearance + overlap_mm);
        const Shape around = geos.widen(passage, clearance);
        std::vector<Shape> near;
        for (const Shape& wall : cut.walls) {
            if (geos.intersects(wall, around)) near.push_back(wall);
        }
        pieces.push_back(
            geos.subtract(geos.intersect(passage, cut.area),
                          kept_clear(geos, near, geos.intersect(space.obstacles, around), *inside)));
    }
    return geos.unite(pieces);
}

}  // namespace mallctl::nav
